extension LanguageRow {
  /// Fences: what becomes of a block.
  static let blocks: [LanguageRow] = [
    LanguageRow(
      "swift", "runs top to bottom, later blocks see earlier ones",
      #"""
      ```swift
      let a = 2
      ```

      ```swift
      print(a)
      a * 21
      ```

      ```output
      2
      42
      ```

      """#),
    LanguageRow(
      "swift", "a misspelt word",
      #"""
      ```swift, hiden
      1
      ```

      """#,
      says: [
        "1:11: unknown fence word 'hiden'"
      ]),
    LanguageRow(
      "swift", "a word twice",
      #"""
      ```swift, hidden, hidden
      1
      ```

      """#,
      says: [
        "1:19: the fence word 'hidden' stands here twice"
      ]),
    LanguageRow(
      "swift", "two modes",
      #"""
      ```swift, no-run, isolated
      1
      ```

      """#,
      says: [
        "1:19: 'no-run' and 'isolated' cannot stand together"
      ]),
    LanguageRow(
      "swift", "clashing words",
      #"""
      ```swift, hidden, hide-code
      1
      ```

      """#,
      says: [
        "1:19: 'hidden' and 'hide-code' cannot stand together"
      ]),
    LanguageRow(
      "swift", "a value where none belongs",
      #"""
      ```swift, hidden=yes
      1
      ```

      """#,
      says: [
        "1:11: the fence word 'hidden' takes no value"
      ]),
    LanguageRow(
      "swift", "unclosed",
      #"""
      a

      ```swift
      1

      """#,
      says: [
        "3:1: this fence is never closed"
      ]),
    LanguageRow(
      "swift", "closed by fewer marks",
      #"""
      ````swift
      1
      ```

      """#,
      says: [
        "1:1: this fence is never closed"
      ]),
    LanguageRow(
      "swift", "closed by the other mark",
      #"""
      ```swift
      1
      ~~~

      """#,
      says: [
        "1:1: this fence is never closed"
      ]),
    LanguageRow(
      "swift", "unclosed in a quote",
      #"""
      > ```swift
      > 1

      a

      """#,
      says: [
        "1:3: this fence is never closed"
      ]),
    LanguageRow(
      "swift", "unclosed in a list",
      #"""
      1. a

         ```swift
         1

      b

      """#,
      says: [
        "3:4: this fence is never closed"
      ]),
    LanguageRow(
      "swift", "in a list, a quote and both",
      #"""
      1. a

         ```swift
         1 + 1
         ```

         ```output
         2
         ```

      > ```swift
      > 2 + 1
      > ```
      >
      > ```output
      > 3
      > ```

      > - ```swift
      >   2 + 2
      >   ```
      >
      >   ```output
      >   4
      >   ```

      """#),
    LanguageRow(
      "swift", "a compile error in a quoted list",
      #"""
      > - a
      >
      >   ```swift
      >   let x: Int = ""
      >   ```

      """#,
      says: [
        "4:18: cannot convert value of type 'String' to specified type 'Int'"
      ]),
    LanguageRow(
      "swift", "in a list indented by a tab",
      #"""
      -\#t```swift
      \#t1 + 1
      \#t```

      \#t```output
      \#t2
      \#t```

      """#),
    LanguageRow(
      "swift", "a compile error behind tabs",
      #"""
      -\#ta

      \#t```swift
      \#tlet x: Int = ""
      \#t```

      """#,
      says: [
        "4:15: cannot convert value of type 'String' to specified type 'Int'"
      ]),
    LanguageRow(
      "swift", "indented by a tab is code that is shown",
      #"""
      a

      \#t```swift
      \#tnonsense
      \#t```

      """#),
    LanguageRow(
      "swift", "in an HTML comment nothing runs",
      #"""
      <!--
      ```swift
      nonsense
      ```
      -->

      ```swift
      1 + 1
      ```

      ```output
      2
      ```

      """#),
    LanguageRow(
      "swift", "inside a longer fence nothing runs",
      #"""
      ````markdown
      ```swift
      nonsense
      ```
      ````

      """#),
    LanguageRow(
      "swift", "tildes",
      #"""
      ~~~swift
      1 + 1
      ~~~

      ~~~output
      2
      ~~~

      """#),
    LanguageRow(
      "swift", "does not compile",
      #"""
      ```swift
      let x: Int = "a"
      ```

      """#,
      says: [
        "2:14: cannot convert value of type 'String' to specified type 'Int'"
      ]),
    LanguageRow(
      "swift", "a syntax error",
      #"""
      ```swift
      let x = (
      ```

      """#,
      says: [
        "warning: 2:5: constant 'x' inferred to have type '()', which may be unexpected",
        "3:1: expected expression in list of expressions"
      ]),
    LanguageRow(
      "swift", "a brace that is never closed",
      #"""
      ```swift
      func f() -> Int {
        1
      ```

      ```swift
      f() // => 1
      ```

      """#,
      says: [
        "warning: 3:3: integer literal is unused [#no-usage]",
        "4: expected '}' at end of brace statement"
      ]),
    LanguageRow(
      "swift", "traps",
      #"""
      ```swift
      let xs = [1]
      print(xs[0])
      xs[3]
      ```

      """#,
      says: [
        "4:3: Index out of range"
      ]),
    LanguageRow(
      "swift", "throws",
      #"""
      ```swift
      struct Oops: Error {}
      throw Oops()
      ```

      """#,
      says: [
        "3: uncaught error: Oops()"
      ]),
    LanguageRow(
      "swift", "exits",
      #"""
      ```swift
      import Foundation
      exit(3)
      ```

      """#,
      says: [
        "3: the lesson ended itself here with exit status 3"
      ]),
    LanguageRow(
      "swift", "empty",
      #"""
      ```swift
      ```

      """#),
    LanguageRow(
      "hidden, hide-code, hide-output", "run, and are seen below",
      #"""
      ```swift, hidden
      let a = 1
      ```

      ```swift, hide-code
      let b = a
      ```

      ```swift, hide-output
      let c = b
      print(c)
      ```

      ```swift
      a + b + c
      ```

      ```output
      3
      ```

      """#),
    LanguageRow(
      "hidden, hide-code, hide-output", "a mistake in a hidden block",
      #"""
      ```swift, hidden
      let a = b
      ```

      """#,
      says: [
        "2:9: cannot find 'b' in scope"
      ]),
    LanguageRow(
      "no-run", "is compiled with the blocks above and not run",
      #"""
      ```swift
      let a = 1
      ```

      ```swift, no-run
      fatalError("\(a)")
      ```

      ```swift
      a
      ```

      ```output
      1
      ```

      """#),
    LanguageRow(
      "no-run", "is not seen below",
      #"""
      ```swift, no-run
      let b = 1
      ```

      ```swift
      b
      ```

      """#,
      says: [
        "6:1: cannot find 'b' in scope"
      ]),
    LanguageRow(
      "no-run", "does not compile",
      #"""
      ```swift, no-run
      let b = missing
      ```

      """#,
      says: [
        "2:9: cannot find 'missing' in scope"
      ]),
    LanguageRow(
      "no-run", "with an output",
      #"""
      ```swift, no-run
      print(1)
      ```

      ```output
      1
      ```

      """#,
      says: [
        "5:1: nothing computes this output: the block above is 'no-run'"
      ]),
    LanguageRow(
      "no-run", "with a timeout",
      #"""
      ```swift, no-run, timeout=2
      1
      ```

      """#,
      says: [
        "1:19: 'no-run' and 'timeout' cannot stand together"
      ]),
    LanguageRow(
      "ignore", "is only shown",
      #"""
      ```swift, ignore
      this is no Swift
      ```

      """#),
    LanguageRow(
      "ignore", "with an output",
      #"""
      ```swift, ignore
      1
      ```

      ```output
      1
      ```

      """#,
      says: [
        "5:1: nothing computes this output: the block above is 'ignore'"
      ]),
    LanguageRow(
      "isolated", "is a program of its own",
      #"""
      ```swift
      let a = 1
      ```

      ```swift, isolated
      let a = 2
      a * 3
      ```

      ```output
      6
      ```

      ```swift
      a
      ```

      ```output
      1
      ```

      """#),
    LanguageRow(
      "isolated", "does not see the blocks above",
      #"""
      ```swift
      let a = 1
      ```

      ```swift, isolated
      a
      ```

      """#,
      says: [
        "6:1: cannot find 'a' in scope"
      ]),
    LanguageRow(
      "isolated", "traps",
      #"""
      ```swift, isolated
      fatalError("x")
      ```

      """#,
      says: [
        "2:1: x"
      ]),
    LanguageRow(
      "solution", "without an exercise",
      #"""
      ```swift, solution
      func f() -> Int { 7 }
      ```

      """#,
      says: [
        "1:11: this solution has no exercise right above it"
      ]),
    LanguageRow(
      "solution", "text above it",
      #"""
      ```swift, exercise
      var x = 0
      ```

      Text.

      ```swift, solution
      var x = 1
      ```

      """#,
      says: [
        "1:11: nothing says when this exercise is solved: it has no check",
        "7:11: this solution has no exercise right above it"
      ]),
    LanguageRow(
      "exercise", "with an output",
      #"""
      ```swift, exercise
      1
      ```

      ```output
      1
      ```

      """#,
      says: [
        "1:11: nothing says when this exercise is solved: it has no check",
        "5:1: nothing computes this output: the block above is 'exercise'"
      ]),
    LanguageRow(
      "another language", "is shown",
      #"""
      ```python
      import nothing
      ```

      ```
      plain
      ```

      ```rust,no_run
      x
      ```

      """#),
    LanguageRow(
      "another language", "a capital",
      #"""
      ```Swift
      1
      ```

      """#,
      says: [
        "1:4: 'Swift' is written in lower case"
      ]),
    LanguageRow(
      "another language", "misspelt swift",
      #"""
      ```swfit
      1
      ```

      """#)
  ]
}
