import Testing
import Wire

@Suite("Wire: pictures as plain text") struct PictureTextTests {
  private static func series(
    _ name: String?, _ x: [Double], _ y: [Double], kind: Plot.Series.Kind = .line
  ) -> Plot.Series { .init(name, kind: kind, x: x, y: y, count: y.count) }

  /// A picture, and the text that an output block records of it.
  static let pictures: [(Display, String)] = [
    (.plot(Plot(x: Axis(), y: Axis("loss"), series: [])), "loss\nno series"),
    (
      .plot(
        Plot(
          title: "T", x: Axis("epoch"), y: Axis("loss", isLogarithmic: true),
          series: [
            series("one", [0, 1, 2], [4, 0.123456, 1e-9]),
            Plot.Series("two", kind: .line, x: [2], y: [7], count: 900, notFinite: 3)
          ])),
      """
      T
      x: epoch from 0 to 2; y: loss (logarithmic) from 1e-09 to 7
      series  points  first   last  least  most
      ------  ------  -----  -----  -----  ----
      one          3      4  1e-09  1e-09     4
      two        900      7  7      7         7
      two: 3 points are left out, being infinite or no number
      two: 1 of 900 points drawn, the extremes among them
      """
    ),
    (
      .bars(
        Bars(
          title: "B", value: Axis("n"), labels: ["a", "b"],
          series: [.init(nil, values: [1, 2.5])], omitted: 3)),
      """
      B
           n
      -  ---
      a  1
      b  2.5
      2 of 5 bars drawn
      """
    ),
    (
      .heatMap(
        HeatMap(
          title: "H", x: Axis("x", ends: [0, 2]), y: Axis("y", ends: [0, 2]), startsBelow: true,
          rows: [[1, nil], [-3.25, 40]], scale: [-3.25, 40],
          points: [series("p", [0, 1], [1, 2], kind: .points)], size: [2, 2], notFinite: 1)),
      """
      H
      from -3.25 to 40
      y \\ x    0.5    1.5
      -----  -----  -----
        1.5  -3.25  40.00
        0.5   1.00
      p: (0, 1) (1, 2)
      1 value is missing, being infinite or no number
      """
    ),
    (.heatMap(HeatMap(rows: [], scale: [0, 0], size: [0, 0])), "Heat map\nno values"),
    (
      .images(
        ImageGrid(
          title: "I",
          images: [
            .init(label: "a", rows: ["0123456789abcdef", "ffff0000xxxx8888"], size: [16, 2]),
            .init(rows: ["00"], size: [40, 20])
          ], count: 9, scale: [-0.5, 2])),
      """
      I
      a                 image 2
      ·::--==++**##%%@  ··
      @@@@····xxxx++++
      · is -0.5, @ is 2
      2 of 9 images drawn
      1 image is drawn as means of blocks of pixels
      4 pixels are struck out, being infinite or no number
      """
    ),
    (.images(ImageGrid(images: [], count: 0, scale: [0, 0])), "Images\nno images"),
    (
      .graph(
        Graph(
          title: "G",
          nodes: [
            .init("w", role: .parameter, value: "2", gradient: "-0.5"),
            .init("L", role: .loss, value: "4", gradient: "1")
          ], edges: [.init(from: 0, to: 1, label: "2·w", value: "4")])),
      """
      G
      node  value  derivative
      ----  -----  ----------
      w         2        -0.5
      L         4         1

      from  to  factor  number
      ----  --  ------  ------
      w     L   2·w          4
      """
    ),
    (.graph(Graph(nodes: [], edges: [])), "Computation graph\nno nodes"),
    (
      .neurons(
        NeuronDiagram(
          columns: [
            .init("in", neurons: ["", ""], count: 9), .init("out", neurons: [""], count: 1)
          ],
          weights: [[[0.5], [-2]]])),
      """
      Network of 9, 1 neurons
      layer  neurons  least weight  most
      -----  -------  ------------  ----
      in           9
      out          1            -2   0.5
      in: 2 of 9 neurons drawn
      """
    ),
    (
      .steps(
        Steps(
          title: "S", name: "epoch", frames: [.init("0", .text("a")), .init("9", .text("b"))],
          count: 10)), "S\n10 steps, epoch 0 to 9; the last:\nb\n2 of 10 steps kept"
    ),
    (.steps(Steps(name: "epoch", frames: [], count: 0)), "Step by step: epoch\nno steps")
  ]

  @Test(arguments: pictures)
  func `is what a person would write`(display: Display, text: String) {
    #expect(display.plainText == text)
  }

  @Test func `a large map is thinned, its edges kept`() {
    let rows = (0..<40).map { row in (0..<30).map { Double(row * 30 + $0) as Double? } }
    let text = Display.heatMap(HeatMap(rows: rows, scale: [0, 1_199], size: [30, 40])).plainText
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 14)
    #expect(lines[4].split(separator: " ").map(String.init).first == "0")
    #expect(lines[12].hasSuffix("1199"))
    #expect(lines[13] == "9 of 30 columns and 9 of 40 rows")
  }
}
