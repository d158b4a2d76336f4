import Testing
import Wire

@testable import Text

extension RunTests {
  @Suite("what a lesson shows", .serialized) struct Showing {
    @Test func `shows values and prints in order, block by block`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "let a = 2\nprint(\"first\")\na * 21",
          "print(\"second\", terminator: \"\")\nshow(a)\nprint(\"third\")\n[a, a + 1]",
          "func twice(_ x: Int) -> Int { 2 * x }\nlet b = twice(a)",
          "b;", "\"text\" // a comment", "Optional(b)", "()", "print(b)", "a == 2 ? 1.5 : 2"))
      #expect(transcript.briefs == [])
      #expect(
        transcript.texts == [
          "first\n42\n", "second\n2\nthird\n[2, 3]\n", "", "4\n", "text\n", "Optional(4)\n", "",
          "4\n", "1.5\n"
        ])
      #expect(transcript.completed == Set(0...8))
      #expect(
        transcript.shown[1] == [
          .text("second\n"), .display(.value("2")), .text("third\n"), .display(.value("[2, 3]"))
        ])
    }

    @Test func `draws what can draw itself`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "Table([\"a\", \"b\"], [[\"1\", \"2.5\"]], caption: \"C\")",
          "for n in 1...2 { show(n); print(\"after\", n) }",
          "struct Two: Displayable { var display: Display { .group([.text(\"x\"), .formula(\"y\")]) } }\nTwo()"
        ))
      #expect(transcript.briefs == [])
      let table = Wire.Table(columns: ["a", "b"], rows: [["1", "2.5"]], caption: "C")
      #expect(transcript.shown[0] == [.display(.table(table))])
      #expect(transcript.texts[1] == "1\nafter 1\n2\nafter 2\n")
      #expect(transcript.shown[2] == [.display(.group([.text("x"), .formula("y")]))])
    }

    @Test func `shows no value of what has none`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "var x = 1\nx = 2", "x += 1", "_ = x", "let y = x", "if x == 3 { x = 4 }",
          "switch x {\ncase 4: x = 5\ndefault: break\n}", "[1].forEach { x = $0 }",
          "(x, x) = (7, 8)", "var d = [1: 2]\nd[1] = 3", "func f() -> Int { x }", "x"))
      #expect(transcript.briefs == [])
      #expect(transcript.texts == Array(repeating: "", count: 10) + ["8\n"])
    }

    @Test func `shows expressions over several lines, and values of calls that throw or wait`()
      throws
    {
      let transcript = try TestRunner().run(
        blocks(
          "[1, 2, 3]\n  .map { $0 * 2 }\n  .reduce(0, +)",
          "func f() throws -> Int { 3 }\ntry f()", "try? f()", "try! f()",
          "func g() async -> Int { 4 }\nawait g()", "let h = await g()\nh + 1",
          "let s = \"\"\"\n  a\n    b\n  \"\"\"\ns", "let q = 1; q + 1", "/* c */ 3",
          "4\n// after it\n",
          "5 /* a\nb */", "(6)", "-7", "{ 8 }()"))
      #expect(transcript.briefs == [])
      #expect(
        transcript.texts == [
          "12\n", "3\n", "Optional(3)\n", "3\n", "4\n", "5\n", "a\n  b\n", "2\n", "3\n", "4\n",
          "5\n", "6\n", "-7\n", "8\n"
        ])
    }

    @Test func `knows Unicode names and texts`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "let 学习率 = 0.1\nlet ŷ = \"é😀\\0\\u{1}\\\"\\\\\"\nprint(ŷ)\nŷ", "学习率 * 2",
          "func ∇(_ x: Double) -> Double { 2 * x }\n∇(1.5)"
            .replacing("∇", with: "梯度")))
      #expect(transcript.briefs == [])
      let text = "é😀\0\u{1}\"\\\n"
      #expect(transcript.texts == [text + text, "0.2\n", "3.0\n"])
    }

    @Test func `takes imports, extensions, generics and operators in any block`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "struct Pair<T> { var a: T, b: T }\nlet p = Pair(a: 1, b: 2)",
          "import Foundation\nextension Pair where T == Int { var sum: Int { a + b } }\np.sum",
          "infix operator <+>\nfunc <+> (a: Int, b: Int) -> Int { a * 10 + b }\n1 <+> 2",
          "String(format: \"%.2f\", 2.0 / 3)",
          "protocol Layer { func callAsFunction(_ x: Double) -> Double }\n"
            + "struct Twice: Layer { func callAsFunction(_ x: Double) -> Double { 2 * x } }\n"
            + "let layers: [any Layer] = [Twice(), Twice()]\nlayers.reduce(1) { $1($0) }",
          "func later() -> Int { counter }\nvar counter = 0\ncounter = 5\nlater()"))
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["", "3\n", "12\n", "0.67\n", "4.0\n", "5\n"])
    }

    @Test func `keeps what puts, threads and FileHandle write in order`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "import Foundation\nprint(\"a\")\nputs(\"b\")\n"
            + "FileHandle.standardOutput.write(Data(\"c\\n\".utf8))\nshow(1)\n"
            + "let t = Thread { print(\"d\") }\nt.start()\nwhile !t.isFinished { usleep(1000) }",
          "print(\"e\")"))
      #expect(transcript.briefs == [])
      #expect(transcript.texts.last == "e\n")
      let first = try #require(transcript.texts.first)
      #expect(first.split(separator: "\n").sorted() == ["1", "a", "b", "c", "d"])
      #expect(first.hasSuffix("1\nd\n"))
    }

    @Test func `runs in a world of its own`() throws {
      let transcript = try TestRunner(files: ["data/a.csv": "1,2\n"]).run(
        "---\ndata: data/a.csv\n---\n"
          + blocks(
            "import Foundation\ntry String(contentsOfFile: \"data/a.csv\", encoding: .utf8)",
            "readLine() as Any",
            "[\"TZ\", \"LANG\", \"NABLA_STORY\"].map { ProcessInfo.processInfo.environment[$0] ?? \"-\" }",
            "try FileManager.default.contentsOfDirectory(atPath: \".\")",
            "FileManager.default.createFile(atPath: \"new\", contents: Data())"))
      #expect(transcript.briefs == [])
      #expect(
        transcript.texts == [
          "1,2\n\n", "nil\n", "[\"UTC\", \"C.UTF-8\", \"-\"]\n", "[\"data\"]\n", "true\n"
        ])
    }

    @Test func `reads a folder of data`() throws {
      let transcript = try TestRunner(files: ["data/a.txt": "A", "data/b.txt": "B"]).run(
        "---\ndata: [data]\n---\n"
          + blocks(
            "import Foundation\ntry FileManager.default.contentsOfDirectory(atPath: \"data\").sorted()"
          ))
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["[\"a.txt\", \"b.txt\"]\n"])
    }

    @Test func `compiles the setup in front`() throws {
      let setup = SourceFile(
        path: "lessons/setup.swift", text: "let rate = 0.5\nprint(\"not shown\")")
      let transcript = try TestRunner().run(blocks("rate * 2"), setup: setup)
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["1.0\n"])
    }

    @Test func `an optimised lesson gives the same`() throws {
      let transcript = try TestRunner().run(
        "---\noptimize: true\n---\n" + blocks("(1...1000).reduce(0, +)"))
      #expect(transcript.briefs == [])
      #expect(transcript.texts == ["500500\n"])
    }

    @Test func `knows the engine`() throws {
      let transcript = try TestRunner().run(
        blocks(
          "let w = Scalar(2, name: \"w\")\nlet loss = w * w\nloss.gradient()[w]",
          "derivations(of: loss, for: [w])"))
      #expect(transcript.briefs == [])
      #expect(transcript.texts.first == "4.0\n")
      guard case .display(.derivatives(let table))? = transcript.shown[1]?.first else {
        Issue.record("no derivative table")
        return
      }
      #expect(table.rows.map(\.parameter) == ["w"])
      #expect(table.rows.map(\.agrees) == [true])
    }

    @Test func `a lesson without Swift runs nothing`() throws {
      let transcript = try TestRunner().run("# A\n\n```swift, ignore\nnonsense(\n```\n")
      #expect(transcript.briefs == [])
      #expect(transcript.shown.isEmpty)
    }

    @Test func `blocks that say ignore are not seen`() throws {
      let transcript = try TestRunner().run(
        "```swift\nlet a = 1\n```\n```swift, ignore\nlet a = 2\n```\n```swift\na\n```\n")
      #expect(transcript.briefs == [])
      #expect(transcript.shown.keys.sorted() == [0, 2])
      #expect(transcript.plainText(ofBlock: 2) == "1\n")
    }
  }
}
