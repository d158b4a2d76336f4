import Foundation
import Text

/// What an editor says.
extension EditorServer {
  /// Handles a message; the exit status where it was the last.
  func handle(_ message: JSONValue) -> Int32? {
    let id = message["id"]
    guard let method = message["method"].string else {
      // What answers a question of ours is none to us, and there are none.
      if case .object = message, message["result"] != .null || message["error"] != .null {
        return nil
      }
      send(error: -32_600, "a message has a method", to: id)
      return nil
    }
    if method == "exit" { return phase == .shutDown ? 0 : 1 }
    guard id != .null else {
      if phase == .running { notified(method, message["params"]) }
      return nil
    }
    switch (phase, method) {
    case (.new, "initialize"): initialize(message["params"], id)
    case (.new, _): send(error: -32_002, "'initialize' comes first", to: id)
    case (.shutDown, _): send(error: -32_600, "nothing is asked behind 'shutdown'", to: id)
    case (.running, "shutdown"):
      // What was said last is still answered for.
      refresh()
      phase = .shutDown
      send(result: .null, to: id)
    case (.running, "initialize"): send(error: -32_600, "this server is initialized", to: id)
    case (.running, _): asked(method, message["params"], id)
    }
    return nil
  }

  private func initialize(_ params: JSONValue, _ id: JSONValue) {
    phase = .running
    runsOnSave = params["initializationOptions"]["runOnSave"].bool ?? true
    send(
      result: [
        "serverInfo": ["name": "nabla", "version": .string(nablaVersion)],
        "capabilities": [
          "positionEncoding": "utf-16",
          "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
          "completionProvider": [
            "triggerCharacters": [".", "(", "`", ",", "#", "/", "="], "resolveProvider": true
          ],
          "hoverProvider": true, "definitionProvider": true, "typeDefinitionProvider": true,
          "documentHighlightProvider": true, "inlayHintProvider": true,
          "signatureHelpProvider": ["triggerCharacters": ["(", ","]],
          "documentSymbolProvider": true, "foldingRangeProvider": true,
          "codeActionProvider": ["codeActionKinds": ["quickfix"]]
        ]
      ], to: id)
  }

  // MARK: Notifications

  private func notified(_ method: String, _ params: JSONValue) {
    let uri = params["textDocument"]["uri"].string
    switch method {
    case "textDocument/didOpen":
      guard let uri, let text = params["textDocument"]["text"].string else { return }
      open(uri, text, params["textDocument"])
    case "textDocument/didChange":
      guard let uri, documents[uri] != nil else { return }
      change(uri, params)
    case "textDocument/didSave":
      guard let uri, documents[uri] != nil else { return }
      check(uri, runs: runsOnSave)
      // A setup file, or a lesson that others lead to.
      documents.keys.forEach(changed)
    case "textDocument/didClose":
      guard let uri, documents.removeValue(forKey: uri) != nil else { return }
      _ = checks.begin(uri)
      if case .lesson(let course, _)? = roles.removeValue(forKey: uri) {
        sessions[course]?.close(uri)
      }
      forget(uri)
    case "$/cancelRequest":
      for session in sessions.values where session.cancel(params["id"]) {
        send(error: -32_800, "cancelled", to: params["id"])
      }
    default: break
    }
  }

  private func open(_ uri: String, _ text: String, _ item: JSONValue) {
    var role = FileRole(uri: uri)
    // A text without a file may be a lesson, if it is Markdown.
    if role == .unsaved, item["languageId"].string.map({ !$0.contains("markdown") }) ?? true {
      role = .other
    }
    guard role != .other else { return }
    roles[uri] = role
    documents[uri] = EditorDocument(uri: uri, version: item["version"].int ?? 0, text: text)
    findings[uri] = nil
    changed(uri)
    // What is known of earlier runs is shown at once; nothing is run before a save.
    check(uri, runs: false)
  }

