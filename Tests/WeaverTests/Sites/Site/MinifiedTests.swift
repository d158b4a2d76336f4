import Testing

@testable import Sites

@Suite("What pages load is squeezed")
struct MinifiedTests {
  @Test(
    arguments: [
      ("a { color: red; }\n\nb{x:y}\n", "a{color:red}b{x:y}"),
      ("/* a; b { } */ a > b , c :is(d) { x: 1px  2px; }", "a>b,c :is(d){x:1px 2px}"),
      ("a::before { content: \"/* \\\" ;  } \"; }", "a::before{content:\"/* \\\" ;  } \"}"),
      ("a { b: ' ; ' }", "a{b:' ; '}"),
      ("@media (width > 2rem) { a { b: c } }", "@media (width>2rem){a{b:c}}"),
      ("/* never closed", ""), ("\"never closed", "\"never closed\""), ("", "")
    ])
  func stylesheets(_ text: String, _ expected: String) {
    #expect(Minified.stylesheet(text) == expected)
  }

  @Test func scripts() {
    #expect(
      Minified.script("// A comment.\nf(() => {\n  // Another.\n  g(\"//\"); // Kept.\n\n});\n")
        == "f(() => {\ng(\"//\"); // Kept.\n});\n")
  }

  /// Signs of a stylesheet in order, but for comments and blanks: nothing else is lost.
  @Test func theBuiltInStylesheetLosesNothing() {
    let source = String(decoding: Theme.builtIn["style.css"] ?? [], as: UTF8.self)
    let kept = { (text: String) in
      text.replacing(/\/\*(.|\n)*?\*\//, with: "").filter { !" \n;".contains($0) }
    }
    #expect(source.count > 10_000)
    #expect(kept(Minified.stylesheet(source)) == kept(source))
  }
}
