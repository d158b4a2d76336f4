import Testing

@testable import Text

@Suite("Read: what looks like live Swift") struct NearMissTests {
  static let cases: [(String, [String])] = [
    ("Three is `{Swift} 1 + 2`.", ["1:11: '{Swift}' is not '{swift}': nothing is computed here"]),
    ("It is `{ swift } 1`.", ["1:8: '{ swift }' is not '{swift}': nothing is computed here"]),
    ("It is ` {swift} 1 // => 1`.", ["1:9: '{swift}' is not '{swift}': nothing is computed here"]),
    ("It is `{swift}1`.", ["1:8: '{swift}' is not '{swift}': nothing is computed here"]),
    ("<p>`{swift} 1`</p>", ["1:5: '{swift}' in raw HTML is not run"]),
    ("It is \\`{swift} 1\\`.", ["1:9: '{swift}' outside a code span is not run"]),
    ("```{swift}\n1\n```", ["1:4: '{swift}' is not the language 'swift'"]),
    ("```swift=\n1\n```", ["1:4: 'swift=' is not the language 'swift'"]),
    ("```swift5\n1\n```", ["1:4: 'swift5' is not the language 'swift'"]),
    ("```.swift\n1\n```", ["1:4: '.swift' is not the language 'swift'"]),
    ("```{.swift}\n1\n```", ["1:4: '{.swift}' is not the language 'swift'"]),
    ("```{output}\n1\n```", ["1:4: '{output}' is not the language 'output'"]),
    ("```Swift\n1\n```", ["1:4: 'Swift' is written in lower case"]),
    // What only looks like it.
    ("```swiftinterface\n1\n```", []), ("```json5\n1\n```", []), ("```text\n{swift}\n```", []),
    ("Write `` `{swift} x` ``.", []), ("<!-- `{swift} 1` -->", []), ("a {swiftly} b", [])
  ]

  @Test(arguments: cases)
  func `is an error that names the way out`(markdown: String, expected: [String]) {
    let problems = readLesson(markdown + "\n").problems
    #expect(problems.map(\.brief) == expected)
    #expect(problems.allSatisfy { $0.reason.help != nil })
  }
}
