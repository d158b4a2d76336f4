import Foundation
import Text

/// What an editor asks, asked of Swift's language server.
extension SwiftSession {
  /// Whether there is Swift at a place of a lesson.
  func holdsCode(_ uri: String, at position: EditorPosition) -> Bool {
    lessons[uri]?.blanked.holdsCode(at: position) ?? false
  }

  /// Asks what an editor asked about a lesson; `false` where nobody can be asked.
  func ask(_ method: String, _ params: JSONValue, of uri: String, for client: JSONValue) -> Bool {
    guard state != .gone, let known = lessons[uri] else { return false }
    var params = params.with("textDocument", ["uri": .string(known.places.file)])
    if let position = EditorPosition(params["position"]) {
      params = params.with("position", known.places.toSwift(position).json)
    }
    if let range = EditorRange(params["range"]) {
      params = params.with(
        "range",
        EditorRange(known.places.toSwift(range.start), known.places.toSwift(range.end)).json)
    }
    if method == "textDocument/completion" { lastCompleted = uri }
    let request: JSONValue = ["method": .string(method), "params": params]
    pending[nextID] = Pending(client: client, lesson: uri, request: request)
    if state == .ready { send(method, id: nextID, params) }
    nextID += 1
    return true
  }

  /// Asks for more about an item of a completion; `false` where it is none of its own.
  func resolve(_ item: JSONValue, for client: JSONValue) -> Bool {
    guard state == .ready, item["data"] != .null, let uri = lastCompleted, lessons[uri] != nil
    else {
      return false
    }
    pending[nextID] = Pending(
      client: client, lesson: uri, request: ["method": "completionItem/resolve", "params": item])
    send("completionItem/resolve", id: nextID, item)
    nextID += 1
    return true
  }

  /// An editor no longer wants an answer; whether it was waiting for one from here.
  func cancel(_ client: JSONValue) -> Bool {
    guard let (id, _) = pending.first(where: { $0.value.client == client }) else { return false }
    pending[id] = nil
    if state == .ready { send("$/cancelRequest", ["id": .int(id)]) }
    return true
  }
}
