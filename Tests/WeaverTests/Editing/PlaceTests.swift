import Testing

@testable import Editing
@testable import Text

private func position(_ line: Int, _ character: Int) -> EditorPosition {
  EditorPosition(line: line, character: character)
}

@Suite("Places as editors count") struct PlaceTests {
  /// One, two, three and four bytes; one, one, one and two units.
  static let text = "aä\r\n€𝄞b\rlast"

  @Test(arguments: [
    (position(0, 0), 0), (position(0, 1), 1), (position(0, 2), 3), (position(0, 9), 3),
    (position(1, 0), 5), (position(1, 1), 8), (position(1, 2), 8), (position(1, 3), 12),
    (position(1, 4), 13), (position(2, 4), 18), (position(3, 0), 18), (position(-1, 5), 0),
    (position(.max, .max), 18), (position(0, .min), 0)
  ])
  func everyPlaceHasAByte(_ place: EditorPosition, _ offset: Int) {
    #expect(TextPlaces(Array(Self.text.utf8)).offset(of: place) == offset)
  }

  @Test func everyByteHasAPlace() {
    let places = TextPlaces(Array(Self.text.utf8))
    #expect(places.position(ofByte: 12) == position(1, 3))
    #expect(places.position(ofByte: -5) == position(0, 0))
    #expect(places.position(ofByte: 1_000) == position(2, 4))
    #expect(places.position(line: 2, column: 8) == position(1, 3))
    #expect(places.position(line: 99, column: 99) == position(2, 4))
    #expect(TextPlaces([]).lineCount == 1)
    for offset in [0, 1, 3, 5, 8, 12, 13, 14, 18] {
      #expect(places.offset(of: places.position(ofByte: offset)) == offset)
    }
  }

  @Test func editsAreMadeWhereverTheyAre() {
    var document = EditorDocument(uri: "a", version: 1, text: Self.text)
    func edit(_ start: EditorPosition, _ end: EditorPosition, _ text: String) {
      document.apply(.init(range: EditorRange(start, end), text: text), version: 2)
    }
    // From the middle of a pair.
    edit(position(1, 2), position(1, 3), "x")
    #expect(document.text == "aä\n€xb\nlast")
    edit(position(7, 0), position(9, 9), "!")
    edit(position(1, 0), position(0, 1), "-")
    #expect(document.text == "aä\n-€xb\nlast!")
    document.apply(.init(range: nil, text: "new"), version: 3)
    #expect(document.text == "new" && document.version == 3)
  }

  @Test(arguments: [
    // A line comes in above; text on the same line, before and behind; the place itself.
    (position(0, 0), position(0, 0), "a\nb", EditorRange(position(3, 4), position(3, 6))),
    (position(2, 0), position(2, 2), "long", EditorRange(position(2, 6), position(2, 8))),
    (position(1, 3), position(2, 1), "", EditorRange(position(1, 6), position(1, 8))),
    (position(2, 7), position(2, 9), "x", EditorRange(position(2, 4), position(2, 6))),
    (position(2, 5), position(2, 5), "x", nil), (position(0, 0), position(9, 0), "", nil)
  ])
  func messagesFollowEdits(
    _ start: EditorPosition, _ end: EditorPosition, _ text: String, _ moved: EditorRange?
  ) {
    let range = EditorRange(position(2, 4), position(2, 6))
    let change = EditorDocument.Change(range: EditorRange(start, end), text: text)
    #expect(range.moved(by: change) == moved)
  }

  @Test(arguments: [
    (
      "file:///a/lessons/01-a%20%C3%A4.md", FileRole.lesson(course: "/a", path: "lessons/01-a ä.md")
    ),
    ("file:///a/lessons/course.yml", .settings(path: "lessons/course.yml", isTranslation: false)),
    (
      "file:///a/lessons/course.zh.yml",
      .settings(path: "lessons/course.zh.yml", isTranslation: true)
    ),
    ("file:///a/README.md", .other), ("untitled:1", .unsaved), ("", .unsaved),
    ("file:///a%00/lessons/x.md", .unsaved),
    ("file:///lessons/x.md", .lesson(course: "/", path: "lessons/x.md"))
  ])
  func addressesSayWhatAFileIs(_ uri: String, _ role: FileRole) {
    #expect(FileRole(uri: uri) == role)
  }
}
