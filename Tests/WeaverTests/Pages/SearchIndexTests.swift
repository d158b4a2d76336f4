import Foundation
import Testing

@testable import Pages
@testable import Sites

@Suite("Site: the search index") struct SearchIndexTests {
  /// Markdown, and the places in it: anchor, heading, text.
  static let texts: [(String, [[String]])] = [
    ("a *b*\nc\n\nd", [["", "test", "a b c d"]]),
    ("# T\n\na\n\n## H `x`\n\nb\n\n### I\n", [["", "T", "a"], ["h-x", "H x", "b"], ["i", "I", ""]]),
    ("- a\n- b\n\n> c\n", [["", "test", "a b c"]]),
    ("学习率 *很* 小。\n", [["", "test", "学习率 很 小。"]]),
    ("a $x_{1}$ b\n\n$$\ny\n$$\n", [["", "test", "a x₁ b"]]),
    ("```swift\nlet a = 1\n```\n\n```output\n5\n```\n", [["", "test", "let a = 1"]]),
    ("```swift, hidden\nlet a = 1\n```\n\n```swift, hide-code\n2\n```\n", [["", "test", ""]]),
    ("```csv, caption=\"C\"\na,b\n```\n", [["", "test", "C a,b"]]),
    ("---\nsummary: S\n---\na", [["", "test", "S a"]]),
    ("a `{swift} x` b", [["", "test", "a [0] b"]]),
    ("## A\n\n## A\n", [["", "test", ""], ["a", "A", ""], ["a-1", "A", ""]])
  ]

  @Test(arguments: texts)
  func `finds what the page shows`(markdown: String, places: [[String]]) {
    let found = SearchIndex.places(of: readLesson(markdown).lesson) { "[\($0)]" }
    #expect(found.map { [$0.anchor, $0.heading, $0.text] } == places)
  }

  @Test func `anchors are those of the page`() throws {
    let markdown = "# T\n\n## A\n\n> ## A\n\n- ## B\n\n# C\n"
    let html = try TestPage().weave(markdown).html
    let anchors = SearchIndex.places(of: readLesson(markdown).lesson) { _ in "" }.map(\.anchor)
    #expect(anchors.dropFirst() == html.matches(of: /\sid="([^"]*)"/).map { String($0.1) }[...])
  }

  @Test(arguments: ["", "a\"b\\c\n\t\u{1}\u{7F}", "</script>", "学 \u{2028} 😀"])
  func `texts are JSON`(text: String) throws {
    let json = SearchIndex.json(text)
    let read = try JSONDecoder().decode([String].self, from: Data("[\(json)]".utf8))
    #expect(read == [text])
  }
}
