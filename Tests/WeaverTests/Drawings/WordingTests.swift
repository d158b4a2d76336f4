import Testing
import Wire

@testable import Drawings
@testable import Markup

/// What pages say of drawings, in their language.
@Suite("Drawn: words") struct WordingTests {
  private static let chinese = CourseTexts.simplifiedChinese

  private static func html(_ display: Display) -> String {
    DisplayHTML(chinese) {
      .text($0.tex)
    } layout: { request in
      GraphLayout(
        width: 10, height: 10, nodes: request.boxes.map { _ in .init(x: 5, y: 5) },
        edges: request.arrows.map { _ in [.init(x: 0, y: 0), .init(x: 1, y: 1)] },
        labels: request.arrows.map { _ in nil })
    } keepCSV: { _ in
      "1.csv"
    }.html(display).asHTML
  }

  private static let up = (0..<40).map(Double.init)

  /// Displays that leave as much as can be to the weaver's words; their own are digits.
  static let displays: [Display] = {
    func series(_ kind: Plot.Series.Kind, count: Int = 40) -> Plot.Series {
      .init(
        nil, kind: kind, x: kind == .columns ? up + [40] : up, y: up, count: count, notFinite: 1,
        notPositive: 2)
    }
    let factor = Factor(symbol: "1", value: "2", isShared: true)
    let row = DerivativeRow(
      parameter: "1", paths: [[factor]], omittedPaths: "70", backpropagated: "1", difference: "1",
      error: "0", agrees: false)
    var agreeing = row
    agreeing.agrees = true
    let all: [Display] = [
      .text("1"), .table(Table(columns: ["1"], rows: [["2"]])), .formula("1"),
      .derivatives(
        Derivatives(
          of: "1", rows: [row, agreeing], multiplications: 3, multiplicationsWithoutSharing: "9")),
      .plot(Plot(x: Axis(), y: Axis(), series: [])),
      .plot(Plot(x: Axis("1"), y: Axis("2"), series: [series(.line, count: 900)])),
      .plot(Plot(x: Axis("1"), y: Axis(Plot.counts), series: [series(.columns)])),
      .plot(Plot(x: Axis("1"), y: Axis(), series: [series(.points), series(.columns)])),
      .plot(
        Plot(x: Axis("1"), y: Axis(), series: [.init(nil, kind: .line, x: [], y: [], count: 0)])),
      .bars(Bars(value: Axis(), labels: [], series: [])),
      .bars(
        Bars(
          value: Axis(), labels: (0..<70).map { "\($0)" },
          series: [
            .init(nil, values: Array(repeating: nil, count: 70)),
            .init(nil, values: Array(repeating: 1, count: 70))
          ], omitted: 3)),
      .heatMap(HeatMap(rows: [], scale: [0, 0], size: [0, 0])),
      .heatMap(
        HeatMap(
          x: Axis("1", ends: [0, 1]), y: Axis("2", ends: [0, 1]),
          rows: Array(repeating: [3.0] + up.map(Optional.init), count: 40), scale: [3, 3],
          border: 1, points: [series(.points, count: 900)], size: [90, 90], notFinite: 1)),
      .images(ImageGrid(images: [], count: 0, scale: [0, 0])),
      .images(
        ImageGrid(
          images: Array(repeating: .init(rows: ["0x"], size: [9, 9]), count: 3), count: 9,
          scale: [0, 1])),
      .graph(Graph(nodes: [], edges: [])),
      .graph(
        Graph(
          nodes: [Graph.Role.parameter, .constant, .result, .loss].map {
            .init("1", role: $0, value: "2", gradient: "3")
          } + Array(repeating: .init("5", role: .result), count: 70),
          edges: [.init(from: 0, to: 1, label: "4", value: "5")])),
      .graph(
        Graph(
          nodes: [.init("", role: .constant, value: "1", gradient: "2")], edges: [],
          summary: [.init("nodes", 900), .init("arrows", 900), .init("0", 3)], content: .layers)),
      .neurons(NeuronDiagram(columns: [], weights: [])),
      .neurons(
        NeuronDiagram(
          columns: [
            .init(nil, neurons: [""], count: 5), .init(nil, neurons: [""], count: 1),
            .init(nil, neurons: [""], count: 1)
          ], weights: [[[1]], [[nil]]])),
      .steps(Steps(name: nil, frames: [], count: 0))
    ]
    return all + [
      .steps(Steps(name: nil, frames: all.map { Steps.Frame("1", $0) }, count: 99)), .group(all)
    ]
  }()

  @Test(arguments: displays)
  func `stand on a Chinese page in Chinese`(display: Display) {
    // What readers see, and what is read to them.
    let html = Self.html(display)
    let seen = html.replacing(/<[^>]*>/, with: " ").replacing("×", with: " ")
    let heard = html.matches(of: /(?:aria-label|aria-valuetext|title|data-label)="([^"]*)"/)
      .map { String($0.1) }
    for text in [seen] + heard {
      let words = text.replacing(/&[a-z]+;|CSV|10⁻|e[+\-]\d+/, with: " ").matches(
        of: /[A-Za-z]{2,}/)
      #expect(words.map { String($0.0) } == [])
    }
    #expect(WellFormed.problem(in: html) == nil)
  }

  @Test(arguments: displays)
  func `are recorded in English all the same`(display: Display) {
    let text = display.plainText
    #expect(!text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
  }

  @Test func `follow the course's language on its pages`() throws {
    var loom = try TestPage()
    loom.settings.language = "zh"
    let plot = Plot(
      title: "损失", x: Axis("轮"), y: Axis("损失"),
      series: [.init(nil, kind: .line, x: Self.up, y: Self.up, count: 40)])
    let html = loom.weave(
      "```swift\nplot\n```\n",
      shown: [0: [.display(.plot(plot)), .display(.table(Table(columns: ["a"], rows: [])))]]
    ).html
    #expect(html.contains("<summary>数据</summary>"))
    #expect(html.contains("共 40 行，列出 12 行"))
    #expect(html.contains("aria-label=\"折线图：损失。损失：40 个点，第一个 0，最后一个 39，最小 0，最大 39\""))
    #expect(html.contains("aria-label=\"表\""))
    #expect(html.contains(" download>图中全部数据（CSV）</a>"))
  }

  @Test func `of a network are its own only where the lesson gave none`() {
    let diagram = NeuronDiagram(
      columns: [.init("x", neurons: [""], count: 1), .init(nil, neurons: [""], count: 1)],
      weights: [[[1]]])
    let html = Self.html(.neurons(diagram))
    #expect(html.contains(">x</text>") && html.contains(">输出</text>"))
    #expect(diagram.plainText.contains("output"))
  }
}
