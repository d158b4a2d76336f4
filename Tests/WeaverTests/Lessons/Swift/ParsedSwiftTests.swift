import Testing

@testable import Lessons

/// Swift code of any depth is parsed in bounded memory.
@Suite("Read: Swift") struct ParsedSwiftTests {
  @Test func `texts that stand too deep in each other are left out, as an error`() {
    let code = String(repeating: "\"\\(", count: 3_000)
    let tree = ParsedSwift.tree(of: code)
    #expect(tree.hasError)
    #expect(code.hasPrefix(tree.description))
    #expect(tree.description.utf8.count < code.utf8.count / 2)
  }

  @Test func `texts one behind the other, and brackets in texts, are not too deep`() {
    for line in ["print(\"\\(1) \\\\(\", #\"\\#(2)\"#)\n", "f(g(h(\"\\(a(b))\")))\n"] {
      let code = String(repeating: line, count: 2_000)
      let tree = ParsedSwift.tree(of: code)
      #expect(tree.description.utf8.count == code.utf8.count)
      #expect(!tree.hasError)
    }
  }
}
