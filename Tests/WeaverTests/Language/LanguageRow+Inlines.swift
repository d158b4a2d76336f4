extension LanguageRow {
  /// Values in sentences.
  static let inlines: [LanguageRow] = [
    LanguageRow(
      "`{swift} …`", "recorded, and only shown",
      #"""
      ```swift
      let a = 2.5
      ```

      It is `{swift} a * 2 // => 5.0`, and `{swift} a`.

      """#),
    LanguageRow(
      "`{swift} …`", "wrong",
      #"""
      ```swift
      let a = 2.5
      ```

      It is `{swift} a * 2 // => 5.1`.

      """#,
      says: [
        "5:28: recorded 5.1, computed 5.0"
      ]),
    LanguageRow(
      "`{swift} …`", "two wrong on one line",
      #"""
      ```swift
      let a = 2.5
      ```

      It is `{swift} a // => 2.6`, `{swift} a // => 2.5` and `{swift} a // => 2.6`.

      """#,
      says: [
        "5:24: recorded 2.6, computed 2.5",
        "5:73: recorded 2.6, computed 2.5"
      ]),
    LanguageRow(
      "`{swift} …`", "does not compile",
      #"""
      The loss is `{swift} loss`.

      """#,
      says: [
        "1:22: cannot find 'loss' in scope"
      ]),
    LanguageRow(
      "`{swift} …`", "a variable that is declared below",
      #"""
      It is `{swift} x + x // => 10`, and `{swift} f() // => 5`.

      ```swift
      let later = { y }
      print(y, x)
      ```

      ```swift
      let x = 5
      let y = later
      func f() -> Int { x }
      ```

      """#,
      says: [
        "1:16: 'x' has no value yet: what declares it stands below",
        "5:7: 'y' has no value yet: what declares it stands below",
        "5:10: 'x' has no value yet: what declares it stands below"
      ]),
    LanguageRow(
      "`{swift} …`", "two expressions",
      #"""
      It is `{swift} 1, 2`.

      """#,
      says: [
        "1:16: this '{swift}' is not one expression"
      ]),
    LanguageRow(
      "`{swift} …`", "a statement",
      #"""
      It is `{swift} let a = 1`.

      """#,
      says: [
        "1:16: this '{swift}' is not one expression"
      ]),
    LanguageRow(
      "`{swift} …`", "an unclosed bracket",
      #"""
      It is `{swift} (1 + 2`.

      """#,
      says: [
        "1:16: this '{swift}' is not one expression"
      ]),
    LanguageRow(
      "`{swift} …`", "a bracket too many",
      #"""
      It is `{swift} 1) + (2`.

      """#,
      says: [
        "1:16: this '{swift}' is not one expression"
      ]),
    LanguageRow(
      "`{swift} …`", "throws",
      #"""
      ```swift
      struct E: Error {}
      func f() throws -> Int { throw E() }
      ```

      It is `{swift} try f()`.

      """#,
      says: [
        "6: uncaught error: E()"
      ]),
    LanguageRow(
      "`{swift} …`", "traps",
      #"""
      ```swift
      let xs = [1]
      ```

      It is `{swift} xs[3]`.

      """#,
      says: [
        "5:18: Index out of range"
      ]),
    LanguageRow(
      "`{swift} …`", "prints",
      #"""
      ```swift
      func f() -> Int { print("hello"); return 1 }
      ```

      It is `{swift} f()`.

      """#,
      says: [
        "5: an expression in a sentence printed something"
      ]),
    LanguageRow(
      "`{swift} …`", "no value",
      #"""
      It is `{swift} ()`.

      """#,
      says: [
        "1: this expression has no value"
      ]),
    LanguageRow(
      "`{swift} …`", "several lines",
      #"""
      It is `{swift} "a\nb"`.

      """#,
      says: [
        "1: this value has several lines"
      ]),
    LanguageRow(
      "`{swift} …`", "empty",
      #"""
      It is `{swift} `.

      """#,
      says: [
        "1:8: this '{swift}' has no expression"
      ]),
    LanguageRow(
      "`{swift} …`", "empty with an arrow",
      #"""
      It is `{swift} // => 3`.

      """#,
      says: [
        "1:16: this '{swift}' has no expression"
      ]),
    LanguageRow(
      "`{swift} …`", "nothing recorded behind the arrow",
      #"""
      It is `{swift} 1 + 1 // =>`.

      """#,
      says: [
        "1:27: nothing is recorded here yet"
      ]),
    LanguageRow(
      "`{swift} …`", "nothing recorded, at the end of a quoted line",
      #"""
      > It is `{swift} 1 + 1 // =>
      > `.

      """#,
      says: [
        "1:29: nothing is recorded here yet"
      ]),
    LanguageRow(
      "`{swift} …`", "a record that ends like a quote's mark",
      #"""
      It is `{swift} "a>" // => a>` and `{swift} "b>>" // => c>>`.

      """#,
      says: [
        "1:56: the recorded line is not what was computed"
      ]),
    LanguageRow(
      "`{swift} …`", "no blank after the mark",
      #"""
      It is `{swift}1`, which is code.

      """#, says: ["1:8: '{swift}' is not '{swift}': nothing is computed here"]),
    LanguageRow(
      "`{swift} …`", "a blank before the mark",
      #"""
      It is ` {swift} 1 // => 1 `.

      """#),
    LanguageRow(
      "`{swift} …`", "double backticks",
      #"""
      It is ``{swift} "a`b".count // => 3``.

      """#),
    LanguageRow(
      "`{swift} …`", "in a heading",
      #"""
      ## About `{swift} 1 + 1 // => 2`

      [see](#about-)

      """#),
    LanguageRow(
      "`{swift} …`", "in a heading, wrong",
      #"""
      ## About `{swift} 1 + 1 // => 3`

      """#,
      says: [
        "1:31: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "in a setext heading",
      #"""
      About `{swift} 1 + 1 // => 3`
      =====

      """#,
      says: [
        "1:28: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "in a link and in emphasis",
      #"""
      [It is `{swift} 1 + 1 // => 2`](#h) and **`{swift} 2 // => 2`**

      ## H

      """#),
    LanguageRow(
      "`{swift} …`", "in an image",
      #"""
      ![It is `{swift} 1 + 1 // => 2`](data:,)

      """#),
    LanguageRow(
      "`{swift} …`", "in lists and quotes",
      #"""
      - `{swift} 1 // => 1`
        1. `{swift} 2 // => 2`

      > `{swift} 3 // => 3`

      """#),
    LanguageRow(
      "`{swift} …`", "over two lines",
      #"""
      It is `{swift} 1 +
      2 // => 3` and `{swift} 2 //
      => 2`.

      """#),
    LanguageRow(
      "`{swift} …`", "lazy continuation, wrong",
      #"""
      > It is
      now `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "2:26: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "indented continuation, wrong",
      #"""
      It is
           now `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "2:31: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "lazy continuation inside of the span",
      #"""
      > It is `{swift} 1 +
      1 // => 3`.

      """#,
      says: [
        "2:9: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "quoted continuation inside of the span",
      #"""
      > It is `{swift} 1 +
      > 1 // => 3`.

      """#,
      says: [
        "2:11: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "behind a backslash break, wrong",
      #"""
      It is\
      now `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "2:26: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "in a list that is tight, wrong",
      #"""
      1. a
      2. b `{swift} 1 + 1 // => 3`
         c `{swift} 1 + 1 // => 4`

      """#,
      says: [
        "2:27: recorded 3, computed 2",
        "3:27: recorded 4, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "an arrow in a string",
      #"""
      It is `{swift} "a // => b"`.

      """#),
    LanguageRow(
      "`{swift} …`", "behind an escaped backtick",
      #"""
      A \` and `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "1:31: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "behind a code span that looks the same",
      #"""
      A `` `{swift} 1 + 1 // => 3` `` and `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "1:58: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "behind raw HTML with a backtick",
      #"""
      A <b title="`">b</b> and `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "1:47: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "sees only the blocks above",
      #"""
      It is `{swift} a`.

      ```swift
      let a = 1
      ```

      """#, says: ["1:16: 'a' has no value yet: what declares it stands below"]),
    LanguageRow(
      "`{swift} …`", "in an HTML comment",
      #"""
      <!-- `{swift} nonsense` -->

      Text <!-- `{swift} nonsense` -->.

      """#),
    LanguageRow(
      "`{swift} …`", "in raw HTML",
      #"""
      <p>`{swift} nonsense`</p>

      """#, says: ["1:5: '{swift}' in raw HTML is not run"]),
    LanguageRow(
      "`{swift} …`", "a wide character before it",
      #"""
      学 `{swift} 1 + 1 // => 3`.

      """#,
      says: [
        "1:26: recorded 3, computed 2"
      ]),
    LanguageRow(
      "`{swift} …`", "greater-than signs in it",
      #"""
      It is `{swift} 2 > 1 // => true` and
      > not `{swift} 2 > 1 // => true`.

      """#),
    LanguageRow(
      "`{swift} …`", "formatted",
      #"""
      ```swift
      let x = 2.0 / 3
      ```

      About `{swift} x.formatted(3) // => 0.667`.

      """#)
  ]
}
