extension LanguageRow {
  /// What people reported of other tools, and of this one.
  static let reports: [LanguageRow] = [
    row(
      "line ends", "CRLF in output", #"print("POST\r\nEpochs: 3\r\n\r\nok")"#,
      output: "POST\nEpochs: 3\n\nok"),
    row("line ends", "a lone CR is one, too", #"print("a\rb")"#, output: "a\nb"),
    row(
      "line ends", "a command of a build service", #"print("0.5\r\n::error::x")"#, output: "0.5",
      says: ["7:1: a computed line is not recorded here"]),
    row("blanks", "at the end of a value", #""w  " // => w"#),
    row("blanks", "around a value", #""  w\t" // => w"#),
    row(
      "blanks", "inside", #""a  b" // => a b"#,
      says: ["2:16: the recorded line is not what was computed"]),
    row(
      "terminal sequences", "colours are dropped", #"print("\u{1B}[31mred\u{1B}[0m")"#,
      output: "red"),
    row(
      "terminal sequences", "an escape that is none", #"print("\u{1B}é")"#, output: "é",
      says: ["6:1: the recorded line is not what was computed"]),
    row("a regular expression", "between slashes", #""epoch 12".contains(/[0-9]+/) // => true"#),
    row(
      "a regular expression", "not closed", #"let x = "a".contains(/[0-9/)"#,
      says: ["2:27: cannot parse regular expression: expected ']'"]),
    row(
      "macros", "of the toolchain",
      "import Observation\n@Observable final class T { var rate = 0.05 }\nT().rate // => 0.05"),
    row(
      "macros", "#warning as a last line", "let rate = 0.1\n#warning(\"say why\")",
      says: ["warning: 3:10: say why"]),
    row("linking", "what swiftc links", "import Foundation\natexit { }\nprint(1)", output: "1"),
    row(
      "linking", "what nothing defines",
      "@_silgen_name(\"nothing_here\") func nothing() -> Int\nprint(nothing())",
      says: ["3:1: nothing defines 'nothing_here', which this lesson uses"]),
    LanguageRow(
      "@main", "in a program of its own",
      "```swift, isolated\n@main\nstruct Train {\n  static func main() { print(1) }\n}\n```\n\n"
        + "```output\n1\n```\n"),
    LanguageRow(
      "@main", "twice the words",
      "```swift, isolated\n@main struct A { static func main() { print(1) } }\n```\n\n```output\n2\n```\n",
      says: ["6:1: recorded 2, computed 1"]),
    row(
      "a crash", "a cast that fails", "let label: Any = \"seven\"\nlet digit = label as! Int",
      says: ["3: Could not cast value of type 'String' to 'Int'"]),
    LanguageRow(
      "a crash", "a cast that should fail",
      "```swift, should-crash\nlet label: Any = \"seven\"\nlet digit = label as! Int\n```\n\n"
        + "```output\nCould not cast value of type 'String' to 'Int'\n```\n"),
    LanguageRow(
      "a crash", "killed is none",
      "```swift, should-crash\nimport Foundation\nkill(getpid(), SIGKILL)\n```\n",
      says: ["3: the lesson was killed here by signal 9"]),
    LanguageRow(
      "names", "declared again",
      "```swift\nlet rate = 1\n```\n\n```swift\nlet rate = 2\nrate + 1\n```\n\n```swift\nprint(rate)\n```\n",
      says: ["6:5: 'rate' is declared again"]),
    row("names", "show is the lesson's", "func show(_ n: Int) { print(n) }\n3 + 4 // => 7")
  ]

  /// A lesson of one block and, where there is one, its output.
  private static func row(
    _ feature: String, _ title: String, _ code: String, output: String? = nil, says: [String] = []
  ) -> LanguageRow {
    let record = output.map { "\n```output\n\($0)\n```\n" } ?? ""
    return LanguageRow(feature, title, "```swift\n\(code)\n```\n\(record)", says: says)
  }
}
