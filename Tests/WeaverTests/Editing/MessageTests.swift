import Testing

@testable import Editing

@Suite("Messages between an editor and nabla") struct EditorMessageTests {
  @Test(arguments: [
    "null", "true", "[1,-2,[],{}]", #"{"a":"b","c":{"d":[null]}}"#, #""\"\\\n\t""#, "1.5"
  ])
  func whatIsReadIsWritten(_ text: String) {
    #expect(JSONReader.value(Array(text.utf8))?.text == text)
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\":}", "tru", "1 2", "\"a", "\"\\x\"", "\"\\u12\"", "+1", "nan", "1e999",
    "\"\n\"", "{1:2}", "\u{0}"
  ])
  func whatIsNoJSONIsNone(_ text: String) {
    #expect(JSONReader.value(Array(text.utf8)) == nil)
  }

  @Test func halfASurrogatePairKeepsItsLength() {
    func read(_ text: String) -> String? { JSONReader.value(Array(text.utf8))?.string }
    #expect(read(#""\ud834\udd1e""#) == "𝄞")
    #expect(read(#""a\ud834b""#) == "a\u{FFFD}b")
    #expect(read(#""\udd1e""#) == "\u{FFFD}")
    #expect(read(#""\ud834\u0041""#) == "\u{FFFD}A")
    #expect(JSONReader.value([0x22, 0xFF, 0x22])?.string == "\u{FFFD}")
  }

  @Test func framesAreCutWhereverTheyComeApart() {
    let bytes =
      FrameReader.framed(["id": 1, "method": "ä"])
      + Array("content-length:2\nX: y\n\n{}".utf8) + Array("Content-Length: 3\r\n\r\n{\"a".utf8)
      + FrameReader.framed(7)
    for size in [1, 2, 7, bytes.count] {
      var reader = FrameReader()
      var frames: [FrameReader.Frame] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        frames += reader.take(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(
        frames == [
          .message(["id": 1, "method": "ä"]), .message([:]), .noJSON, .message(7)
        ], "\(size)")
    }
  }

  @Test(arguments: [
    "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: -1\r\n\r\n",
    "Content-Length: 1000000000\r\n\r\n", "hello\r\n\r\n", "\n\n"
  ])
  func whatBeginsNoFrameEndsTheReading(_ text: String) {
    var reader = FrameReader()
    #expect(reader.take(text.utf8) == [.broken])
  }

  @Test func endlessGarbageAndNestingEnd() {
    var reader = FrameReader()
    #expect(reader.take(String(repeating: "garbage ", count: 1_000).utf8) == [.broken])
    #expect(JSONReader.value(Array(repeating: UInt8(ascii: "["), count: 1_000_000)) == nil)
  }
}
