extension LanguageRow {
  /// What stands between the blocks.
  static let prose: [LanguageRow] = [
    LanguageRow(
      "csv", "quotes, commas, blanks",
      #"""
      ```csv
      name, value
      "a, b", 1
      "say ""hi""", 2

       c , 3
      ```

      """#),
    LanguageRow(
      "csv", "ragged",
      #"""
      ```csv
      a,b
      1
      2,3
      4,5,6
      ```

      """#,
      says: [
        "3: this row has 1 cell, the heading 2",
        "5: this row has 3 cells, the heading 2"
      ]),
    LanguageRow(
      "csv", "an unclosed quote",
      #"""
      ```csv
      a,b
      "1,2
      ```

      """#,
      says: [
        "3: a quoted cell is never closed"
      ]),
    LanguageRow(
      "csv", "text behind a quote",
      #"""
      ```csv
      a,b
      "1"x,2
      ```

      """#,
      says: [
        "3: a double quote stands inside a cell"
      ]),
    LanguageRow(
      "csv", "empty",
      #"""
      ```csv
      ```

      """#,
      says: [
        "1: this table has no row"
      ]),
    LanguageRow(
      "csv", "only a heading",
      #"""
      ```csv
      a,b
      ```

      """#),
    LanguageRow(
      "csv", "empty cells",
      #"""
      ```csv
      a,b
      ,
      1,
      ```

      """#),
    LanguageRow(
      "csv", "an unknown word",
      #"""
      ```csv, nam=x
      a
      1
      ```

      """#,
      says: [
        "1:9: unknown fence word 'nam'"
      ]),
    LanguageRow(
      "math", "block, paragraph and inline",
      #"""
      ```math
      x^2
      ```

      $$
      y
      $$

      Here $a_1*b_1$ and $`c`$ cost \$5.

      """#),
    LanguageRow(
      "math", "unclosed dollar",
      #"""
      It is $x + 1.

      """#,
      says: [
        "1:7: this '$' is never closed"
      ]),
    LanguageRow(
      "math", "unclosed display",
      #"""
      $$
      x

      Text.

      """#,
      says: [
        "1:1: this '$$' is never closed"
      ]),
    LanguageRow(
      "math", "broken",
      #"""
      It is $\frc{1}{2}$.

      """#,
      says: [
        "1:8: broken formula: Undefined control sequence: \\frc"
      ]),
    LanguageRow(
      "math", "broken in a block",
      #"""
      ```math
      x^{2
      ```

      """#,
      says: [
        "3:1: broken formula: Expected '}', got the end of the formula"
      ]),
    LanguageRow(
      "math", "an unknown word",
      #"""
      ```math, hidden
      x
      ```

      """#,
      says: [
        "1:10: unknown fence word 'hidden'"
      ]),
    LanguageRow(
      "callouts", "the five kinds",
      #"""
      > [!NOTE]
      > Text.

      > [!TIP]
      > Text.

      > [!IMPORTANT]
      > Text.

      > [!WARNING]
      > Text.

      > [!CAUTION]
      > Text.


      """#),
    LanguageRow(
      "callouts", "an unknown kind",
      #"""
      > [!NOTICE]
      > Text.

      """#,
      says: [
        "1:3: unknown callout 'NOTICE'"
      ]),
    LanguageRow(
      "callouts", "text on the line of the mark",
      #"""
      > [!NOTE] Text.

      """#,
      says: [
        "1:3: text stands on the line of '[!NOTE]'"
      ]),
    LanguageRow(
      "callouts", "lower case",
      #"""
      > [!note]
      > Text.

      """#),
    LanguageRow(
      "pipe tables and footnotes", "a pipe in a sentence",
      #"""
      a | b

      `| --- |`

      ```text
      | a |
      | --- |
      ```

      """#),
    LanguageRow(
      "pipe tables and footnotes", "a pipe table",
      #"""
      Text.

      | a | b |
      | - | - |
      | 1 | 2 |

      """#),
    LanguageRow(
      "pipe tables and footnotes", "a pipe table without outer pipes",
      #"""
      a | b
      --- | ---
      1 | 2

      """#),
    LanguageRow(
      "pipe tables and footnotes", "a pipe table in a list",
      #"""
      - x

        | a |
        | --- |

      """#),
    LanguageRow(
      "pipe tables and footnotes", "a pipe table with a tab",
      #"""
      | a | b |
      |\#t---\#t|\#t---\#t|

      """#),
    LanguageRow(
      "pipe tables and footnotes", "a footnote",
      #"""
      See[^1].

      [^1]: There.

      """#,
      says: []),
    LanguageRow(
      "pipe tables and footnotes", "a footnote in code and escaped",
      #"""
      See `[^1]` and \[^1].

      """#),
    LanguageRow(
      "pipe tables and footnotes", "two footnotes",
      #"""
      See[^a] and[^b].

      """#,
      says: [
        "1:4: no footnote is called '^a'",
        "1:12: no footnote is called '^b'"
      ]),
    LanguageRow(
      "pipe tables and footnotes", "a ragged pipe table",
      #"""
      | a | b |
      | - | - |
      | 1 |

      """#,
      says: [
        "3: this row has 1 cell, the line below the heading 2"
      ]),
    LanguageRow(
      "pipe tables and footnotes", "a footnote that nothing leads to",
      #"""
      [^1]: There.

      """#,
      says: [
        "1:1: nothing leads to the footnote '^1'"
      ]),
    LanguageRow("nesting", "fifty quotes", String(repeating: "> ", count: 50) + "text\n"),
    LanguageRow(
      "nesting", "deeper than anybody reads",
      "text\n\n" + String(repeating: ">", count: 30_000) + " text\n",
      says: ["3: text is nested here more than 600 levels deep"]),
    LanguageRow(
      "nesting", "emphasis without end",
      String(repeating: "*", count: 5_000) + "text" + String(repeating: "*", count: 5_000) + "\n",
      says: ["1: text is nested here more than 600 levels deep"])
  ]
}
