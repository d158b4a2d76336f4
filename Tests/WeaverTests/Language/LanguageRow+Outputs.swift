extension LanguageRow {
  /// Output blocks.
  static let outputs: [LanguageRow] = [
    LanguageRow(
      "output", "comments and blank lines between",
      #"""
      ```swift
      1
      ```

      <!-- a -->

      <!-- b
      c -->

      ```output
      1
      ```

      """#),
    LanguageRow(
      "output", "an empty record of nothing printed",
      #"""
      ```swift
      let a = 1
      ```

      ```output
      ```

      """#),
    LanguageRow(
      "output", "nothing above",
      #"""
      ```output
      1
      ```

      """#,
      says: [
        "1:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "text between",
      #"""
      ```swift
      1
      ```

      Text.

      ```output
      1
      ```

      """#,
      says: [
        "7:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "a heading between",
      #"""
      ```swift
      1
      ```

      ## H

      ```output
      1
      ```

      """#,
      says: [
        "7:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "another block between",
      #"""
      ```swift
      1
      ```

      ```text
      ```

      ```output
      1
      ```

      """#,
      says: [
        "8:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "other HTML between",
      #"""
      ```swift
      1
      ```

      <p>a</p>

      ```output
      1
      ```

      """#,
      says: [
        "7:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "a comment and a tag between",
      #"""
      ```swift
      1
      ```

      <!-- a --> <b>c</b> <!-- d -->

      ```output
      1
      ```

      """#,
      says: [
        "7:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "two in a row",
      #"""
      ```swift
      1
      ```

      ```output
      1
      ```

      ```output
      1
      ```

      """#,
      says: [
        "9:1: a block has one recorded output, and this is its second"
      ]),
    LanguageRow(
      "output", "with a word",
      #"""
      ```swift
      1
      ```

      ```output, hidden
      1
      ```

      """#,
      says: [
        "5:12: an 'output' fence takes no word, and here is 'hidden'"
      ]),
    LanguageRow(
      "output", "below a block in another list item",
      #"""
      - ```swift
        1
        ```
      - ```output
        1
        ```

      """#,
      says: [
        "4:3: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "outside of the list of its block",
      #"""
      - ```swift
        1
        ```

      ```output
      1
      ```

      """#,
      says: [
        "5:1: nothing computes this output: no Swift block stands right above it"
      ]),
    LanguageRow(
      "output", "a line missing",
      #"""
      ```swift
      print("a")
      ```

      ```output
      a
      b
      ```

      """#,
      says: [
        "7:1: this recorded line was not computed"
      ]),
    LanguageRow(
      "output", "a line more",
      #"""
      ```swift
      print("a\nb")
      ```

      ```output
      a
      ```

      """#,
      says: [
        "7:1: a computed line is not recorded here"
      ]),
    LanguageRow(
      "output", "a wrong number",
      #"""
      ```swift
      print("loss", 0.25, "at", 3)
      ```

      ```output
      loss 0.26 at 4
      ```

      """#,
      says: [
        "6:6: recorded 0.26, computed 0.25",
        "6:14: recorded 4, computed 3"
      ]),
    LanguageRow(
      "output", "a wrong text",
      #"""
      ```swift
      print("né 1")
      ```

      ```output
      nè 1
      ```

      """#,
      says: [
        "6:2: the recorded line is not what was computed"
      ]),
    LanguageRow(
      "output", "empty, of a block that prints",
      #"""
      ```swift
      print("a")
      ```

      ```output
      ```

      """#,
      says: [
        "5:1: nothing is recorded here yet"
      ]),
    LanguageRow(
      "output", "three dots for any lines",
      #"""
      ```swift
      for i in 1...9 { print(i) }
      ```

      ```output
      1
      ...
      9
      ```

      """#),
    LanguageRow(
      "output", "three dots that stand for none",
      #"""
      ```swift
      print(1)
      ```

      ```output
      1
      ...
      ```

      """#),
    LanguageRow(
      "output", "three dots and a wrong line",
      #"""
      ```swift
      for i in 1...9 { print(i) }
      ```

      ```output
      1
      ...
      8
      ```

      """#,
      says: [
        "8:1: recorded 8, computed 9"
      ]),
    LanguageRow(
      "output", "trailing blanks and empty lines at the end",
      #"""
      ```swift
      print("a  \n\n")
      ```

      ```output
      a
      ```

      """#),
    LanguageRow(
      "output", "an empty line in the middle",
      #"""
      ```swift
      print("a\n\nb")
      ```

      ```output
      a

      b
      ```

      """#),
    LanguageRow(
      "output", "indented lines",
      #"""
      ```swift
      print("  a\n    b")
      ```

      ```output
        a
          b
      ```

      """#),
    LanguageRow(
      "output", "a fence in the output",
      #"""
      ```swift
      print("```")
      ```

      ````output
      ```
      ````

      """#),
    LanguageRow(
      "output", "drawn things as text",
      #"""
      ```swift
      Table(["a", "b"], [["1", "x"]])
      ```

      ```output
      a  b
      -  -
      1  x
      ```

      """#),
    LanguageRow(
      "output", "unclosed",
      #"""
      ```swift
      1
      ```

      ```output
      1

      """#,
      says: [
        "5:1: this fence is never closed"
      ])
  ]
}
