import Testing
import Wire

@testable import Drawings
@testable import Markup
@testable import Text

/// Every kind of picture, drawn from data of every kind, good and bad.
@Suite("Drawn: pictures") struct DrawingTests {
  private static func html(_ display: Display) -> String {
    DisplayHTML {
      .inline("math", [:], $0.tex)
    } layout: { request in
      // Boxes in a row, which is a layout too.
      GraphLayout(
        width: 100.0 * Double(request.boxes.count), height: 60,
        nodes: request.boxes.indices.map { .init(x: 50 + 100 * Double($0), y: 30) },
        edges: request.arrows.map { arrow in
          [
            .init(x: 100 * Double(arrow.from), y: 30), .init(x: 10, y: 5), .init(x: 20, y: 5),
            .init(x: 100 * Double(arrow.to), y: 30)
          ]
        }, labels: request.arrows.map { $0.label.map { _ in .init(x: 5, y: 5) } })
    }.html(display).asHTML
  }

  private static func series(
    _ name: String? = nil, _ kind: Plot.Series.Kind = .line, _ x: [Double], _ y: [Double]
  ) -> Plot.Series { .init(name, kind: kind, x: x, y: y, count: y.count) }

  private static let long = String(repeating: "<long> & \"titled\" ", count: 40)

  /// Displays that are pictures; all of them have a title.
  static let pictures: [Display] = {
    let up = (0...20).map(Double.init)
    var all: [Display] = [
      .plot(Plot(x: Axis(), y: Axis(), series: [])),
      .plot(Plot(x: Axis("a<b"), y: Axis("学习率"), series: [series(long, .line, [], [])])),
      .plot(Plot(title: long, x: Axis(), y: Axis(), series: [series(nil, .line, [3], [1e300])])),
      .plot(
        Plot(
          x: Axis(isLogarithmic: true), y: Axis(isLogarithmic: true),
          series: [series(nil, .line, [1, 10], [.leastNonzeroMagnitude, 1.7e308])])),
      .plot(
        Plot(
          x: Axis(ends: [2, 4]), y: Axis(ends: [-1, 1]), series: [series(nil, .points, up, up)])),
      .plot(Plot(x: Axis(), y: Axis(), series: [series("h", .columns, [0, 1, 2], [3, 4])])),
      .plot(Plot(x: Axis(), y: Axis(), series: [series(nil, .columns, [], [])])),
      .plot(
        Plot(
          x: Axis(), y: Axis(),
          series: (0..<40).map { series("\($0)", $0 % 2 == 0 ? .line : .points, up, up) })),
      .bars(Bars(value: Axis(), labels: [], series: [])),
      .bars(Bars(value: Axis(), labels: ["<a>"], series: [.init(nil, values: [nil])])),
      .bars(
        Bars(title: long, value: Axis("m"), labels: [long], series: [.init("s", values: [-3])])),
      .heatMap(HeatMap(rows: [], scale: [0, 0], size: [0, 0])),
      .heatMap(HeatMap(rows: [[]], scale: [0, 0], size: [0, 1])),
      .heatMap(HeatMap(rows: [[nil]], scale: [0, 0], size: [1, 1], notFinite: 1)),
      .heatMap(
        HeatMap(rows: [[7]], columnNames: [long], rowNames: [long], scale: [7, 7], size: [1, 1])),
      .heatMap(
        HeatMap(
          title: "f", x: Axis("x", ends: [0, 1]), y: Axis("y", ends: [0, 1]), startsBelow: true,
          rows: [[-1, 0], [0, 1]], scale: [-1, 1], middle: 0, border: 0,
          points: [series("p", .points, [0.5, 9], [0.5, 9])], size: [2, 2])),
      .heatMap(
        HeatMap(rows: [[-1.7e308, 1.7e308]], scale: [-1.7e308, 1.7e308], middle: 0, size: [2, 1])),
      .images(ImageGrid(images: [], count: 0, scale: [0, 0])),
      .images(
        ImageGrid(
          images: [
            .init(label: "<a>", rows: ["0f", "x7"], size: [2, 2]), .init(rows: [], size: [0, 0]),
            .init(rows: ["0123456789abcdef"], size: [16, 1])
          ], count: 9, scale: [0, 1])),
      .graph(Graph(nodes: [], edges: [])),
      .graph(
        Graph(
          title: "g", nodes: [.init("<w>", role: .parameter, value: "-1", gradient: "2")],
          edges: [.init(from: 0, to: 0, label: "a<b", value: "-1")])),
      .graph(Graph(nodes: [.init("L", role: .loss)], edges: [], summary: [.init("nodes", 2_000)])),
      .neurons(NeuronDiagram(columns: [], weights: [])),
      .neurons(
        NeuronDiagram(
          columns: [
            .init("<in>", neurons: ["", ""], count: 5), .init("out", neurons: [""], count: 1)
          ],
          weights: [[[0], [nil]]])),
      .steps(Steps(name: "<epoch>", frames: [], count: 0))
    ]
    all.append(
      .steps(
        Steps(
          title: long, name: "epoch",
          frames: all.enumerated().map { .init("<\($0)>", $1) }, count: 100)))
    return all
  }()

