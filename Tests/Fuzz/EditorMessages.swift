@testable import Editing
@testable import Text

/// What an editor sends: messages are the same however their bytes are cut, values are read back, and
/// every change of a text has its place.
enum EditorMessages {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    var whole = FrameReader()
    let frames = whole.take(bytes)
    var cut = FrameReader()
    var pieces: [FrameReader.Frame] = []
    for byte in bytes.prefix(4_096) where pieces.last != .broken { pieces += cut.take([byte]) }
    if bytes.count <= 4_096 { try hold(pieces == frames, "other messages byte by byte") }
    for case .message(let value) in frames { try check(value) }
    if let value = JSONReader.value(bytes) { try check(value) }
  }

  private static func check(_ value: JSONValue) throws(Violation) {
    try hold(JSONReader.value(value.bytes) == value, "not read back: \(value.text)")
    guard let text = value["text"].string else { return }
    var document = EditorDocument(uri: "file:///a.md", version: 1, text: text)
    for (number, change) in value["changes"].array.enumerated() {
      let range = EditorRange(change["range"])
      let text = change["text"].string ?? ""
      let whole = document.places.lineCount
      document.apply(.init(range: range, text: text), version: number)
      guard let range else { continue }
      for position in [range.start, range.end] {
        let offset = document.places.offset(of: position)
        try hold((0...document.places.bytes.count).contains(offset), "an offset of \(offset)")
        let place = document.places.position(ofByte: offset)
        try hold(
          document.places.offset(of: place) == offset || document.places.lineCount != whole,
          "\(position) is byte \(offset), which is \(place)")
      }
      try hold(
        String(validating: document.places.bytes, as: UTF8.self) != nil, "a scalar was cut")
    }
  }
}
