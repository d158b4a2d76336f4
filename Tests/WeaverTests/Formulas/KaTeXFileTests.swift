import Foundation
import Testing

@testable import Formulas
@testable import Lessons
@testable import Text

@Suite("KaTeX that is not there") struct KaTeXFileTests {
  @Test func `is explained`() {
    let error = #expect(throws: Diagnostic.self) {
      try KaTeXFile.find([:], places: ["/nowhere/a.js", "/nowhere/b.js"])
    }
    #expect(
      error?.reason.message
        == "KaTeX is not installed: none of '/nowhere/a.js', '/nowhere/b.js' can be read")
    #expect(error?.reason.help?.contains("apt install libjs-katex") == true)
  }

  @Test func `is not looked for elsewhere when it is named`() {
    let error = #expect(throws: Diagnostic.self) {
      try KaTeXFile.find(["NABLA_KATEX": "/nowhere/katex.js"])
    }
    #expect(error?.reason.message == "NABLA_KATEX names '/nowhere/katex.js', which can't be read")
  }

  @Test(arguments: [
    ("{", "can't be loaded"), ("class A { static x = 1 }", "can't be loaded"),
    ("this.katex = { version: 1 };", "can't be loaded"), ("", "can't be loaded")
  ])
  func `is not mistaken for something else`(script: String, message: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).js")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data((script + "\n/* version: \"0.0.1\" */").utf8).write(to: file)
    let installation = try KaTeXFile.find(["NABLA_KATEX": file.path])
    #expect(installation.version == "0.0.1")
    let error = #expect(throws: Diagnostic.self) { try Typesetter(installation) }
    #expect(error?.reason.message.contains(message) == true)

    try Data(script.utf8).write(to: file)
    let other = #expect(throws: Diagnostic.self) {
      try KaTeXFile.find(["NABLA_KATEX": file.path])
    }
    #expect(other?.reason.message == "'\(file.path)' is not KaTeX")
  }
}
