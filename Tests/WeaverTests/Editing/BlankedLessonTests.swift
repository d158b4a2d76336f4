import Testing

@testable import Editing
@testable import Lessons
@testable import Text

@Suite("A lesson as Swift's own server sees it") struct BlankedLessonTests {
  @Test func codeKeepsItsLinesAndColumns() {
    let text = """
      # Ä 𝄞

      Of 𝄞 it is `{swift} loss // => 1` and `{swift} a + b` here.

      ```swift
      let loss = 1
      ```

      > 1. ```swift, scoped
      >    let x = "€"
      >    ```

      ```swift, ignore
      no code
      ```
      """
    let (lesson, _) = readLesson(text)
    let setup = SourceFile(path: "lessons/s.swift", text: "let a = 1\nlet b = 2\n")
    let blanked = BlankedLesson(lesson, setup: setup)
    let lines = blanked.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(blanked.linesAbove == 3)
    #expect(lines.prefix(3) == ["import Nabla; import LessonKit", "let a = 1", "let b = 2"])
    let sentence = String(lines[5])
    #expect(sentence == "                 ;_=(loss)                  ;_=(a + b)", "\(sentence)")
    // The same UTF-16 columns as in the lesson.
    let source = lesson.file.lines[2]
    let units = source.utf16.distance(
      from: source.startIndex, to: source.range(of: "loss")?.lowerBound ?? source.startIndex)
    #expect(sentence.utf16.dropFirst(units).starts(with: "loss".utf16))
    #expect(lines[8] == "let loss = 1")
    #expect(lines[11...13] == ["do {", "     let x = \"€\"", "}"])
    #expect(!blanked.text.contains("no code"))
    #expect(blanked.holdsCode(at: EditorPosition(line: 5, character: 3)))
    #expect(blanked.holdsCode(at: EditorPosition(line: 2, character: units)))
    #expect(!blanked.holdsCode(at: EditorPosition(line: 2, character: units - 3)))
    #expect(!blanked.holdsCode(at: EditorPosition(line: 0, character: 0)))
    #expect(blanked.isOfProgram(line: 5) && !blanked.isOfProgram(line: 8))
  }

  @Test func placesFindTheirWayBack() {
    let places = SwiftPlaces(
      file: "file:///l.swift", lesson: "file:///l.md", setup: "file:///s.swift", linesAbove: 3)
    func range(_ line: Int) -> JSONValue {
      EditorRange(
        EditorPosition(line: line, character: 1), EditorPosition(line: line, character: 2)
      ).json
    }
    #expect(
      places.fromSwift(["range": range(5), "contents": "a"]) == ["range": range(2), "contents": "a"]
    )
    #expect(
      places.fromSwift([
        ["uri": "file:///l.swift", "range": range(4)],
        ["uri": "file:///l.swift", "range": range(2)],
        ["uri": "file:///other.swift", "range": range(1)]
      ]) == [
        ["uri": "file:///l.md", "range": range(1)], ["uri": "file:///s.swift", "range": range(1)],
        ["uri": "file:///other.swift", "range": range(1)]
      ])
    // What an item is known by is not touched.
    let item: JSONValue = ["data": ["uri": "file:///l.swift"], "label": "a"]
    #expect(places.fromSwift(item) == item)
    #expect(places.fromSwift(["range": range(0)]) == nil)
  }

  @Test func anUnclosedFenceAndCodeAtTheEndAreRead() {
    for text in ["```swift, scoped\nlet x = 1", "    let x = 1", "```swift", "`{swift} x`", ""] {
      let (lesson, _) = readLesson(text)
      let blanked = BlankedLesson(lesson, setup: nil)
      #expect(
        blanked.text.split(separator: "\n", omittingEmptySubsequences: false).count
          == lesson.file.lines.count + 1)
    }
  }
}
