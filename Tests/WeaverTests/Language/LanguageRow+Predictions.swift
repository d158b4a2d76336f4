extension LanguageRow {
  /// Predictions: what a reader is asked before the page shows it.
  static let predictions: [LanguageRow] = [
    LanguageRow(
      "predict", "an output, a value, both",
      """
      ```swift, predict
      print("loss", 0.25)
      ```

      ```output
      loss 0.25
      ```

      ```swift, predict, tolerance=1e-2
      1.0 / 3 // => 0.333
      print("done")
      ```

      ```output
      done
      ```
      """),
    LanguageRow(
      "predict", "in a list and a quote, with CRLF",
      "- a\r\n\r\n  ```swift, predict\r\n  1 + 1 // => 2\r\n  ```\r\n\r\n> ```swift, predict\r\n> 2 // => 2\r\n> ```\r\n"
    ),
    LanguageRow(
      "predict", "code that fails, whose output need not be recorded",
      "```swift, predict, compile-fail\nlet x: Int = \"a\"\n```\n\n"
        + "```swift, predict, should-crash\n[Int]()[0]\n```\n"),
    LanguageRow(
      "predict", "nothing is recorded", "```swift, predict\nprint(1)\n```\n",
      says: ["1:11: nothing is recorded here to judge a prediction by"]),
    LanguageRow(
      "predict", "a picture that is not recorded",
      "```swift, predict\nPlot().line(\"a\", [1, 2])\n```\n",
      says: ["1:11: nothing is recorded here to judge a prediction by"]),
    LanguageRow(
      "predict", "a block without any output", "```swift, predict\nlet x = 1\n```\n",
      says: ["1:11: this block shows nothing that a reader could predict"]),
    LanguageRow(
      "predict", "an empty block", "```swift, predict\n```\n",
      says: ["1:11: this block shows nothing that a reader could predict"]),
    LanguageRow(
      "predict", "more numbers than anybody types",
      "```swift, predict\nprint(Array(0..<13))\n```\n\n```output\n"
        + "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]\n```\n",
      says: ["1:11: this asks the reader for 13 numbers"]),
    LanguageRow(
      "predict", "a record that is wrong",
      "```swift, predict\nprint(1)\n```\n\n```output\n2\n```\n",
      says: ["6:1: recorded 2, computed 1"]),
    LanguageRow(
      "predict", "on blocks that show nothing or hide it",
      ["hidden", "hide-output", "no-run", "ignore"].map {
        "```swift, predict, \($0)\nprint(1)\n```\n"
      }.joined(separator: "\n"),
      says: ["hidden", "hide-output", "no-run", "ignore"].enumerated().map { row, word in
        "\(row * 4 + 1):20: 'predict' and '\(word)' cannot stand together"
      }),
    LanguageRow(
      "predict", "on parts of an exercise",
      """
      ```swift, exercise, predict
      let f = 0
      ```

      ```swift, wrong, predict
      let f = 1
      ```

      ```swift, check, predict
      expect(f, 7, "f")
      ```

      ```swift, solution, predict
      let f = 7
      ```
      """,
      says: [
        "1:11: 'predict' and 'exercise' cannot stand together",
        "5:11: 'predict' and 'wrong' cannot stand together",
        "9:11: 'predict' and 'check' cannot stand together",
        "13:11: 'predict' and 'solution' cannot stand together"
      ]),
    LanguageRow(
      "predict", "with a value", "```swift, predict=2\n1 // => 1\n```\n",
      says: ["1:11: the fence word 'predict' takes no value"]),
    LanguageRow(
      "predict", "misspelt", "```swift, predicts\n1 // => 1\n```\n",
      says: ["1:11: unknown fence word 'predicts'"]),

    LanguageRow(
      "{swift, predict}", "in a sentence, a list, a table and a quote",
      "A `{swift, predict} 1 + 1 // => 2` and `{swift,predict} 3 // => 3`.\n\n"
        + "- b `{swift, predict} 4 // => 4`\n\n> c `{swift,\n> predict} 5 // => 5`\n\n"
        + "| d |\n| --- |\n| `{swift, predict} 6 // => 6` |\n"),
    LanguageRow(
      "{swift, predict}", "that records nothing", "A `{swift, predict} 1 + 1`.\n",
      says: ["1:21: nothing is recorded here to judge a prediction by"]),
    LanguageRow(
      "{swift, predict}", "in a heading", "## A `{swift, predict} 1 + 1 // => 2`\n",
      says: ["1:24: a heading cannot ask for a prediction"]),
    LanguageRow(
      "{swift, predict}", "another word", "A `{swift, hidden} 1 + 1 // => 2`.\n",
      says: ["1:4: '{swift, hidden}' is not '{swift}': nothing is computed here"]),
    LanguageRow(
      "{swift, predict}", "outside of backticks", "A {swift, predict} 1 + 1.\n",
      says: ["1:3: '{swift}' outside a code span is not run"]),

    LanguageRow(
      "predicting", "rows of a table of derivatives",
      "```swift\nlet a = Scalar(0.5, name: \"a\")\nDerivativeTable(of: a * a, for: [a]).predicting([\"a\"])\n```\n"
    ),
    LanguageRow(
      "predicting", "a row that is not there",
      "```swift\nlet a = Scalar(0.5, name: \"a\")\nDerivativeTable(of: a * a, for: [a]).predicting([\"b\"])\n```\n",
      says: ["3:38: DerivativeTable.predicting: no row is called 'b'; the rows are: a"])
  ]
}
