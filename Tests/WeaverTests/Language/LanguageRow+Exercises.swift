extension LanguageRow {
  /// A lesson with one exercise, whose parts are these.
  private static func exercise(
    starter: String = "func f() -> Int { 0 }", _ between: String = "",
    check: String = "expect(f(), 7, \"f\")", words: String = "",
    solution: String = "func f() -> Int { 7 }", _ below: String = ""
  ) -> String {
    """
    ```swift, exercise
    \(starter)
    ```

    \(between)```swift, check\(words)
    \(check)
    ```

    ```swift, solution
    \(solution)
    ```
    \(below)
    """
  }

  private static func wrong(_ code: String, _ words: String = "") -> String {
    "```swift, wrong\(words)\n\(code)\n```\n\n"
  }

  /// Exercises and what stands below them: proven both ways.
  static let exercises: [LanguageRow] = [
    LanguageRow(
      "exercise", "hints, wrong answers, a check and a solution, which later blocks see",
      exercise(
        "> [!HINT]\n> It is *odd*.\n\n> [!HINT]\n> It is less than 9.\n\n"
          + wrong("func f() -> Int { 8 }", ", says=\"Odd, not even\"")
          + wrong("func f() -> Int { 9 }"),
        "\n```swift\nf()\n```\n\n```output\n7\n```\n")),
    LanguageRow(
      "exercise", "a starter that crashes", exercise(starter: "func f() -> Int { [][0] }")),
    LanguageRow(
      "exercise", "without a check",
      "```swift, exercise\nvar x = 0\n```\n\n```swift, solution\nvar x = 1\n```\n",
      says: ["1:11: nothing says when this exercise is solved: it has no check"]),
    LanguageRow(
      "exercise", "without a solution",
      "```swift, exercise\nvar x = 0\n```\n\n```swift, check\nexpect(x == 1, \"x\")\n```\n",
      says: ["1:11: this exercise has no solution"]),
    LanguageRow(
      "exercise", "a starter that solves it", exercise(starter: "func f() -> Int { 3 + 4 }"),
      says: ["1: the check passes with this starter: there is nothing to solve"]),
    LanguageRow(
      "exercise", "a starter that does not compile", exercise(starter: "func f() -> Int { }"),
      says: ["2:19: missing return in global function expected to return 'Int'"]),
    LanguageRow(
      "exercise", "two of one name",
      exercise().replacing("exercise\n", with: "exercise, name=one\n")
        + exercise(
          starter: "func g() -> Int { 0 }", check: "expect(g(), 7, \"g\")",
          solution: "func g() -> Int { 7 }"
        ).replacing("exercise\n", with: "exercise, name=one\n"),
      says: ["12:21: the name 'one' stands here twice"]),

    LanguageRow(
      "check", "what it changes, no later block sees",
      "```swift\nvar n = 1\n```\n\n" + exercise(check: "n = 2\nexpect(f(), 7, \"f\")")
        + "\n```swift\nn // => 1\n```\n"),
    LanguageRow(
      "check", "numbers, lists, texts and conditions",
      exercise(
        check: """
          expect(0.1 + 0.2, 0.3, "a sum")
          expect(3.14, 3.14159, "about pi", tolerance: 0.001)
          expect([0.1 + 0.2], [0.3], "sums")
          expect("a" + "b", "ab", "a text")
          expect([1, 2], [1, 2], "whole numbers")
          expect(f() == 7, "f is seven")
          """)),
    LanguageRow(
      "check", "without an exercise", "```swift, check\nexpect(1, 1, \"one\")\n```\n",
      says: ["1:11: this check has no exercise right above it"]),
    LanguageRow(
      "check", "two of one exercise",
      exercise("```swift, check\nexpect(f(), 7, \"f\")\n```\n\n"),
      says: ["9:11: an exercise has one check, and this is its second"]),
    LanguageRow(
      "check", "that never ends",
      exercise(check: "while f() == 7 {}\nexpect(f(), 7, \"f\")", words: ", timeout=0.5"),
      says: ["6: still running after 0.5 s"]),
    LanguageRow(
      "check", "that does not compile", exercise(check: "expect(g(), 7, \"g\")"),
      says: Array(repeating: "6:8: cannot find 'g' in scope", count: 2)),
    LanguageRow(
      "check", "that holds an extension",
      exercise(check: "extension Int {}\nexpect(f(), 7, \"f\")"),
      says: ["6:1: a scoped block cannot hold an extension"]),
    LanguageRow(
      "check", "that records a value", exercise(check: "f() // => 7"),
      says: ["6:5: nothing computes this value: the block is 'check'"]),

    LanguageRow(
      "wrong", "fails with the words of the check", exercise(wrong("func f() -> Int { 8 }"))),
    LanguageRow(
      "wrong", "that the check takes", exercise(wrong("func f() -> Int { 7 }")),
      says: ["5: the check passes with this wrong answer"]),
    LanguageRow(
      "wrong", "that does not compile", exercise(wrong("func f() -> Int { x }")),
      says: ["6:19: cannot find 'x' in scope"]),
    LanguageRow(
      "wrong", "without an exercise", wrong("func f() -> Int { 8 }"),
      says: ["1:11: this wrong answer has no exercise right above it"]),
    LanguageRow(
      "wrong", "below the solution", exercise("", "\n" + wrong("func f() -> Int { 8 }")),
      says: ["13:11: 'wrong' stands here below 'solution'"]),
    LanguageRow(
      "says", "on a wrong answer",
      exercise(wrong("func f() -> Int { 8 }", ", says=\"Odd, not even\""))),
    LanguageRow(
      "says", "on another block", "```swift, says=\"Yes\"\n1\n```\n",
      says: ["1:11: the fence word 'says' goes with 'wrong', and this block has none"]),

    LanguageRow(
      "solution", "fails its check", exercise(solution: "func f() -> Int { 8 }"),
      says: ["9: this solution fails its check: f: computed 8, expected 7"]),
    LanguageRow(
      "solution", "crashes in its check",
      exercise(solution: "func f() -> Int { fatalError(\"gone\") }"),
      says: ["9: this solution fails its check: gone"]),
    LanguageRow("solution", "passes its check", exercise()),

    LanguageRow("[!HINT]", "below an exercise", exercise("> [!HINT]\n> Odd.\n\n")),
    LanguageRow(
      "[!HINT]", "without an exercise", "> [!HINT]\n> Odd.\n",
      says: ["1:1: this hint has no exercise right above it"]),
    LanguageRow(
      "[!HINT]", "below a wrong answer",
      exercise(wrong("func f() -> Int { 8 }") + "> [!HINT]\n> Odd.\n\n"),
      says: ["9:1: 'HINT' stands here below 'wrong'"])
  ]
}

extension LanguageRow {
  /// Choice questions.
  static let questions: [LanguageRow] = [
    LanguageRow(
      "[!QUESTION]", "answers with their reasons",
      "> [!QUESTION]\n> What is `1 + 1`?\n>\n> - [x] Two. $1 + 1 = 2$.\n> - [ ] Three, as\n>   some say. Count again.\n"
    ),
    LanguageRow(
      "[!QUESTION]", "no answers", "> [!QUESTION]\n> Why?\n",
      says: ["1: this question ends with no list of answers"]),
    LanguageRow(
      "[!QUESTION]", "an answer without a mark",
      "> [!QUESTION]\n> Why?\n>\n> - [x] So.\n> - Not so.\n", says: ["5: this answer has no mark"]),
    LanguageRow(
      "[!QUESTION]", "nothing right", "> [!QUESTION]\n> Why?\n>\n> - [ ] So.\n",
      says: ["1: no answer of this question is right"])
  ]
}
