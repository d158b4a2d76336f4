extension LanguageRow {
  /// Fences: blocks that fail on purpose.
  static let failures: [LanguageRow] = [
    LanguageRow(
      "swift", "brackets that would keep the compiler busy for years",
      "```swift\nlet a = 1\nlet b = " + String(repeating: "[", count: 60) + "\n```\n",
      says: ["3: square brackets stand in each other here more than 12 levels deep"]),
    LanguageRow(
      "compile-fail", "its errors are the output",
      #"""
      ```swift
      let a = 1
      ```

      ```swift, compile-fail
      a = 2
      ```

      ```output
      cannot assign to value: 'a' is a 'let' constant
      ```

      ```swift
      a
      ```

      ```output
      1
      ```

      """#),
    LanguageRow(
      "compile-fail", "a missing return",
      #"""
      ```swift, compile-fail
      func f() -> Int { }
      ```

      ```output
      missing return in global function expected to return 'Int'
      ```

      """#),
    LanguageRow(
      "compile-fail", "compiles",
      #"""
      ```swift, compile-fail
      let a = 1
      ```

      """#,
      says: [
        "1: this block compiles, and is marked 'compile-fail'"
      ]),
    LanguageRow(
      "compile-fail", "another message",
      #"""
      ```swift, compile-fail
      let a: Int = ""
      ```

      ```output
      cannot convert the value
      ```

      """#,
      says: [
        "6:16: the recorded line is not what was computed"
      ]),
    LanguageRow(
      "compile-fail", "a syntax error",
      #"""
      ```swift, compile-fail
      let = 3
      ```

      """#),
    LanguageRow(
      "compile-fail", "with a timeout",
      #"""
      ```swift, compile-fail, timeout=3
      let a: Int = ""
      ```

      """#,
      says: [
        "1:25: 'compile-fail' and 'timeout' cannot stand together"
      ]),
    LanguageRow(
      "compile-fail", "records a value",
      #"""
      ```swift, compile-fail
      let a: Int = ""
      a // => 1
      ```

      """#,
      says: [
        "3:3: nothing computes this value: the block is 'compile-fail'"
      ]),
    LanguageRow(
      "should-crash", "its words are the output, the lesson goes on",
      #"""
      ```swift
      var n = 1
      ```

      ```swift, should-crash
      n = 2
      print("before")
      fatalError("gone at \(n)")
      ```

      ```output
      before
      gone at 2
      ```

      ```swift
      n
      ```

      ```output
      1
      ```

      """#),
    LanguageRow(
      "should-crash", "throws",
      #"""
      ```swift, should-crash
      struct Oops: Error { var code = 7 }
      throw Oops()
      ```

      ```output
      Error raised at top level: Oops(code: 7)
      ```

      """#),
    LanguageRow(
      "should-crash", "an error that names the working folder",
      #"""
      ```swift, should-crash
      import Foundation
      struct NoFile: Error { var path: String }
      throw NoFile(path: FileManager.default.currentDirectoryPath + "/none.txt")
      ```

      ```output
      Error raised at top level: NoFile(path: "./none.txt")
      ```

      """#),
    LanguageRow(
      "should-crash", "precondition",
      #"""
      ```swift, should-crash
      precondition(1 > 2, "one is less")
      ```

      ```output
      one is less
      ```

      """#),
    LanguageRow(
      "should-crash", "a precondition without words",
      #"""
      ```swift, should-crash
      precondition(1 > 2)
      ```

      ```output
      Fatal error
      ```

      """#),
    LanguageRow(
      "should-crash", "index",
      #"""
      ```swift, should-crash
      let xs = [1, 2]
      xs[5]
      ```

      ```output
      Index out of range
      ```

      """#),
    LanguageRow(
      "should-crash", "overflow, where the runtime prints nothing",
      #"""
      ```swift, should-crash
      var n = Int8.max
      n += 1
      ```

      ```output
      arithmetic overflow
      ```

      """#),
    LanguageRow(
      "should-crash", "forced nil",
      #"""
      ```swift, should-crash
      let x: Int? = nil
      x!
      ```

      ```output
      Unexpectedly found nil while unwrapping an Optional value
      ```

      """#),
    LanguageRow(
      "should-crash", "endless recursion",
      #"""
      ```swift, should-crash
      func f(_ n: Int) -> Int { f(n + 1) + 1 }
      print(f(0))
      ```

      ```output
      bad memory access (is a recursion endless?)
      ```

      """#),
    LanguageRow(
      "should-crash", "returns",
      #"""
      ```swift, should-crash
      let a = 1
      ```

      """#,
      says: [
        "1: this block ran to its end, and is marked 'should-crash'"
      ]),
    LanguageRow(
      "should-crash", "exits",
      #"""
      ```swift, should-crash
      import Foundation
      exit(0)
      ```

      """#,
      says: [
        "3: the lesson ended itself here with exit status 0"
      ]),
    LanguageRow(
      "should-crash", "does not end",
      #"""
      ```swift, should-crash, timeout=0.5
      while true {}
      ```

      """#,
      says: [
        "2: still running after 0.5 s"
      ]),
    LanguageRow(
      "should-crash", "does not compile",
      #"""
      ```swift, should-crash
      let a = missing
      ```

      """#,
      says: [
        "2:9: cannot find 'missing' in scope"
      ]),
    LanguageRow(
      "should-crash", "another message",
      #"""
      ```swift, should-crash
      fatalError("a")
      ```

      ```output
      b
      ```

      """#,
      says: [
        "6:1: the recorded line is not what was computed"
      ]),
    LanguageRow(
      "should-crash", "records a value before it traps",
      #"""
      ```swift, should-crash
      let a = 2
      a // => 2
      fatalError("x")
      ```

      ```output
      x
      ```

      """#),
    LanguageRow(
      "should-crash", "records a wrong value before it traps",
      #"""
      ```swift, should-crash
      let a = 2
      a // => 3
      fatalError("x")
      ```

      ```output
      x
      ```

      """#,
      says: [
        "3:9: recorded 3, computed 2"
      ]),
    LanguageRow(
      "should-crash", "a value it never reaches",
      #"""
      ```swift, should-crash
      fatalError("x")
      1 // => 1
      ```

      ```output
      x
      ```

      """#,
      says: [
        "3:9: nothing computed this value: the block ended before it"
      ])
  ]
}
