/// Keys and the mouse, as the reader uses them.
extension Tab {
  /// A key, with what a keyboard tells about it.
  struct Key: Sendable {
    var name: String
    var code: Int
    var text: String?

    static let tab = Key(name: "Tab", code: 9)
    static let enter = Key(name: "Enter", code: 13, text: "\r")
    static let escape = Key(name: "Escape", code: 27)
    static let space = Key(name: " ", code: 32, text: " ")
    static let end = Key(name: "End", code: 35)
    static let home = Key(name: "Home", code: 36)
    static let left = Key(name: "ArrowLeft", code: 37)
    static let up = Key(name: "ArrowUp", code: 38)
    static let right = Key(name: "ArrowRight", code: 39)
    static let down = Key(name: "ArrowDown", code: 40)

    /// The key of a letter or sign.
    static func character(_ character: Character) -> Key {
      let code = character.uppercased().utf8.first.map(Int.init) ?? 0
      return Key(name: String(character), code: code, text: String(character))
    }
  }

  /// Presses a key and lets it go.
  func press(_ key: Key, shift: Bool = false) async throws {
    var event: [String: JSON] = [
      "key": .string(key.name), "code": .string(key.name == " " ? "Space" : key.name),
      "windowsVirtualKeyCode": .number(Double(key.code)), "modifiers": shift ? 8 : 0
    ]
    event["type"] = key.text == nil ? "rawKeyDown" : "keyDown"
    if let text = key.text { event["text"] = .string(text) }
    try await send("Input.dispatchKeyEvent", .object(event))
    event["type"] = "keyUp"
    event["text"] = nil
    try await send("Input.dispatchKeyEvent", .object(event))
  }

  /// Types text as an input method does: also what no key is for.
  func type(_ text: String) async throws {
    try await send("Input.insertText", ["text": .string(text)])
  }

  /// Clicks in the middle of the first element that a selector finds, once it is in view.
  func click(_ selector: String) async throws {
    let point: [Double] = try await evaluate(
      """
      (() => {
        const element = document.querySelector(\(quoted(selector)));
        element.scrollIntoView({ block: "center", behavior: "instant" });
        const box = element.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    for type in ["mousePressed", "mouseReleased"] {
      try await send(
        "Input.dispatchMouseEvent",
        [
          "type": .string(type), "x": .number(point[0]), "y": .number(point[1]), "button": "left",
          "clickCount": 1
        ])
    }
  }

  /// A text as a literal of JavaScript.
  func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
