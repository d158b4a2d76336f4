import Formulas
package import Lessons
package import Markup
import Text
package import Wire

/// What a lesson shows, as elements of HTML.
package struct DisplayHTML {
  /// Sets a formula, or says why not in its place.
  package let formula: (Formula) -> Node
  /// Lays out a graph; nothing where that cannot be done, which is said elsewhere.
  package let layout: (GraphLayout.Request) -> GraphLayout?
  /// What pages say in their language.
  private let texts: CourseTexts
  /// Keeps a file of comma-separated values beside the page, and says its address; nothing where
  /// there are no files.
  private let keepCSV: (String) -> String?
  /// Whether this is one of many frames, whose tables of data are kept short.
  private var isFrame = false

  package init(
    _ texts: CourseTexts = .english,
    formula: @escaping (Formula) -> Node,
    layout: @escaping (GraphLayout.Request) -> GraphLayout? = { _ in nil },
    keepCSV: @escaping (String) -> String? = { _ in nil }
  ) {
    self.texts = texts
    self.formula = formula
    self.layout = layout
    self.keepCSV = keepCSV
  }

  private var say: Wording { texts.wording }

  package func html(_ display: Display) -> [Node] {
    switch display {
    case .text(let text), .value(let text): [Self.output(text, label: texts.output)]
    case .table(let table): [Self.table(table, label: texts.table)]
    case .derivatives(let derivatives): [html(derivatives)]
    case .formula(let tex):
      [Self.formula(formula(Formula(tex: tex, isDisplay: true)), texts)]
    case .group(let displays): displays.flatMap(html)
    case .plot(let plot): [PlotDrawing(plot, context(of: display)).html]
    case .bars(let bars): [BarsDrawing(bars: bars, context: context(of: display)).html]
    case .heatMap(let map): [HeatMapDrawing(map, context(of: display)).html]
    case .images(let images): [ImagesDrawing(grid: images, context: context(of: display)).html]
    case .graph(let graph):
      [GraphDrawing(graph: graph, context: context(of: display), layout: layout).html]
    case .neurons(let diagram): [NeuronsDrawing(diagram, context(of: display)).html]
    case .steps(let steps):
      [StepsDrawing(steps: steps, context: context(of: display), html: frame.html).drawn()]
    case .knobs(let knobs):
      [KnobsDrawing(knobs: knobs, context: context(of: display), layout: layout).html]
    }
  }

  /// A table of derivatives.
  ///
  /// - Parameter ask: what stands in place of a derivative that the reader is asked for, given its
  ///   row and its name; `nil` where all are shown.
  package func html(
    _ derivatives: Derivatives,
    ask: ((_ row: DerivativeRow, _ name: String) -> [Node])? = nil
  ) -> Node {
    DerivativesTable(derivatives, say, ask: ask).html
  }

  private func context(of display: Display) -> DrawingContext {
    // The data of frames are kept together, by their steps.
    DrawingContext(say: say, isFrame: isFrame) { isFrame ? [] : links(to: display.data(say)) }
  }

  /// Links to files of the data; a table without rows is none.
  private func links(to data: [DataTable]) -> [Node] {
    let links = data.filter { !$0.table.rows.isEmpty }.compactMap { data -> [Node]? in
      guard let address = keepCSV(data.table.csv) else { return nil }
      let text = data.name.map { say(.about("CSV", $0)) } ?? say(.allAsCSV)
      return [.inline("a", ["href": HTML.encodedURL(address), "download": ""], text)]
    }
    if links.isEmpty { return [] }
    return [
      .line("p", ["class": "note files"], Array(links.joined(separator: [.text(" · ")])))
    ]
  }

  /// The same for the frames of steps.
  private var frame: DisplayHTML {
    var frame = self
    frame.isFrame = true
    return frame
  }

  /// Printed text.
  package static func output(
    _ text: String, isFailure: Bool = false, label: String
  ) -> Node {
    .line(
      "pre",
      [
        "class": isFailure ? "output failure" : "output", "tabindex": "0", "role": "group",
        "aria-label": label
      ], [.inline("samp", [:], text.hasSuffix("\n") ? String(text.dropLast()) : text)])
  }

  /// A displayed formula in a box that scrolls where it is too narrow, and what becomes of it on
  /// paper.
  package static func formula(_ math: Node, _ texts: CourseTexts) -> Node {
    let (name, style): (String, String?) =
      switch FormulaWidth.onPaper(math) {
      case .fits: ("formula", nil)
      case .shrinks(let width): ("formula shrinks", "--wide: \(Coordinate.text(width))")
      case .breaks: ("formula breaks", nil)
      }
    return .line(
      "div",
      [
        "class": name, "style": style, "tabindex": "0", "role": "group",
        "aria-label": texts.formula
      ], [math])
  }
}
