extension LanguageRow {
  /// Front matter.
  static let frontMatter: [LanguageRow] = [
    LanguageRow(
      "front matter", "everything",
      #"""
      ---
      title: "A: b"
      summary: S
      timeout: 5
      optimize: true
      draft: true
      ---

      ```swift
      1 + 1
      ```

      ```output
      2
      ```

      """#),
    LanguageRow(
      "front matter", "macros",
      #"""
      ---
      macros:
        \loss: \mathcal{L}
        \d: \frac{d#1}{d#2}
      ---

      $\loss$ and $\d{\loss}{w}$

      """#),
    LanguageRow(
      "front matter", "a macro without its backslash",
      #"""
      ---
      macros:
        loss: \mathcal{L}
      ---

      """#,
      says: [
        "3:3: 'macros' must be a list of macros, one a line, such as \\loss: \\mathcal{L}"
      ]),
    LanguageRow(
      "front matter", "an unknown key",
      #"""
      ---
      titel: A
      ---

      """#,
      says: [
        "2:1: unknown key 'titel'"
      ]),
    LanguageRow(
      "front matter", "a wrong type",
      #"""
      ---
      title: [a]
      ---

      """#,
      says: [
        "2:8: 'title' must be a text"
      ]),
    LanguageRow(
      "front matter", "no truth",
      #"""
      ---
      draft: maybe
      ---

      """#,
      says: [
        "2:8: 'draft' must be true or false"
      ]),
    LanguageRow(
      "front matter", "no seconds",
      #"""
      ---
      timeout: soon
      ---

      """#,
      says: [
        "2:10: 'timeout' must be a number of seconds above 0 and up to 604800"
      ]),
    LanguageRow(
      "front matter", "negative seconds",
      #"""
      ---
      timeout: -1
      ---

      """#,
      says: [
        "2:10: 'timeout' must be a number of seconds above 0 and up to 604800"
      ]),
    LanguageRow(
      "front matter", "more seconds than there are",
      #"""
      ---
      timeout: 1e300
      ---

      """#,
      says: [
        "2:10: 'timeout' must be a number of seconds above 0 and up to 604800"
      ]),
    LanguageRow(
      "front matter", "limits",
      #"""
      ---
      limits:
        memory: 2 GB
        processor: 60
        processes: 8
        files: 64
        file-size: 10 MB
        output: 1 MB
        compile: 30
      ---

      ```swift
      1 // => 1
      ```

      """#),
    LanguageRow(
      "front matter", "limits that cannot be",
      #"""
      ---
      limits:
        memory: 1e300
        processes: -1
        speed: 3
        file-size: 99999999999999999999 GB
      ---

      """#,
      says: [
        "3: 'memory' must be a size such as 500 MB or 2 GB, from 64 MB to 1024 GB",
        "4: 'processes' must be a whole number from 1 to 4096",
        "5: unknown key 'speed'",
        "6: 'file-size' must be a size such as 500 MB or 2 GB, from 1 MB to 1024 GB"
      ]),
    LanguageRow(
      "front matter", "limits that are no list",
      #"""
      ---
      limits: 2 GB
      ---

      """#,
      says: [
        "2:9: 'limits' must be a list of limits and what each is, one a line, such as memory: 2 GB"
      ]),
    LanguageRow(
      "front matter", "a key twice",
      #"""
      ---
      title: A
      title: B
      ---

      """#,
      says: [
        "3:1: the front matter is not YAML: a key stands here twice: title"
      ]),
    LanguageRow(
      "front matter", "not closed",
      #"""
      ---
      title: A

      Text.

      """#,
      says: [
        "1: the front matter is not closed"
      ]),
    LanguageRow(
      "front matter", "not YAML",
      #"""
      ---
      title: [
      ---

      """#,
      says: [
        "3:1: the front matter is not YAML: did not find expected node content"
      ]),
    LanguageRow(
      "front matter", "a colon in a value",
      #"""
      ---
      title: A: b
      ---

      """#,
      says: [
        "2:9: the front matter is not YAML: mapping values are not allowed in this context"
      ]),
    LanguageRow(
      "front matter", "no mapping",
      #"""
      ---
      - a
      ---

      """#,
      says: [
        "2: the front matter is not YAML: 'key: value' lines are expected"
      ]),
    LanguageRow(
      "front matter", "a tab",
      #"""
      ---
      title:
      \#t- a
      ---

      """#,
      says: [
        "3:1: the front matter is not YAML: found character that cannot start any token"
      ]),
    LanguageRow(
      "front matter", "an empty value",
      #"""
      ---
      title:
      ---

      """#,
      says: [
        "2:7: 'title' must be a text"
      ]),
    LanguageRow(
      "front matter", "a missing data file",
      #"""
      ---
      data: data/none.csv
      ---

      """#,
      says: [
        "2: the data file 'data/none.csv' does not exist"
      ]),
    LanguageRow(
      "front matter", "data outside of the folder",
      #"""
      ---
      data: ../secret
      ---

      """#,
      says: [
        "2: '../secret' leads out of the lesson's folder"
      ]),
    LanguageRow(
      "front matter", "a missing setup",
      #"""
      ---
      setup: none.swift
      ---

      """#,
      says: [
        "2: the setup file 'none.swift' does not exist"
      ]),
    LanguageRow(
      "front matter", "empty",
      #"""
      ---
      ---

      Text.

      """#),
    LanguageRow(
      "front matter", "a rule is no front matter",
      #"""

      ---

      titel: A

      ---

      """#),
    LanguageRow(
      "front matter", "one key wrong twice",
      #"""
      ---
      timeout: soon
      drat: true
      ---

      """#,
      says: [
        "2:10: 'timeout' must be a number of seconds above 0 and up to 604800",
        "3:1: unknown key 'drat'"
      ])
  ]
}
