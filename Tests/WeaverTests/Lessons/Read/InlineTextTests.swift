import Testing

@testable import Lessons

@Suite("Read: the text of a paragraph") struct InlineTextTests {
  /// Scalars that count how often one of them is read.
  private struct Counting: Collection {
    final class Reads { var count = 0 }
    let scalars: [Unicode.Scalar]
    let reads = Reads()

    var startIndex: Int { 0 }
    var endIndex: Int { scalars.count }
    func index(after index: Int) -> Int { index + 1 }
    subscript(index: Int) -> Unicode.Scalar {
      reads.count += 1
      return scalars[index]
    }
  }

  @Test func `backquotes that nothing closes are read once, however many ask for their end`() {
    // Runs of 1, 2, 3, … backquotes: none has a partner.
    let text = Counting(
      scalars: Array(
        (1...200).map { String(repeating: "`", count: $0) }
          .joined(separator: " a ").unicodeScalars))
    let spans = CodeSpanEnds(text)
    #expect(text.reads.count == text.count)
    for length in 1...200 { #expect(spans.end(behind: text.count, length: length) == nil) }
    #expect(text.reads.count == text.count)
  }

  @Test func `a code span ends where as many backquotes stand next`() {
    var seed: UInt64 = 1
    for _ in 0..<300 {
      var text = ""
      for _ in 0..<30 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += seed >> 33 & 3 == 0 ? "a" : "`"
      }
      let inline = InlineText(text)
      for start in inline.scalars.indices where inline.scalars[start] == "`" {
        let length = inline.runLength(from: start)
        #expect(
          inline.endOfCodeSpan(from: start, length: length)
            == Self.end(in: inline.scalars, behind: start + length, length), "\(text) \(start)")
      }
    }
  }

  /// The same, looked for run by run.
  private static func end(in text: [Unicode.Scalar], behind start: Int, _ length: Int) -> Int {
    var index = start
    while index < text.count {
      let run = text[index...].prefix { $0 == "`" }.count
      index += max(run, 1)
      if run == length { return index }
    }
    return start
  }

  @Test func `columns are bytes of the line`() {
    let text = InlineText("ä$\n你$")
    #expect(text.scalars.indices.map(text.column) == [1, 3, 4, 1, 4])
  }

  @Test(arguments: [
    ("<a>$", 0, 3), ("<a b=\"$>\">$", 0, 10), ("<a $>", 0, nil), ("<http://a$b>c", 0, 12),
    ("<!-- $ -->$", 0, 10), ("< a>", 0, nil), ("<a b \"$\">", 0, nil), ("<a", 0, nil)
  ])
  func `tags end where no dollar sign in them is ours`(text: String, from: Int, end: Int?) {
    #expect(InlineText(text).endOfTag(from: from) == end)
  }
}
