import Testing

@testable import Lessons
@testable import Text

@Suite("Read: the tree") struct TreeTests {
  /// Markdown, and its tree. (A list or indented code may end with the blank line below it; breaks
  /// have no place of their own: both are cmark's.)
  static let trees: [(String, String)] = [
    ("", "document @1\n"),
    ("\n\n", "document @1-2\n"),
    (
      "# A *b*\n\nc `d`\ne  \nf\n",
      """
      document @1-5
        heading 1 @1
          text "A " @1
          emphasis @1
            text "b" @1
        paragraph @3-5
          text "c " @3
          code "d" @3
          soft break @3-5
          text "e" @4
          line break @3-5
          text "f" @5

      """
    ),
    (
      "> a\n> b\n\n- c\n- d\n\n3. e\n\n   f\n4. g\n",
      """
      document @1-10
        quote @1-2
          paragraph @1-2
            text "a" @1
            soft break @1-2
            text "b" @2
        list, tight @4-6
          item @4
            paragraph @4
              text "c" @4
          item @5-6
            paragraph @5
              text "d" @5
        list from 3, loose @7-10
          item @7-9
            paragraph @7
              text "e" @7
            paragraph @9
              text "f" @9
          item @10
            paragraph @10
              text "g" @10

      """
    ),
    (
      "```swift, hidden\na\n```\n\n    b\n\n<p>\nc\n</p>\n\n***\n",
      """
      document @1-11
        fence 0 [swift, hidden] "a\\n" @1-3
        indented 1 [] "b\\n" @5-6
        html "<p>\\nc\\n</p>\\n" @7-9
        rule @11

      """
    ),
    (
      "[a](b.md \"c\") ![d](e.png) <b>f</b> **g** [h]\n\n[h]: i.md 'j'\n",
      """
      document @1-3
        paragraph @1
          link <b.md> "c" @1
            text "a" @1
          text " " @1
          image <e.png> "" @1
            text "d" @1
          text " " @1
          inline html "<b>" @1
          text "f" @1
          inline html "</b>" @1
          text " " @1
          strong @1
            text "g" @1
          text " " @1
          link <i.md> "j" @1
            text "h" @1

      """
    )
  ]

  @Test(arguments: trees)
  func `is cmark's, with lines`(markdown: String, tree: String) {
    let (lesson, problems) = readLesson(markdown)
    #expect(problems.map(\.brief) == [])
    #expect(lesson.document.dump == tree)
  }

  /// Markdown, and its tree in brief.
  static let texts: [(String, String)] = [
    ("a", "p(a)"),
    ("a\n", "p(a)"),
    ("a\r\nb\r\n", "p(a⏎b)"),
    ("\u{FEFF}a", "p(a)"),
    ("a\\*b", "p(a*b)"),
    ("&amp; &lt; &#955;", "p(& < λ)"),
    ("a\tb", "p(a\tb)"),
    ("-\ta\n\n\tb\n", "list(item(p(a)p(b)))"),
    ("\ta", "block[a\n]"),
    ("> a\nb", "quote(p(a⏎b))"),
    ("- a\n  - b\n", "list(item(p(a)list(item(p(b)))))"),
    ("`` ` ``", "p(code[`])"),
    ("```\n", "block[]"),
    ("学习 *强调* 😀", "p(学习 em(强调) 😀)"),
    ("\u{F0000}\u{10FFFD}", "p(\u{F0000}\u{10FFFD})")
  ]

  @Test(arguments: texts)
  func `reads every text`(markdown: String, tree: String) throws {
    let file = try SourceFile(path: "a.md", bytes: Array(markdown.utf8))
    #expect(LessonReader.read(file, name: "a").lesson.document.brief == tree)
  }

  @Test func `numbers the blocks in order, wherever they stand`() {
    let (lesson, _) = readLesson("```a\n```\n- ```b\n  ```\n\n> 1. ```c\n>    ```\n\n    d\n")
    let roles = lesson.blocks.map(\.role)
    #expect(roles == ["a", "b", "c", ""].map { .other(language: $0, Label()) })
    var found: [Int] = []
    lesson.document.walk { node in
      if case .code(let code) = node.kind { found.append(code.index) }
    }
    #expect(found == [0, 1, 2, 3])
  }

  @Test func `reads what is nested deeply`() {
    let (lesson, _) = readLesson(String(repeating: "> ", count: 500) + "a\n")
    var depth = 0
    lesson.document.walk { if $0.kind == .quote { depth += 1 } }
    #expect(depth == 500)
  }

  @Test func `reads the same of any line ending`() throws {
    let text = "---\ntitle: T\n---\n# A\n\n- b\n\n  ```swift\n  0\n  ```\n\n$$\nx\n$$\n"
    let crlf = text.replacing("\n", with: "\r\n")
    let one = try SourceFile(path: "a.md", bytes: Array(text.utf8))
    let other = try SourceFile(path: "a.md", bytes: Array(crlf.utf8))
    let (read, problems) = LessonReader.read(one, name: "a")
    let (readCRLF, problemsCRLF) = LessonReader.read(other, name: "a")
    #expect(problems.isEmpty && problemsCRLF.isEmpty)
    #expect(read.document.dump == readCRLF.document.dump)
    #expect(read.blocks.map(\.indentations) == readCRLF.blocks.map(\.indentations))
  }
}
