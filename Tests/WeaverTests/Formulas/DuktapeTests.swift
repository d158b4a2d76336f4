import Testing

@testable import Formulas

@Suite("Duktape") struct DuktapeTests {
  @Test(arguments: ["", "a", "é", "学", "😀", "a\u{0}b", "e\u{301}", "\u{10FFFF}\u{FFFD}"])
  func `gives back the text it was given`(text: String) throws {
    let engine = Duktape()
    try engine.run("function same(text) { return text; }", name: "same")
    let same = try engine.call("same", [text], allowing: 1 << 20)
    #expect(Array(same.utf8) == Array(text.utf8))
  }

  @Test func `counts characters as scripts do`() throws {
    let engine = Duktape()
    try engine.run("function count(text) { return String(text.length); }", name: "count")
    #expect(try engine.call("count", ["é学😀"], allowing: 1 << 20) == "4")
    try engine.run("function half(text) { return text.charAt(0); }", name: "half")
    #expect(try engine.call("half", ["😀"], allowing: 1 << 20) == "\u{FFFD}")
  }

  @Test func `stops a script that allocates without end, and serves on`() throws {
    let engine = Duktape()
    try engine.run(
      """
      function grow() { var all = []; for (;;) all.push([1, 2, 3]); }
      function fail() { throw new Error("no"); }
      function deep() { return deep() + 1; }
      function fine() { return "fine"; }
      """, name: "test")
    #expect(throws: DuktapeError.self) { try engine.call("grow", [], allowing: 1 << 20) }
    let failure = #expect(throws: DuktapeError.self) {
      try engine.call("fail", [], allowing: 1 << 20)
    }
    #expect(failure == DuktapeError(kind: .thrown, message: "Error: no"))
    let depth = #expect(throws: DuktapeError.self) {
      try engine.call("deep", [], allowing: 64 << 20)
    }
    #expect(depth?.message.hasPrefix("RangeError") == true)
    #expect(throws: DuktapeError.self) { try engine.call("missing", [], allowing: 1 << 20) }
    #expect(throws: DuktapeError.self) { try engine.run("(", name: "broken") }
    #expect(try engine.call("fine", [], allowing: 1 << 20) == "fine")
  }

  @Test func `has what KaTeX takes for granted`() throws {
    let engine = Duktape()
    try engine.run(ScriptPrelude.script, name: "Prelude")
    try engine.run(
      """
      function check() {
        return JSON.stringify([
          [1, 2, 3].fill(0, 1), [1, 2, 3].fill(9, -1), new Array(2).fill("a"),
          [1, NaN].includes(NaN), [1].includes(2), [5, 6].find(function (x) { return x > 5; }),
          "abc".includes("bc"), "abc".startsWith("b", 1), "abc".endsWith("bc"), "ab".repeat(2),
          Object.assign({ a: 1 }, null, { b: 2 }), Array.from("ab"), Math.sign(-2),
          Math.trunc(-1.5), Math.hypot(3, 4), Number.isInteger(2), Object.values({ a: 1 })
        ]);
      }
      """, name: "check")
    #expect(
      try engine.call("check", [], allowing: 1 << 20)
        == #"[[1,0,0],[1,2,9],["a","a"],true,false,6,true,true,true,"abab",{"a":1,"b":2},"#
        + #"["a","b"],-1,-1,5,true,[1]]"#)
  }
}
