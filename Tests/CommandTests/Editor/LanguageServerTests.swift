import Foundation
import TestSupport
import Testing

@testable import Editing

/// Whether the toolchain has the language server that speaks of Swift.
private let hasSwiftServer: Bool = {
  let which = try? run(
    URL(fileURLWithPath: "/bin/sh"),
    ["-c", "test -x \"$(dirname \"$(readlink -f \"$(command -v swiftc)\")\")/sourcekit-lsp\""])
  return which?.status == 0
}()

private func document(_ uri: String, _ line: Int? = nil, _ character: Int = 0) -> JSONValue {
  var params: [String: JSONValue] = ["textDocument": ["uri": .string(uri)]]
  if let line { params["position"] = ["line": .int(line), "character": .int(character)] }
  return .object(params)
}

@Suite("nabla lsp") struct LanguageServerTests {
  static let lesson = """
    # Loss

    ```swift, name=fig
    let loss = 0.5
    loss * 2 // => 1.5
    ```

    𝄞 It is `{swift} loss // => 0.25` now, see [](#fig).

    """

  @Test func whatMovedIsSaidAtItsPlaceAndRecordedByAFix() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    let path = course.url.appendingPathComponent("lessons/01-a.md").path
    let uri = "file://\(path)"
    let client = try EditorClient()
    try client.open(uri, Self.lesson)
    try client.tell("textDocument/didSave", document(uri))
    let messages = try client.messages(of: uri) { !$0.isEmpty }
    #expect(messages.count == 2)
    #expect(
      messages.last?["message"].string?.hasPrefix("recorded 0.25, computed 0.5") == true)
    // Columns are UTF-16 units: the clef has two.
    #expect(
      messages.last?["range"] == [
        "start": ["line": 7, "character": 29], "end": ["line": 7, "character": 33]
      ], "\(messages)")
    let range: JSONValue = [
      "start": ["line": 7, "character": 0], "end": ["line": 7, "character": 0]
    ]
    let actions = try client.ask(
      "textDocument/codeAction", document(uri).with("range", range).with("context", [:]))
    #expect(
      actions.array.map { $0["title"].string } == ["Record 0.50", "Record all 2 values that moved"])
    // The second, made in the text, is what verify asks for.
    let edits = try #require(actions.array.last)["edit"]["changes"][uri].array
    var edited = EditorDocument(uri: uri, version: 1, text: Self.lesson)
    for edit in edits.reversed() {
      edited.apply(
        .init(range: EditorRange(edit["range"]), text: edit["newText"].string ?? ""), version: 2)
    }
    try course.write(edited.text, to: "lessons/01-a.md")
    let verify = try nabla("verify", in: course.url)
    #expect(verify.status == 0, "\(verify.errors)\(edited.text)")
    #expect(try client.end() == 0)
  }

  @Test(.enabled(if: hasSwiftServer)) func swiftIsExplainedAtItsPlace() throws {
    let text =
      "---\nsetup: s.swift\n---\n" + Self.lesson
      + "\n> ```swift, scoped\n> let x = twice(loss)\n> x.\n> ```\n"
    let course = try makeCourse(["01-ä 量.md": text])
    try course.write("func twice(_ x: Double) -> Double { 2 * x }\n", to: "lessons/s.swift")
    let uri = FileAddress.uri(course.url.appendingPathComponent("lessons/01-ä 量.md").path)
    let client = try EditorClient()
    try client.open(uri, text)
    let inSentence = try client.ask("textDocument/hover", document(uri, 10, 20))
    #expect(inSentence["contents"]["value"].string?.contains("let loss: Double") == true)
    #expect(inSentence["range"]["start"] == ["line": 10, "character": 18], "\(inSentence)")
    let inQuote = try client.ask("textDocument/hover", document(uri, 13, 6))
    #expect(inQuote["contents"]["value"].string?.contains("let x: Double") == true)
    let setup = try client.ask("textDocument/definition", document(uri, 13, 12))
    #expect(setup.array.first?["uri"].string?.hasSuffix("/lessons/s.swift") == true, "\(setup)")
    #expect(setup.array.first?["range"]["start"]["line"] == 0)
    let figure = try client.ask("textDocument/definition", document(uri, 10, 48))
    #expect(figure["range"]["start"]["line"] == 5, "\(figure)")
    let items = try client.ask("textDocument/completion", document(uri, 14, 4))
    #expect(items["items"].array.contains { $0["label"].string == "isZero" })
    // Positions in prose and outside have no answer, and every question has one.
    for (line, character) in [(0, 0), (5, 2), (99_999, 5), (5, 99_999), (-3, -3), (1, 99)] {
      #expect(
        try client.ask("textDocument/hover", document(uri, line, character))["code"] == .null)
    }
    // While it is typed, an error of Swift is said.
    try client.tell(
      "textDocument/didChange",
      document(uri).with(
        "contentChanges",
        [
          [
            "range": [
              "start": ["line": 6, "character": 11], "end": ["line": 6, "character": 14]
            ], "text": "nothing"
          ]
        ]))
    let errors = try client.messages(of: uri) { $0.contains { $0["source"].string == "swift" } }
    let error = try #require(errors.first { $0["source"].string == "swift" })
    #expect(error["range"]["start"] == ["line": 6, "character": 11], "\(error)")
    #expect(try client.end() == 0)
  }

  @Test func whatIsReadIsSaidWhileItIsTyped() throws {
    let uri = "untitled:lesson"
    let client = try EditorClient()
    try client.open(uri, "# A\n\n```swift\n1\n```\n")
    #expect(try client.messages(of: uri) == [])
    func type(_ text: String, _ line: Int, _ from: Int, _ to: Int) throws {
      try client.tell(
        "textDocument/didChange",
        document(uri).with(
          "contentChanges",
          [
            [
              "range": [
                "start": ["line": .int(line), "character": .int(from)],
                "end": ["line": .int(line), "character": .int(to)]
              ], "text": .string(text)
            ]
          ]))
    }
    try type(", hiden", 2, 8, 8)
    let found = try client.messages(of: uri) { !$0.isEmpty }
    #expect(found[0]["range"]["start"] == ["line": 2, "character": 10])
    #expect(found[0]["message"].string?.contains("did you mean 'hidden'?") == true)
    try type("", 2, 8, 15)
    #expect(try client.messages(of: uri) { $0.isEmpty } == [])
    // Half a pair, places outside, a text that nobody opened.
    let half =
      #"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":"#
      + #"{"uri":"untitled:lesson"},"contentChanges":[{"text":"\ud834","range":"#
      + #"{"start":{"line":0,"character":2},"end":{"line":0,"character":2}}}]}}"#
    try client.send(bytes: Array("Content-Length: \(half.utf8.count)\r\n\r\n\(half)".utf8))
    try type("x", 9_999, 5, 7)
    try client.tell(
      "textDocument/didChange", document("untitled:other").with("contentChanges", [["text": ""]]))
    let symbols = try client.ask("textDocument/documentSymbol", document(uri))
    #expect(symbols.array.first?["name"].string == "\u{FFFD}A", "\(symbols)")
    #expect(try client.end() == 0)
  }

  @Test func aLongLessonIsFollowed() throws {
    let uri = "untitled:long"
    let section = "## Part\n\nText with `{swift} x // => 1`.\n\n```swift\nlet x = 1\n```\n\n"
    let client = try EditorClient()
    try client.open(uri, String(repeating: section, count: 1_250))
    for number in 0..<40 {
      let place: JSONValue = ["line": .int(8 * number + 2), "character": 4]
      try client.tell(
        "textDocument/didChange",
        document(uri).with(
          "contentChanges",
          [
            ["range": ["start": place, "end": place], "text": " more"]
          ]))
    }
    let end: JSONValue = ["line": 9_996, "character": 8]
    try client.tell(
      "textDocument/didChange",
      document(uri).with(
        "contentChanges",
        [
          ["range": ["start": end, "end": end], "text": ", hiden"]
        ]))
    let found = try client.messages(of: uri) { messages in
      messages.contains { $0["message"].string?.hasPrefix("unknown fence word") == true }
    }
    #expect(found.contains { $0["range"]["start"] == ["line": 9_996, "character": 10] })
    #expect(try client.end() == 0)
  }

  @Test func whatIsNoConversationHasItsAnswer() throws {
    let client = try EditorClient()
    #expect(try client.ask("textDocument/hover", document("a", 0))["code"] == -32_002)
    try client.tell("textDocument/didOpen", ["textDocument": ["uri": "untitled:a", "text": "x"]])
    _ = try client.ask("initialize", ["capabilities": [:]])
    #expect(try client.ask("initialize")["code"] == -32_600)
    #expect(try client.ask("textDocument/rename")["code"] == -32_601)
    #expect(try client.ask("textDocument/hover")["code"] == -32_602)
    #expect(try client.ask("textDocument/hover", document("untitled:a", 0)) == .null)
    // No JSON in a frame, and things that are no messages, lose nothing.
    try client.send(bytes: Array("Content-Length: 5\r\n\r\n{a:b}".utf8))
    while let message = try client.next(), message["error"]["code"] != -32_700 {}
    try client.send(bytes: FrameReader.framed([1, 2]) + FrameReader.framed("x"))
    try client.tell("$/cancelRequest", ["id": 99])
    try client.tell("$/setTrace", ["value": "off"])
    try client.tell("textDocument/didOpen", ["textDocument": 7])
    try client.tell("textDocument/didSave", document("file:///nowhere/lessons/01-a.md"))
    #expect(try client.ask("textDocument/foldingRange", document("untitled:a")) == .null)
    _ = try client.ask("shutdown")
    #expect(try client.ask("textDocument/hover", document("untitled:a", 0))["code"] == -32_600)
    try client.tell("exit")
    #expect(client.status() == 0)
  }

  @Test func whoeverGoesWithoutAWordIsNotWaitedFor() throws {
    let silent = try EditorClient()
    #expect(silent.status() == 1)
    let abrupt = try EditorClient()
    _ = try abrupt.ask("initialize", ["capabilities": [:]])
    try abrupt.tell("exit")
    #expect(abrupt.status() == 1)
    let garbage = try EditorClient()
    try garbage.send(bytes: Array("Content-Length: 999999999999\r\n\r\n{}".utf8))
    #expect(try garbage.next()?["error"]["code"] == -32_700)
    #expect(garbage.status() == 1)
  }

  @Test(arguments: [true, false])
  func withoutSwiftsServerTheRestGoesOn(isThere: Bool) throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    let tools = try TemporaryFolder()
    let real = try run(URL(fileURLWithPath: "/bin/sh"), ["-c", "command -v swiftc"]).output
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try tools.write("#!/bin/sh\nexec \(real) \"$@\"\n", to: "swiftc")
    let log = tools.url.appendingPathComponent("log").path
    if isThere {
      try tools.write("#!/bin/sh\necho >> \(log)\nread line\nexit 3\n", to: "sourcekit-lsp")
    }
    _ = try run(URL(fileURLWithPath: "/bin/sh"), ["-c", "chmod +x \(tools.url.path)/*"])
    let uri = "file://\(course.url.path)/lessons/01-a.md"
    let client = try EditorClient(
      environment: ["NABLA_SWIFTC": tools.url.appendingPathComponent("swiftc").path])
    try client.open(uri, Self.lesson)
    // A question that nobody will answer is answered, and everything else goes on.
    #expect(try client.ask("textDocument/hover", document(uri, 3, 5)) == .null)
    while client.notes.isEmpty, try client.next() != nil {}
    #expect(client.notes.count == 1)
    #expect(client.notes.first?.hasPrefix("nabla: no help with Swift in lessons: ") == true)
    let starts = (try? tools.read("log").count) ?? 0
    #expect(starts == (isThere ? 4 : 0))
    let symbols = try client.ask("textDocument/documentSymbol", document(uri))
    #expect(symbols.array.first?["name"].string == "Loss")
    try client.tell("textDocument/didSave", document(uri))
    #expect(try client.messages(of: uri) { !$0.isEmpty }.count == 2)
    #expect(try client.end() == 0)
  }
}
