import Testing
import Wire

@Suite("Wire: displays as plain text") struct PlainTextTests {
  /// A display, and the text that an output block records of it.
  static let displays: [(Display, String)] = [
    (.text("a\nb"), "a\nb"),
    (.value("[1, 2]"), "[1, 2]"),
    (.formula("\\frac{a}{b}"), "\\frac{a}{b}"),
    (.group([.text("a"), .group([.value("b"), .formula("c")])]), "a\nb\nc"),
    (.group([]), ""),
    (
      .table(Table(columns: ["epoch", "loss"], rows: [["1", "0.5"], ["10", "12.25"]])),
      """
      epoch   loss
      -----  -----
          1   0.5
         10  12.25
      """
    ),
    (
      .table(Table(columns: ["name", "n"], rows: [["a", "-1"], ["bcd", "nan"]], caption: "C")),
      """
      C
      name    n
      ----  ---
      a      -1
      bcd   nan
      """
    ),
    (
      .table(Table(columns: ["x"], rows: [["1e3"], ["1.5e-3"], ["10"], ["0.25"]])),
      """
            x
      -------
       1e3
       1.5e-3
      10
       0.25
      """
    ),
    (
      .table(Table(columns: ["a"], rows: [])),
      """
      a
      -
      """
    ),
    (
      .table(Table(columns: ["é", "x"], rows: [["学", "1e-3"], ["", ""]])),
      """
      é     x
      -  ----
      学  1e-3

      """
    ),
    (
      .derivatives(
        Derivatives(
          of: "L",
          rows: [
            DerivativeRow(
              parameter: "w2",
              paths: [[Factor(symbol: "a", value: "2", isShared: false)]], backpropagated: "2.0",
              difference: "2.0", error: "1e-9", agrees: true),
            DerivativeRow(
              parameter: "w1",
              paths: [
                [
                  Factor(symbol: "a", value: "2", isShared: true),
                  Factor(symbol: "b", value: "3", isShared: false)
                ], [Factor(symbol: "c", value: "1", isShared: false)]
              ], omittedPaths: "70", backpropagated: "7.5", difference: "8.5", error: "1e+0",
              agrees: false)
          ], multiplications: 2, multiplicationsWithoutSharing: "12")),
      """
             factors                       backpropagated  central difference  error  agree
      ------  ---------------------------  --------------  ------------------  -----  -----
      dL/dw2  a                                       2.0                 2.0   1e-9  yes
      dL/dw1  [a]·b + c + … (70 paths)                7.5                 8.5   1e+0  NO
      multiplications: 2 with sharing, 12 without
      """
    )
  ]

  @Test(arguments: displays.dropLast())
  func `is what a person would write`(display: Display, text: String) {
    #expect(display.plainText == text)
  }

  @Test func `a derivative table has a row for each parameter`() throws {
    let (display, _) = try #require(Self.displays.last)
    let lines = display.plainText.split(separator: "\n").map(String.init)
    try #require(lines.count == 5)
    #expect(lines[0].contains("factors") && lines[0].contains("central difference"))
    #expect(lines[2].hasPrefix("dL/dw2  a  ") && lines[2].hasSuffix("yes"))
    #expect(lines[3].hasPrefix("dL/dw1  [a]·b + c + … (70 paths)  ") && lines[3].hasSuffix("NO"))
    #expect(lines[4] == "multiplications: 2 with sharing, 12 without")
  }

  /// Cells of a column, and whether they are numbers.
  static let columns: [([String], Bool)] = [
    (["1", "2.5", "-3", "+4", "1e-9", "nan", "-inf"], true), (["1", ""], true), ([""], false),
    (["1", "x"], false), (["1x"], false), (["−1"], true), (["1,000"], false),
    ([], false)
  ]

  @Test(arguments: columns)
  func `knows columns of numbers`(cells: [String], isNumeric: Bool) {
    let table = Table(columns: ["a"], rows: cells.map { [$0] })
    #expect(table.numericColumns == [isNumeric])
  }
}
