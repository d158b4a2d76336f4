import Testing

@Suite("Read: what CommonMark does not have") struct WhatCommonMarkLacksTests {
  /// Texts that are no table and no footnote, and footnotes that are not there.
  static let cases: [(String, [String])] = [
    ("a [^1] b\n", ["1:3: no footnote is called '^1'"]),
    ("é[^1]\n", ["1:3: no footnote is called '^1'"]),
    ("a\nb[^note]\n", ["2:2: no footnote is called '^note'"]),
    ("a [^1]\n\n[^1]: The text of it.\n", []), ("| a | b |\n| - | - |\n| 1 | 2 |\n", []),
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
