extension LanguageRow {
  /// Values behind expressions.
  static let annotations: [LanguageRow] = [
    LanguageRow(
      "// =>", "several in a block, spaces as one likes",
      #"""
      ```swift
      let a = 2.0
      a // => 2.0
      a * 1.5 //=> 3.0
      [a, a]  //   =>   [2.0, 2.0]
      ```

      """#),
    LanguageRow(
      "// =>", "a text, a tuple, a boolean",
      #"""
      ```swift
      "a b" // => a b
      (1, "x") // => (1, "x")
      2 > 1 // => true
      ```

      """#),
    LanguageRow(
      "// =>", "nothing recorded",
      #"""
      ```swift
      let a = 2
      a // =>
      ```

      """#,
      says: [
        "3:8: nothing is recorded here yet"
      ]),
    LanguageRow(
      "// =>", "wrong",
      #"""
      ```swift
      let a = 0.5
      a + 1  // => 1.6
      ```

      """#,
      says: [
        "3:14: recorded 1.6, computed 1.5"
      ]),
    LanguageRow(
      "// =>", "wrong text",
      #"""
      ```swift
      "abc" // => abd
      ```

      """#,
      says: [
        "2:15: the recorded line is not what was computed"
      ]),
    LanguageRow(
      "// =>", "in a string",
      #"""
      ```swift
      let s = "x // => 3"
      s
      ```

      ```output
      x // => 3
      ```

      """#),
    LanguageRow(
      "// =>", "in a multi-line string",
      #"""
      ```swift
      let s = """
        1 // => 2
        """
      s
      ```

      ```output
      1 // => 2
      ```

      """#),
    LanguageRow(
      "// =>", "in a block comment",
      #"""
      ```swift
      let a = 1 /* 1 // => 2 */
      ```

      """#),
    LanguageRow(
      "// =>", "in a comment of its own",
      #"""
      ```swift
      // let a = 1 // => 2
      // => 5
      let a = 1
      ```

      """#,
      says: [
        "3:1: '// =>' stands on a line of its own, behind no expression"
      ]),
    LanguageRow(
      "// =>", "behind another comment",
      #"""
      ```swift
      1 + 1 // the sum // => 2
      ```

      ```output
      2
      ```

      """#,
      says: [
        "2:7: this '// =>' is part of another comment and records nothing"
      ]),
    LanguageRow(
      "// =>", "behind a block comment",
      #"""
      ```swift
      1 + 1 /* the sum */ // => 2
      ```

      """#),
    LanguageRow(
      "// =>", "a documentation comment",
      #"""
      ```swift
      1 + 1 /// => 2
      ```

      ```output
      2
      ```

      """#,
      says: [
        "2:7: this '// =>' is part of another comment and records nothing"
      ]),
    LanguageRow(
      "// =>", "behind the last line of an expression",
      #"""
      ```swift
      [1, 2, 3]
        .map { $0 * 2 }
        .reduce(0, +) // => 12
      ```

      """#),
    LanguageRow(
      "// =>", "in the middle of an expression",
      #"""
      ```swift
      [1, 2] // => [1, 2]
        .reduce(0, +)
      ```

      """#,
      says: [
        "2:8: '// =>' stands in the middle of this expression"
      ]),
    LanguageRow(
      "// =>", "in the arguments of a call",
      #"""
      ```swift
      max(
        1, // => 1
        2
      )
      ```

      """#,
      says: [
        "3:6: '// =>' stands in the middle of this expression"
      ]),
    LanguageRow(
      "// =>", "in a body",
      #"""
      ```swift
      func f() -> Int {
        1 // => 1
      }
      ```

      """#,
      says: [
        "3:5: '// =>' stands inside a body or a parenthesis, where no value is taken"
      ]),
    LanguageRow(
      "// =>", "in a closure",
      #"""
      ```swift
      [1].map {
        $0 + 1 // => 2
      }
      ```

      """#,
      says: [
        "3:10: '// =>' stands inside a body or a parenthesis, where no value is taken"
      ]),
    LanguageRow(
      "// =>", "in an if",
      #"""
      ```swift
      if true {
        1 // => 1
      }
      ```

      """#,
      says: [
        "3:5: '// =>' stands inside a body or a parenthesis, where no value is taken"
      ]),
    LanguageRow(
      "// =>", "in a loop",
      #"""
      ```swift
      for i in 1...3 {
        i // => 1
      }
      ```

      """#,
      says: [
        "3:5: '// =>' stands inside a body or a parenthesis, where no value is taken"
      ]),
    LanguageRow(
      "// =>", "on a declaration",
      #"""
      ```swift
      let a = 1 // => 1
      ```

      """#,
      says: [
        "2:11: '// =>' records the value of an expression, and this is none"
      ]),
    LanguageRow(
      "// =>", "on an assignment",
      #"""
      ```swift
      var a = 1
      a = 2 // => 2
      ```

      """#,
      says: [
        "3:7: '// =>' records the value of an expression, and this is none"
      ]),
    LanguageRow(
      "// =>", "on a compound assignment",
      #"""
      ```swift
      var a = 1
      a += 2 // => 3
      ```

      """#,
      says: [
        "3: this expression has no value"
      ]),
    LanguageRow(
      "// =>", "on a function",
      #"""
      ```swift
      func f() {} // => 1
      ```

      """#,
      says: [
        "2:13: '// =>' records the value of an expression, and this is none"
      ]),
    LanguageRow(
      "// =>", "on an import",
      #"""
      ```swift
      import Foundation // => 1
      ```

      """#,
      says: [
        "2:19: '// =>' records the value of an expression, and this is none"
      ]),
    LanguageRow(
      "// =>", "on a closing brace",
      #"""
      ```swift
      struct S {
      } // => 1
      ```

      """#,
      says: [
        "3:3: '// =>' records the value of an expression, and this is none"
      ]),
    LanguageRow(
      "// =>", "on a call that returns nothing",
      #"""
      ```swift
      print(1) // => 1
      ```

      """#,
      says: [
        "2: this expression has no value"
      ]),
    LanguageRow(
      "// =>", "on a value of several lines",
      #"""
      ```swift
      "a\nb" // => a
      ```

      """#,
      says: [
        "2: this value has several lines"
      ]),
    LanguageRow(
      "// =>", "behind a semicolon",
      #"""
      ```swift
      let a = 1; a + 1 // => 2
      ```

      """#),
    LanguageRow(
      "// =>", "two values on a line",
      #"""
      ```swift
      1 + 1; 2 + 2 // => 4
      ```

      """#,
      says: [
        "warning: 2:3: result of operator '+' is unused [#no-usage]"
      ]),
    LanguageRow(
      "// =>", "a semicolon before the comment",
      #"""
      ```swift
      1 + 1; // => 2
      ```

      """#),
    LanguageRow(
      "// =>", "on a value that throws",
      #"""
      ```swift
      struct E: Error {}
      func f() throws -> Int { throw E() }
      try f() // => 1
      ```

      """#,
      says: [
        "4: uncaught error: E()"
      ]),
    LanguageRow(
      "// =>", "on try and await",
      #"""
      ```swift
      func f() async throws -> Int { 5 }
      try await f() // => 5
      ```

      """#),
    LanguageRow(
      "// =>", "in a hidden block",
      #"""
      ```swift, hidden
      1 + 1 // => 2
      ```

      """#),
    LanguageRow(
      "// =>", "in a scoped block",
      #"""
      ```swift, scoped
      let a = 1
      a // => 1
      ```

      """#),
    LanguageRow(
      "// =>", "in an isolated block",
      #"""
      ```swift, isolated
      let a = 1
      a // => 2
      ```

      """#,
      says: [
        "3:9: recorded 2, computed 1"
      ]),
    LanguageRow(
      "// =>", "in a block that is not run",
      #"""
      ```swift, no-run
      1 + 1 // => 5
      ```

      """#,
      says: [
        "2:7: nothing computes this value: the block is 'no-run'"
      ]),
    LanguageRow(
      "// =>", "in an exercise",
      #"""
      ```swift, exercise
      1 + 1 // => 5
      ```

      """#,
      says: [
        "1:11: nothing says when this exercise is solved: it has no check",
        "2:7: nothing computes this value: the block is 'exercise'"
      ]),
    LanguageRow(
      "// =>", "in an ignored block",
      #"""
      ```swift, ignore
      1 + 1 // => 5
      ```

      """#,
      says: [
        "2:7: nothing computes this value: the block is 'ignore'"
      ]),
    LanguageRow(
      "// =>", "the last value is not shown again",
      #"""
      ```swift
      print("a")
      1 + 1 // => 2
      ```

      ```output
      a
      ```

      """#),
    LanguageRow(
      "// =>", "in a list, wrong",
      #"""
      - a

        ```swift
        1 + 1 // => 3
        ```

      """#,
      says: [
        "4:15: recorded 3, computed 2"
      ]),
    LanguageRow(
      "// =>", "a literal",
      #"""
      ```swift
      3 // => 3
      ```

      """#),
    LanguageRow(
      "// =>", "an optional chain and a ternary",
      #"""
      ```swift
      let a: [Int]? = [1]
      a?.first // => Optional(1)
      a == nil ? "x" : "y" // => y
      ```

      """#),
    LanguageRow(
      "// =>", "an if expression",
      #"""
      ```swift
      if true { 1 } else { 2 } // => 1
      ```

      """#,
      says: [
        "2:26: '// =>' records the value of an expression, and this is none"
      ]),
    LanguageRow(
      "// =>", "three dots",
      #"""
      ```swift
      [1, 2] // => ...
      ```

      """#,
      says: [
        "2:14: the recorded line is not what was computed"
      ])
  ]
}
