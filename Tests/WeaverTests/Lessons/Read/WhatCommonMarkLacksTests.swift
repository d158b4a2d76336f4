import Testing

@Suite("Read: what CommonMark does not have") struct WhatCommonMarkLacksTests {
  private static let table = "pipe tables are not part of CommonMark"
  private static let footnote = "footnotes are not part of CommonMark"

  /// A lesson, and what is wrong with it.
  static let cases: [(String, [String])] = [
    ("| a | b |\n| - | - |\n| 1 | 2 |\n", ["1: \(table)"]),
    ("a | b\n--|--\n1 | 2\n", ["1: \(table)"]),
    ("a\n\n| a |\n|:-:|\n", ["3: \(table)"]),
    ("| a |\n| :--- |\n\nb\n\n| c |\n|---|\n", ["1: \(table)", "6: \(table)"]),
    ("> | a | b |\n> |---|---|\n", ["1: \(table)"]),
    ("- | a | b |\n  |---|---|\n", ["1: \(table)"]),
    ("a [^1] b\n", ["1:3: \(footnote)"]),
    ("é[^1]\n", ["1:3: \(footnote)"]),
    ("a\nb[^note]\n", ["2:2: \(footnote)"]),
    ("a [^1]\n\n[^1]: The text of it.\n", ["1:3: \(footnote)", "3:1: \(footnote)"]),
    ("`code` and a footnote[^1]\n", ["1:22: \(footnote)"]),
    // None of these is one.
    ("a | b\n", []),
    ("|x| is a norm\n", []),
    ("a\n---\n", []),
    ("```\n| a |\n|---|\n[^1]\n```\n", []),
    ("    | a |\n    |---|\n", []),
    ("`[^1]`\n", []),
    ("$a_{[^1]}$\n", []),
    ("\\[^1]\n", []),
    ("[^ a]\n", []),
    ("[a]\n", [])
  ]

  @Test(arguments: cases)
  func `is an error that names the way out`(markdown: String, expected: [String]) {
    let found = readLesson(markdown).problems
    #expect(found.map(\.brief) == expected)
    for diagnostic in found { #expect(diagnostic.reason.help != nil) }
  }
}
