extension LanguageRow {
  /// Fences: words with values, and scopes.
  static let words: [LanguageRow] = [
    LanguageRow(
      "scoped", "its names end with the block",
      #"""
      ```swift, scoped
      let a = 1
      a
      ```

      ```output
      1
      ```

      ```swift, scoped
      let a = 2
      a
      ```

      ```output
      2
      ```

      """#),
    LanguageRow(
      "scoped", "a name used below",
      #"""
      ```swift, scoped
      let a = 1
      print(a)
      ```

      ```swift
      a
      ```

      """#,
      says: [
        "7:1: cannot find 'a' in scope"
      ]),
    LanguageRow(
      "scoped", "an extension",
      #"""
      ```swift, scoped
      1
      extension Int { var twice: Int { 2 * self } }
      ```

      """#,
      says: [
        "3:1: a scoped block cannot hold an extension"
      ]),
    LanguageRow(
      "scoped", "an import",
      #"""
      ```swift, scoped
      import Foundation
      ```

      """#,
      says: [
        "2:1: a scoped block cannot hold an import"
      ]),
    LanguageRow(
      "scoped", "an operator",
      #"""
      ```swift, scoped
      infix operator <+>
      ```

      """#,
      says: [
        "2:1: a scoped block cannot hold an operator"
      ]),
    LanguageRow(
      "scoped", "a protocol",
      #"""
      ```swift, scoped
      protocol P {}
      ```

      """#,
      says: [
        "2:1: a scoped block cannot hold a protocol"
      ]),
    LanguageRow(
      "scoped", "with another mode",
      #"""
      ```swift, scoped, isolated
      1
      ```

      """#,
      says: [
        "1:19: 'scoped' and 'isolated' cannot stand together"
      ]),
    LanguageRow(
      "tolerance", "is relative to what is recorded",
      #"""
      ```swift, tolerance=0.005
      print(100.4, 1e-9)
      ```

      ```output
      100.0 0.999e-9
      ```

      """#),
    LanguageRow(
      "tolerance", "for a value behind an arrow",
      #"""
      ```swift, tolerance=0.05
      let a = 1.04
      a // => 1.0
      ```

      """#),
    LanguageRow(
      "tolerance", "too far",
      #"""
      ```swift, tolerance=0.005
      print(100.6)
      ```

      ```output
      100.0
      ```

      """#,
      says: [
        "6:1: recorded 100.0, computed 100.6"
      ]),
    LanguageRow(
      "tolerance", "with zero recorded",
      #"""
      ```swift, tolerance=0.5
      print(1e-12)
      ```

      ```output
      0.0
      ```

      """#,
      says: [
        "6:1: recorded 0.0, computed 1e-12"
      ]),
    LanguageRow(
      "tolerance", "does not loosen integers",
      #"""
      ```swift, tolerance=0.5
      print(101)
      ```

      ```output
      100
      ```

      """#,
      says: [
        "6:1: recorded 100, computed 101"
      ]),
    LanguageRow(
      "tolerance", "no value",
      #"""
      ```swift, tolerance
      1
      ```

      """#,
      says: [
        "1:11: the fence word 'tolerance' needs a value"
      ]),
    LanguageRow(
      "tolerance", "zero",
      #"""
      ```swift, tolerance=0
      1.0
      ```

      """#,
      says: [
        "1:11: 'tolerance=0': the value must be a positive number"
      ]),
    LanguageRow(
      "tolerance", "negative",
      #"""
      ```swift, tolerance=-1
      1.0
      ```

      """#,
      says: [
        "1:11: 'tolerance=-1': the value must be a positive number"
      ]),
    LanguageRow(
      "tolerance", "no number",
      #"""
      ```swift, tolerance=small
      1.0
      ```

      """#,
      says: [
        "1:11: 'tolerance=small': the value must be a positive number"
      ]),
    LanguageRow(
      "tolerance", "nan",
      #"""
      ```swift, tolerance=nan
      1.0
      ```

      """#,
      says: [
        "1:11: 'tolerance=nan': the value must be a positive number"
      ]),
    LanguageRow(
      "tolerance", "hexadecimal",
      #"""
      ```swift, tolerance=0x1p3
      1.0
      ```

      """#,
      says: [
        "1:11: 'tolerance=0x1p3': the value must be a positive number"
      ]),
    LanguageRow(
      "timeout", "long enough",
      #"""
      ```swift, timeout=20
      1 + 1
      ```

      ```output
      2
      ```

      """#),
    LanguageRow(
      "timeout", "too long",
      #"""
      ```swift, timeout=0.3
      let a = 1
      while true {}
      ```

      """#,
      says: [
        "3: still running after 0.3 s"
      ]),
    LanguageRow(
      "timeout", "no value",
      #"""
      ```swift, timeout=
      1
      ```

      """#,
      says: [
        "1:11: the fence word 'timeout' needs a value"
      ]),
    LanguageRow(
      "timeout", "no number",
      #"""
      ```swift, timeout=2s
      1
      ```

      """#,
      says: [
        "1:11: 'timeout=2s': the value must be a positive number"
      ]),
    LanguageRow(
      "timeout", "in the front matter",
      #"""
      ---
      timeout: 0.3
      ---

      ```swift
      while true {}
      ```

      """#,
      says: [
        "6: still running after 0.3 s"
      ]),
    LanguageRow(
      "name and caption", "a link says the number",
      #"""
      ```swift, name=one, caption="One, of two"
      1
      ```

      ```csv, name=rows, caption="Rows"
      a,b
      1,2
      ```

      ```math, name=eq
      x
      ```

      See [](#one), [](#rows), [](#eq) and [this](#one).

      """#),
    LanguageRow(
      "name and caption", "a name twice",
      #"""
      ```swift, name=one
      1
      ```

      ```swift, name=one
      2
      ```

      """#,
      says: [
        "5:11: the name 'one' stands here twice"
      ]),
    LanguageRow(
      "name and caption", "a name across kinds twice",
      #"""
      ```swift, name=one
      1
      ```

      ```csv, name=one
      a
      1
      ```

      """#,
      says: [
        "5:9: the name 'one' stands here twice"
      ]),
    LanguageRow(
      "name and caption", "no value",
      #"""
      ```swift, name
      1
      ```

      """#,
      says: [
        "1:11: the fence word 'name' needs a value"
      ]),
    LanguageRow(
      "name and caption", "a bad name",
      #"""
      ```swift, name=1st
      1
      ```

      """#,
      says: [
        "1:11: 'name=1st': the value must be letters, digits, '-' and '_', beginning with a letter"
      ]),
    LanguageRow(
      "name and caption", "an empty caption",
      #"""
      ```swift, caption=""
      1
      ```

      """#,
      says: [
        "1:11: the fence word 'caption' needs a value"
      ]),
    LanguageRow(
      "name and caption", "a reference that leads nowhere",
      #"""
      ```swift, name=loss
      1
      ```

      See [](#los).

      """#,
      says: [
        "5:8: the link '#los' leads nowhere"
      ]),
    LanguageRow(
      "name and caption", "an empty link to a heading",
      #"""
      ## A b

      See [](#a-b).

      """#),
    LanguageRow(
      "name and caption", "names of other languages",
      #"""
      ```python, name=script, caption="A script"
      x
      ```

      [](#script)

      """#),
    LanguageRow(
      "name and caption", "a name that is also a heading's anchor",
      #"""
      ## One

      ```swift, name=one
      1
      ```

      [](#one) [b](#one-1)

      """#)
  ]
}