  private func change(_ uri: String, _ params: JSONValue) {
    let version = params["textDocument"]["version"].int ?? (documents[uri]?.version ?? 0) + 1
    var isSwiftSaid = false
    if case .lesson(let course, _)? = roles[uri] {
      isSwiftSaid = sessions[course]?.isReady ?? false
    }
    for item in params["contentChanges"].array {
      guard let text = item["text"].string else { continue }
      let change = EditorDocument.Change(range: EditorRange(item["range"]), text: text)
      documents[uri]?.apply(change, version: version)
      findings[uri]?.follow(change, swiftIsSaid: isSwiftSaid)
    }
    changed(uri)
  }

  // MARK: Questions

  private func asked(_ method: String, _ params: JSONValue, _ id: JSONValue) {
    if method == "completionItem/resolve" {
      let isAsked = sessions.values.contains { session in
        session.resolve(params, for: id)
      }
      if !isAsked { send(result: params, to: id) }
      return
    }
    guard Self.questions.contains(method) else {
      return send(error: -32_601, "unknown method '\(method)'", to: id)
    }
    guard let uri = params["textDocument"]["uri"].string else {
      return send(error: -32_602, "a text's address is expected", to: id)
    }
    guard let document = documents[uri] else { return send(result: .null, to: id) }
    let lesson = lesson(uri)
    switch method {
    case "textDocument/documentSymbol":
      send(
        result: lesson.map { Outline(lesson: $0, places: document.places).symbols } ?? [], to: id)
    case "textDocument/foldingRange":
      send(result: lesson.map { Outline(lesson: $0, places: document.places).folds } ?? [], to: id)
    case "textDocument/codeAction":
      let range = EditorRange(params["range"])
      send(
        result: range.flatMap { findings[uri]?.actions(for: $0, in: document) } ?? [], to: id)
    case "textDocument/inlayHint":
      if lesson == nil || !ask(method, params, of: uri, for: id) { send(result: [], to: id) }
    default:
      guard let position = EditorPosition(params["position"]) else {
        return send(error: -32_602, "a position is expected", to: id)
      }
      answer(method, params, at: position, in: document, lesson, id)
    }
  }

  private static let questions: Set<String> = [
    "textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/codeAction",
    "textDocument/inlayHint", "textDocument/completion", "textDocument/hover",
    "textDocument/definition", "textDocument/typeDefinition", "textDocument/documentHighlight",
    "textDocument/signatureHelp"
  ]

  /// Answers what is asked of one place: where Swift stands, Swift's own server does.
  private func answer(
    _ method: String, _ params: JSONValue, at position: EditorPosition,
    in document: EditorDocument, _ lesson: OpenLesson?, _ id: JSONValue
  ) {
    let uri = document.uri
    if method == "textDocument/completion" {
      let completion = Completion(
        document: document, role: roles[uri] ?? .other, lesson: lesson, files: files(of: uri))
      if let items = completion.items(at: position) { return send(result: .array(items), to: id) }
    }
    if holdsCode(uri, at: position) {
      let trigger = params["context"]["triggerCharacter"].string
      let isOfOthers = trigger.map { !".(,".contains($0) } ?? false
      if isOfOthers || SwiftWords.isKeyword(at: position, in: document, for: method)
        || !ask(method, params, of: uri, for: id)
      {
        send(result: .null, to: id)
      }
      return
    }
    guard let lesson else { return send(result: .null, to: id) }
    let definition = Definition(document: document, lesson: lesson, files: files(of: uri))
    switch method {
    case "textDocument/definition":
      send(result: definition.location(at: position) ?? .null, to: id)
    case "textDocument/hover": send(result: definition.help(at: position) ?? .null, to: id)
    default: send(result: .null, to: id)
    }
  }

  private func holdsCode(_ uri: String, at position: EditorPosition) -> Bool {
    guard case .lesson(let course, _)? = roles[uri] else { return false }
    return sessions[course]?.holdsCode(uri, at: position) ?? false
  }

  private func ask(
    _ method: String, _ params: JSONValue, of uri: String, for id: JSONValue
  ) -> Bool {
    guard case .lesson(let course, _)? = roles[uri] else { return false }
    return sessions[course]?.ask(method, params, of: uri, for: id) ?? false
  }
}
