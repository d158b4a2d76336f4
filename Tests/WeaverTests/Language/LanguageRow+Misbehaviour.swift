extension LanguageRow {
  /// Programs that misbehave.
  static let misbehaviour: [LanguageRow] = [
    LanguageRow(
      "a program that misbehaves", "closes standard output",
      #"""
      ```swift
      import Foundation
      fclose(stdout)
      ```

      ```swift
      print("b")
      ```

      """#,
      says: [
        "1: this block closed or redirected standard output"
      ]),
    LanguageRow(
      "a program that misbehaves", "closes descriptor 1",
      #"""
      ```swift
      import Foundation
      print("a")
      close(1)
      ```

      ```swift
      print("b")
      ```

      """#,
      says: [
        "1: this block closed or redirected standard output"
      ]),
    LanguageRow(
      "a program that misbehaves", "redirects standard output",
      #"""
      ```swift
      import Foundation
      freopen("x.txt", "w", stdout)
      print("a")
      ```

      ```swift
      print("b")
      ```

      """#,
      says: [
        "1: this block closed or redirected standard output"
      ]),
    LanguageRow(
      "a program that misbehaves", "prints 10 MB",
      #"""
      ```swift
      let line = String(repeating: "x", count: 99)
      for _ in 0..<100_000 { print(line) }
      ```

      ```output
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      ...
      xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
      ```

      """#),
    LanguageRow(
      "a program that misbehaves", "prints 100 MB",
      #"""
      ```swift
      let line = String(repeating: "x", count: 9_999)
      for _ in 0..<10_000 { print(line) }
      ```

      """#,
      says: [
        "3: the lesson printed more than 64 MB"
      ]),
    LanguageRow(
      "a program that misbehaves", "prints what is not UTF-8",
      #"""
      ```swift
      import Foundation
      FileHandle.standardOutput.write(Data([0x61, 0xFF, 0x62, 0x0A]))
      ```

      ```output
      a\#u{FFFD}b
      ```

      """#),
    LanguageRow(
      "a program that misbehaves", "starts a child that outlives it",
      #"""
      ```swift
      import Foundation
      let p = Process()
      p.executableURL = URL(fileURLWithPath: "/bin/sh")
      p.arguments = ["-c", "sleep 30; echo late"]
      try p.run()
      print("started")
      ```

      ```output
      started
      ```

      """#),
    LanguageRow(
      "a program that misbehaves", "writes to standard error",
      #"""
      ```swift
      import Foundation
      FileHandle.standardError.write(Data("aside\n".utf8))
      print("a")
      ```

      ```output
      a
      ```

      """#),
    LanguageRow(
      "a program that misbehaves", "reads standard input",
      #"""
      ```swift
      readLine() as Any // => nil
      ```

      """#),
    LanguageRow(
      "a program that misbehaves", "kills itself",
      #"""
      ```swift
      import Foundation
      kill(getpid(), SIGKILL)
      ```

      """#,
      says: [
        "3: the lesson was killed here by signal 9"
      ]),
    LanguageRow(
      "a program that misbehaves", "writes to the weaver's pipe",
      #"""
      ```swift
      import Foundation
      write(3, "hello\n", 6)
      ```

      """#,
      says: [
        "1: this block, or a thread or copy that it left, wrote to nabla's own channel: nothing of "
          + "this run is believed"
      ]),
    LanguageRow(
      "a program that misbehaves", "a warning",
      #"""
      ```swift
      let unused: Int? = 3
      func f() { let a = 1 }
      ```

      """#,
      says: [
        "warning: 3:16: initialization of immutable value 'a' was never used; consider replacing with assignment to '_' or removing it [#no-usage]"
      ])
  ]
}
