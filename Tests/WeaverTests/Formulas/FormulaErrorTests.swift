import Foundation
import Testing

@testable import Formulas

@Suite("A formula that can't be set") struct FormulaErrorTests {
  let bench: FormulaBench

  init() throws { bench = try FormulaBench() }

  @Test(
    arguments: [
      (#"x + \foo y"#, #"Undefined control sequence: \foo"#, 4),
      ("{a", "Expected '}', got the end of the formula", 2),
      ("a}", "Expected the end of the formula, got '}'", 1),
      ("a^b^c", "Double superscript", 3),
      (#"\frac{1}"#, "The formula ends where an argument is missing or not closed", 8),
      (#"\sqrt\sqrt"#, #"Got function '\sqrt' with no arguments as argument to '\sqrt'"#, 5),
      (#"\begin{nowhere}x\end{nowhere}"#, "No such environment: nowhere", 6),
      ("", "The formula is empty", nil),
      (" \n ", "The formula is empty", nil),
      ("% only a comment\n", "The formula is empty", nil),
      (#"\def\a{x}"#, "The formula is empty", nil),
      // The offset is one of UTF-8: é and 学 and 😀 before it count two, three and four.
      (#"\text{é学😀}\foo"#, #"Undefined control sequence: \foo"#, 16),
      (#"\href{https://example.org}{x}"#, #"\href is not for formulas"#, 0),
      (#"x\url{https://example.org}"#, #"\url is not for formulas"#, 1),
      (#"x \htmlId{a}{x}"#, #"\htmlId is not for formulas"#, 2),
      (#"\htmlStyle{color:red}{x}"#, #"\htmlStyle is not for formulas"#, 0),
      (#"\includegraphics{a.png}"#, #"\includegraphics is not for formulas"#, 0),
      (#"\def\a{\a}\a"#, "Too many expansions: a macro that expands to itself?", nil),
      (#"\def\a{\a\a}\a"#, "Too many expansions: a macro that expands to itself?", nil),
      (#"a \\ b"#, #"\\ breaks a line only inside an environment such as aligned"#, 2),
      (#"\begin{align}a\tag{1}\end{align}"#, #"\tag works only outside of environments"#, 14),
      (
        "x = 学",
        #"Unicode text character "学" used in math mode, which wants \text{…} around it"#, 4
      ),
      ("a\u{0}b", "The formula holds the control character U+0000", 1),
      ("é\u{7F}", "The formula holds the control character U+007F", 2),
      ("% \u{1B}\nx", "The formula holds the control character U+001B", 2),
      ("x\u{FFFE}", "The formula holds the control character U+FFFE", 1)
    ] as [(String, String, Int?)])
  func `says what and where`(tex: String, message: String, offset: Int?) {
    let error = bench.error(tex)
    #expect(error?.message == message)
    #expect(error?.offset == offset)
  }

  @Test func `never prints KaTeX's underlines`() {
    for tex in [#"\foo"#, "}", #"\frac"#, "a_b_c", #"\left("#, "\\", "#", "&", "$", #"\end{x}"#] {
      let error = bench.error(tex)
      #expect(error != nil, "\(tex)")
      let message = error?.message ?? ""
      #expect(!message.unicodeScalars.contains("\u{332}"))
      #expect(!message.contains("KaTeX") && !message.contains("position"))
      #expect(error?.offset.map { (0...tex.utf8.count).contains($0) } ?? true)
    }
  }

  @Test func `may hold line breaks and tabs`() throws {
    #expect(try bench.content("a\r\n\t+ b") == "<mi>a</mi><mo>+</mo><mi>b</mi>")
  }

  @Test(
    arguments: [
      (#"a \begin{align}b\end{align}"#, "{align} can be used only in display mode", 2),
      (#"a \tag{1}"#, #"\tag works only in display equations"#, 2),
      ("a\nb", nil, nil)
    ] as [(String, String?, Int?)])
  func `is one that stands within a line`(tex: String, message: String?, offset: Int?) {
    let error = bench.error(tex, isDisplay: false)
    #expect(error?.message == message)
    #expect(error?.offset == offset)
  }

  @Test(arguments: ["{", #"\left("#, "x^{", #"\sqrt{"#, #"\hat{"#, #"\text{"#])
  func `is nested as deeply as its length allows`(opening: String) {
    let closing = opening == #"\left("# ? #"\right)"# : "}"
    let depth = Typesetter.limit / (opening.count + closing.count) - 1
    let error = bench.error(
      String(repeating: opening, count: depth) + "x" + String(repeating: closing, count: depth))
    #expect(
      [
        "The formula is nested too deeply", "The formula is too long or nested too deeply",
        "The formula grows too large", nil
      ].contains(error?.message))
    // What comes next is none the worse for it.
    #expect((try? bench.content("x")) == "<mi>x</mi>")
  }

  @Test func `is as deep as 5,000 braces`() {
    let braces = String(repeating: "{", count: 5000) + "x" + String(repeating: "}", count: 5000)
    #expect(bench.error(braces)?.message == "The formula is nested too deeply")
  }

  @Test(arguments: [
    String(repeating: #"\edef\a{\a\a}"#, count: 30),
    #"\def\x{"# + String(repeating: "x", count: 1000) + "}" + String(repeating: #"\x"#, count: 990)
  ])
  func `grows without end`(bomb: String) {
    #expect(bench.error(#"\def\a{x}"# + bomb + #"\a"#)?.message == "The formula grows too large")
    #expect((try? bench.content("x")) == "<mi>x</mi>")
  }

  @Test func `is longer than its limit`() throws {
    let long = String(repeating: "x+", count: 5000)
    #expect(try bench.inline(long).hasSuffix("<mi>x</mi><mo>+</mo></math>"))
    let longer = String(repeating: "x", count: Typesetter.limit + 1)
    #expect(bench.error(longer)?.message == "The formula is longer than 20000 characters")
    let name = #"\"# + String(repeating: "c", count: 5000)
    #expect((bench.error(name)?.message.count ?? 0) < 210)
  }

  @Test func `is the same error in the stack of a small thread`() async {
    let error = await withCheckedContinuation { continuation in
      let thread = Thread {
        let depth = 400
        let tex =
          String(repeating: #"\begin{matrix}"#, count: depth)
          + String(repeating: #"\end{matrix}"#, count: depth)
        continuation.resume(
          returning: (try? FormulaBench()).flatMap { $0.error(tex)?.message ?? "set" })
      }
      thread.stackSize = 512 << 10
      thread.start()
    }
    #expect(error == "set" || error == "The formula is nested too deeply")
  }
}