  @Test(arguments: pictures)
  func `have a title, a text in their place, and well-formed markup`(display: Display) throws {
    let html = Self.html(display)
    #expect(html.contains("<p class=\"drawing-title\">"))
    #expect(!html.contains("nan") && !html.contains("inf\""))
    let problem = WellFormed.problem(in: html)
    #expect(problem == nil)
    // A picture is hidden from those who do not see it, or says what it is.
    for tag in html.matches(of: /<svg ([^>]*)>/) {
      let attributes = String(tag.1)
      let isClip = attributes.hasPrefix("x=")
      #expect(
        isClip || attributes.contains("aria-hidden=\"true\"")
          || (attributes.contains("role=\"img\"") && attributes.contains("aria-label=\"")))
    }
  }

  @Test(arguments: pictures)
  func `take their colours from the theme and their letters from the page`(display: Display) {
    // How wide a table is says nothing of its looks.
    let html = Self.html(display).replacing(/\ style="--wide: [0-9.]+"/, with: "")
    for word in ["fill=", "stroke=\"", "color", "font-family", "style=", " id=", "<script", "<a>"] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test(arguments: pictures)
  func `are the same every time`(display: Display) {
    #expect(Self.html(display) == Self.html(display))
  }

  @Test(arguments: pictures)
  func `have a text to be recorded`(display: Display) {
    let text = display.plainText
    #expect(!text.isEmpty)
    // A line of points would stand for any lines where it is recorded.
    #expect(!text.split(separator: "\n").contains { $0.trimmingBlanks() == "..." })
  }

  // MARK: What is in a picture

  @Test func `a plot has a line for each series, told apart without colour`() {
    let plot = Plot(
      title: "T", x: Axis("epoch"), y: Axis("loss"),
      series: [Self.series("a", .line, [0, 1], [0, 1]), Self.series("b", .line, [0, 1], [1, 0])])
    let html = Self.html(.plot(plot))
    #expect(html.contains("class=\"line s0\" d=\"M"))
    #expect(html.contains("class=\"line s1\" stroke-dasharray=\"7 4\" d=\"M"))
    #expect(html.contains("<p class=\"axis above\">loss</p>"))
    #expect(html.contains("<p class=\"axis below\">epoch</p>"))
    #expect(
      html.contains(
        "aria-label=\"Line plot: T. a: 2 points, first 0, last 1, least 0, most 1. "
          + "b: 2 points, first 1, last 0, least 0, most 1\""))
    #expect(html.contains("<summary>Data</summary>"))
    #expect(html.contains("<td class=\"number\">1</td>"))
  }

  @Test func `a clipped plot stays in its frame`() {
    let plot = Plot(
      x: Axis(ends: [0, 1]), y: Axis(), series: [Self.series(nil, .line, [0, 100], [0, 1])])
    #expect(Self.html(.plot(plot)).contains("<svg x="))
  }

  @Test func `what was left out is said`() {
    let series = Plot.Series(
      "a", kind: .line, x: [1], y: [1], count: 5_000, notFinite: 1, notPositive: 3)
    let html = Self.html(.plot(Plot(x: Axis(), y: Axis(), series: [series])))
    #expect(html.contains("1 point is left out, being infinite or no number"))
    #expect(html.contains("3 points are left out, being 0 or less on a logarithmic axis"))
    #expect(html.contains("1 of 5000 points drawn, the extremes among them"))
  }

  @Test func `data that is long is thinned, and says so`() {
    let up = (0..<500).map(Double.init)
    let html = Self.html(
      .plot(Plot(x: Axis(), y: Axis(), series: [Self.series(nil, .line, up, up)])))
    #expect(html.contains("12 of 500 rows"))
    #expect(html.utf8.count < 20_000)
  }

  @Test func `a map is dark where its values are large`() {
    let html = Self.html(.heatMap(HeatMap(rows: [[0, 1, 2]], scale: [0, 2], size: [3, 1])))
    #expect(html.contains("<path class=\"more\" opacity=\".5\" d=\"M1 0h1\"/>"))
    #expect(html.contains("<path class=\"more\" d=\"M2 0h1\"/>"))
  }

  @Test func `a map has a border where it crosses a level`() {
    let lines = Contour.lines(of: [[0, 2], [0, 2]], at: 1)
    #expect(lines.count == 1)
    #expect(Set(lines[0].map(\.x)) == [0.5])
    #expect(Contour.lines(of: [[0, 0], [0, 0]], at: 1).isEmpty)
    #expect(Contour.lines(of: [[nil, 2], [0, 2]], at: 1).isEmpty)
    #expect(Contour.lines(of: [[0, 2], [2, 0]], at: 1).count == 2, "a saddle")
    #expect(Contour.extended([[1, 2]]) == [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]])
  }

  @Test func `of steps the last one shows`() {
    let steps = Steps(
      title: "S", name: "epoch",
      frames: [.init("0", .text("first")), .init("20", .text("last"))], count: 2)
    let html = Self.html(.steps(steps))
    #expect(html.contains("<div class=\"stepper\" hidden=\"\">"))
    #expect(html.contains("<div class=\"frame shown\" data-label=\"epoch 0\">"))
    #expect(html.contains("<div class=\"frame shown\" data-label=\"epoch 20\">"))
    #expect(html.contains("max=\"1\" value=\"1\" aria-label=\"epoch\" aria-valuetext=\"epoch 20\""))
    // One step needs no slider.
    let one = Steps(name: "epoch", frames: [.init("0", .text("only"))], count: 1)
    #expect(!Self.html(.steps(one)).contains("stepper"))
  }

  @Test func `a graph that is too large is a count`() {
    let graph = Graph(
      nodes: [.init("L", role: .loss)], edges: [],
      summary: [.init("nodes", 2_000), .init("tanh", 1_999)])
    let html = Self.html(.graph(graph))
    #expect(html.contains("2000 nodes are too many to be drawn; the last 1 are listed"))
    #expect(html.contains("<th scope=\"row\">tanh</th><td class=\"number\">1999</td>"))
  }

  // MARK: Factors

  @Test func `shared factors know one another`() {
    func factor(_ symbol: String, isShared: Bool = false) -> Factor {
      Factor(symbol: symbol, value: "1", isShared: isShared)
    }
    func row(_ factors: [Factor]) -> DerivativeRow {
      DerivativeRow(
        parameter: "w", paths: [factors], backpropagated: "1", difference: "1", error: "0",
        agrees: true)
    }
    let derivatives = Derivatives(
      of: "L",
      rows: [
        row([factor("a"), factor("z")]),
        row([factor("a", isShared: true), factor("b"), factor("y")]),
        row([factor("a", isShared: true), factor("b", isShared: true), factor("a")])
      ], multiplications: 5, multiplicationsWithoutSharing: "6")
    let repeated = RepeatedFactors(derivatives)
    #expect(
      derivatives.rows.map { repeated.numbers(of: $0.paths[0]) } == [
        [1, nil], [1, 2, nil], [1, 2, nil]
      ])
    let html = Self.html(.derivatives(derivatives))
    #expect(html.contains("<span class=\"factor\" data-factor=\"1\">"))
    #expect(
      html.contains(
        "<mark class=\"factor shared\" title=\"already computed\" data-factor=\"2\" tabindex=\"0\">"
      ))
  }
}
