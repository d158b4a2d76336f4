import Testing
import Wire

@testable import Lessons
@testable import Verdicts

extension RunTests {
  /// A lesson that draws everything there is, and records the text of each picture.
  @Suite("pictures of a lesson") struct Pictures {
    /// A Swift block and what its `output` block records.
    static let blocks: [(code: String, output: String)] = [
      (
        "let losses = [4, 2, 1, 0.5]\nPlot(\"Training\", x: \"epoch\", y: \"loss\") {\n"
          + "  Line(\"loss\", losses)\n  Scatter(\"best\", x: [3], y: [0.5])\n}\n.logarithmic(y: true)",
        """
        Training
        x: epoch from 0 to 3; y: loss (logarithmic) from 0.5 to 4
        series  points  first  last  least  most
        ------  ------  -----  ----  -----  ----
        loss         4    4     0.5    0.5   4
        best         1    0.5   0.5    0.5   0.5
        """
      ),
      (
        "Histogram(\"Sizes\", [1, 1, 2, 5], x: \"size\", bins: 2)",
        """
        Sizes
        x: size from 1 to 5; y: count from 1 to 3
        series  points  first  last  least  most
        ------  ------  -----  ----  -----  ----
        count        2      3     1      1     3
        """
      ),
      (
        "Bars(\"Right\", [\"before\": 1, \"after\": 4], measure: \"answers\")",
        """
        Right
                answers
        ------  -------
        before        1
        after         4
        """
      ),
      (
        "HeatMap(\"Sum\", x: 0...2, y: 0...2, cells: 2) { $0 + $1 / 4 }.border(at: 1)",
        """
        Sum
        from 0.625 to 1.875
               0.5    1.5
        ---  -----  -----
        1.5  0.875  1.875
        0.5  0.625  1.625
        """
      ),
      (
        "HeatMap(\"Weights\", Tensor([[0.5, -1], [2, 3]]))",
        """
        Weights
        from -1 to 3
               0       1
        -  -----  ------
        0  0.500  -1.000
        1  2.000   3.000
        """
      ),
      (
        "ImageGrid(\"Ones\", [[0, 1, 0, 1], [1, 1, 1, 0]], width: 2, labels: [\"a\", \"b\"])",
        """
        Ones
        a   b
        ·@  @@
        ·@  @·
        · is 0, @ is 1
        """
      ),
      (
        "let w = Scalar(3, name: \"w\")\nlet square = (w * w).named(\"L\")\n"
          + "GraphDiagram(\"A square\", square.graph())",
        """
        A square
        node  value  derivative
        ----  -----  ----------
        w         3           6
        L         9           1

        from  to  factor  number
        ----  --  ------  ------
        w     L   w            3
        w     L   w            3
        """
      ),
      (
        "NetworkDiagram(\"One\", weights: [[[0.5], [-2]]])",
        """
        One
        layer   neurons  least weight  most
        ------  -------  ------------  ----
        input         2
        output        1            -2   0.5
        """
      ),
      (
        "Steps(\"Halving\", over: 0...2, named: \"step\") { step in\n"
          + "  Plot().line(\"x\", losses.prefix(step + 1))\n  \"x is \\(losses[step], decimals: 2)\"\n}",
        """
        Halving
        3 steps, step 0 to 2; the last:
        x
        x: from 0 to 2; y: from 1 to 4
        series  points  first  last  least  most
        ------  ------  -----  ----  -----  ----
        x            3      4     1      1     4
        x is 1.00
        """
      ),
      (
        "Table(\"Values\") {\n  Column(\"n\", 0..<2)\n  Column(\"x\", losses.prefix(2), decimals: 1)\n}",
        """
        Values
        n    x
        -  ---
        0  4.0
        1  2.0
        """
      ),
      ("Formula(#\"L = \\#(losses[3], decimals: 2)\"#)", "L = 0.50"),
      ("show(Plot().line([Double]()))", "Plot\nno points")
    ]

    private static let lesson = blocks.map { code, output in
      "```swift\n\(code)\n```\n\n```output\n\(output)\n```\n"
    }.joined(separator: "\n")

    @Test func `are verified as their texts, and woven as pictures`() throws {
      let transcript = try TestRunner().run(Self.lesson)
      #expect(transcript.briefs == [])
      for (index, block) in Self.blocks.enumerated() {
        #expect(transcript.plainText(ofBlock: index * 2) == block.output + "\n")
      }
      let (lesson, _) = readLesson(Self.lesson)
      let verdict = Verifier.verify(lesson, [], against: transcript)
      #expect(verdict.mismatches.map(\.brief) == [])
      #expect(verdict.numbers > 60)
      let woven = try TestPage().weave(Self.lesson, shown: transcript.shown)
      #expect(woven.problems.map(\.brief) == [])
      for kind in ["plot", "bars", "heatmap", "images", "graph", "neurons", "steps"] {
        #expect(woven.html.contains("<div class=\"drawing \(kind)\""), "\(kind)")
      }
      #expect(WellFormed.problem(in: woven.html) == nil)
    }

    @Test func `a number in a recorded picture that is no longer so is named`() throws {
      let wrong = Self.lesson.replacing("best         1    0.5", with: "best         1    0.7")
      let (lesson, _) = readLesson(wrong)
      let verdict = Verifier.verify(
        lesson, [], against: try TestRunner().run(Self.lesson))
      #expect(verdict.mismatches.count == 1)
      #expect(verdict.mismatches.first?.reason.message.contains("0.7") == true)
    }

    /// What cannot be drawn, and what is said at its line.
    static let refusals: [(code: String, words: String)] = [
      (
        "Plot().line(\"a\", x: [1, 2], y: [1, 2, 3])",
        "Line \"a\": there must be as many x as y, received 2 and 3"
      ),
      (
        "HeatMap([[1, 2], [3]])",
        "HeatMap: rows must be of one length, but row 0 has 2 values and row 1 has 1"
      ),
      (
        "ImageGrid(\"I\", [[1, 2, 3]], width: 2)",
        "ImageGrid: image 0 has 3 pixels, which are no lines of 2"
      ),
      (
        "Plot().line([1]).logarithmic(y: true).range(y: -1...1)",
        "Plot.range: a logarithmic axis has no 0, but y begins at -1.0"
      ),
      (
        "Bars(\"B\", [\"a\"], [1, 2])",
        "Bars: there must be as many values as labels, received 2 and 1"
      ),
      (
        "Table { Column(\"a\", [1]); Column(\"b\", [1, 2]) }",
        "Table: columns must be of one length, but \"a\" has 1 cells and \"b\" has 2"
      ),
      ("Histogram([1], bins: 0)", "Histogram: bins must be positive, received 0")
    ]

    @Test(arguments: refusals)
    func `that cannot be drawn end the lesson at their line`(code: String, words: String) throws {
      let transcript = try TestRunner().run("# A\n\n```swift\nlet a = 1\n\n\(code)\n```\n")
      let problem = try #require(transcript.problems.first)
      #expect(problem.location?.line == 6)
      #expect(problem.brief.contains(words))
    }
  }
}
