import Formulas
import Markup
import Text
import Wire

/// The neurons of a network: a column a layer, and lines as strong as the weights between them.
struct NeuronsDrawing {
  private let diagram: NeuronDiagram
  private let context: DrawingContext
  private var say: Wording { context.say }
  private let spacing: Double
  private let height: Double
  private let strongest: Double
  /// Whether the numbers of the weights have room on their lines.
  private let isNumbered: Bool
  private static let top = 34.0
  private static let pitch = 44.0
  private static let radius = 13.0

  init(_ diagram: NeuronDiagram, _ context: DrawingContext) {
    self.diagram = diagram
    self.context = context
    let count = max(2, diagram.columns.count)
    spacing = max(110, min(220, (PlotDrawing.width - 80) / Double(count - 1)))
    let rows = diagram.columns.map { $0.neurons.count + ($0.count > $0.neurons.count ? 1 : 0) }
    height = Self.pitch * Double(max(1, rows.max() ?? 1))
    let weights = diagram.weights.joined().joined().compactMap(\.self)
    strongest = weights.map(\.magnitude).max() ?? 0
    isNumbered = diagram.weights.allSatisfy { matrix in
      matrix.count == 1 || matrix.allSatisfy { $0.count == 1 } || matrix.joined().count <= 4
    }
  }

  package var html: Node {
    let weights = diagram.weights.joined().joined()
    let legend =
      weights.isEmpty
      ? []
      : Drawing.legend([
        (
          mark: Drawing.path("weight more", "M0 6h28", ["stroke-width": "3"]),
          name: say(.aboveZero)
        ),
        (
          mark: Drawing.path(
            "weight less", "M0 6h28", ["stroke-width": "3", "stroke-dasharray": "6 4"]),
          name: say(.belowZero)
        )
      ])
    var data = DrawnData()
    data.add(diagram.table(say), limit: 16, say)
    return Drawing(
      kind: "neurons", title: diagram.heading(say), legend: legend, picture: [picture],
      notes: diagram.notes(say), data: weights.isEmpty ? nil : data,
      scrolls: width > PlotDrawing.width
    ).html(context)
  }

  private var alternative: String {
    let columns = diagram.columns.enumerated().map { place, column in
      say(.neuronsOf(diagram.name(ofColumn: place, say), column.count))
    }
    return say(.sentences([say(.about(say(.network), diagram.heading(say)))] + columns))
  }

  private var width: Double { spacing * Double(max(1, diagram.columns.count - 1)) + 80 }

  private func place(_ column: Int, _ row: Int) -> (x: Double, y: Double) {
    let layer = diagram.columns[column]
    let rows = layer.neurons.count + (layer.count > layer.neurons.count ? 1 : 0)
    let free = height - Self.pitch * Double(rows)
    return (
      40 + spacing * Double(column), Self.top + free / 2 + Self.pitch * (Double(row) + 0.5)
    )
  }

  private var picture: Node {
    var lines: [String: String] = [:]
    var numbers: [Node] = []
    for (layer, matrix) in diagram.weights.enumerated() {
      for (from, row) in matrix.enumerated() {
        for (to, weight) in row.enumerated() {
          guard let weight else { continue }
          let (a, b) = (place(layer, from), place(layer + 1, to))
          let part = strongest > 0 ? weight.magnitude / strongest : 0
          let strength = max(1, Int((part * 6).rounded()))
          let key = "\(weight < 0 ? "less" : "more") \(strength)"
          lines[key, default: ""] += PathData.through([
            (x: a.x + Self.radius, y: a.y), (x: b.x - Self.radius, y: b.y)
          ])
          if isNumbered {
            let text = weight.shown().replacing("-", with: "−")
            // Where lines are apart: in the middle they cross.
            let part = matrix.count > 1 ? 0.3 : row.count > 1 ? 0.7 : 0.5
            numbers.append(
              Drawing.text(
                text, "x", x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part - 6))
          }
        }
      }
    }
    var content = lines.sorted { $0.key < $1.key }.map { key, data in
      let parts = key.split(separator: " ")
      // Weights below 0 are dashed: colour alone would not do.
      let strength = (Int(parts[1]) ?? 1) * 6
      return Drawing.path(
        "weight \(parts[0])", data,
        [
          "stroke-width": Coordinate.text(Double(strength) / 10 + 0.4),
          "stroke-dasharray": parts[0] == "less" ? "6 4" : nil
        ]
      ).onItsLine
    }
    for (index, column) in diagram.columns.enumerated() {
      content += self.column(index, column)
    }
    content.append(.line("g", ["class": "numbers"], numbers))
    return Drawing.svg(
      content, width: width, height: Self.top + height + 4, alternative: alternative,
      isFixed: width > PlotDrawing.width)
  }

  private func column(_ index: Int, _ column: NeuronDiagram.Column) -> [Node] {
    let x = place(index, 0).x
    let name = TextWidth.fitted(
      diagram.name(ofColumn: index, say), in: spacing - 8, size: PlotDrawing.largestText)
    var content = [Drawing.text(name, "x", x: x, y: 20).onItsLine]
    for row in column.neurons.indices {
      let y = Coordinate.text(place(index, row).y)
      content.append(
        .inline("circle", ["class": "neuron", "cx": Coordinate.text(x), "cy": y, "r": "13"]))
    }
    let hidden = column.count - column.neurons.count
    if hidden > 0 {
      let y = place(index, column.neurons.count).y + 4
      content.append(Drawing.text("+\(hidden)", "x", x: x, y: y))
    }
    return content + [.text("\n")]
  }
}
