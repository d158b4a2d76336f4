import Formulas
import Markup
import Text
import Wire

/// A graph as a picture: boxes with what they are called, their value and the derivative by it, and
/// beside each arrow the factor that the chain rule takes there.
struct GraphDrawing {
  package let graph: Graph
  package let context: DrawingContext
  private var say: Wording { context.say }
  /// Lays out boxes, or says why not in its place.
  package let layout: (GraphLayout.Request) -> GraphLayout?
  /// Where its numbers come from, in a graph that moves with knobs.
  var live: LiveGraph?

  /// Letters keep their size, and a picture that is too wide for the page scrolls.
  private static let size = 13.0
  private static let smallSize = 12.0
  private static let widest = 640.0
  private static let lineHeight = 16.0

  package var html: Node {
    var picture: [Node] = []
    if let summary = graph.summaryTable(say) {
      picture = [DisplayHTML.table(summary, label: graph.heading(say))]
    } else if graph.nodes.isEmpty {
      picture = [Drawing.note(say(.noNodes))]
    } else if let (request, layout) = laidOut() {
      picture = [svg(request, layout)]
    }
    return Drawing(
      kind: "graph", title: graph.heading(say), legend: graph.summary == nil ? legend : [],
      picture: picture, notes: graph.notes(say), data: graph.nodes.isEmpty ? nil : data,
      scrolls: graph.summary == nil && !graph.nodes.isEmpty
    ).html(context)
  }

  private var data: DrawnData {
    var data = DrawnData()
    data.add(graph.nodeTable(say), limit: 60, say)
    if !graph.edges.isEmpty { data.add(graph.edgeTable(say), limit: 60, say) }
    return data
  }

  private var alternative: String {
    let nodes = graph.nodes.prefix(30).map { node in
      var text = graph.label(node, say)
      if let value = node.value { text += " = \(value)" }
      if let gradient = node.gradient {
        text = say(.list([text, "\(graph.gradientName(say)) \(gradient)"]))
      }
      return text
    }
    let more = graph.nodes.count > 30 ? [say(.andMore(graph.nodes.count - 30))] : []
    let count = say(.nodesAndArrows(graph.nodes.count, graph.edges.count))
    return say(
      .sentences([
        say(.about(say(.graph), graph.heading(say))),
        say(.about(count, (nodes + more).joined(separator: "; ")))
      ]))
  }

  private var legend: [Node] {
    var entries: [(mark: Node, name: String)] = []
    for (role, name) in [
      (Graph.Role.parameter, Phrase.parameter), (.constant, .given), (.result, .computed),
      (.loss, .loss)
    ] where graph.nodes.contains(where: { $0.role == role }) {
      entries.append(
        (
          mark: .inline(
            "rect",
            [
              "class": "box \(role.rawValue)", "x": "4", "y": "1", "width": "20", "height": "10",
              "rx": "\(Self.rounding(role) / 2)"
            ]), name: say(name)
        ))
    }
    if graph.nodes.contains(where: { $0.gradient != nil }) {
      let mark = graph.content == .computation ? "∂" : "n"
      entries.append(
        (
          mark: Drawing.text(mark, "slope x", x: 14, y: 10),
          name: graph.gradientName(say)
        ))
    }
    return Drawing.legend(entries)
  }

  private static func rounding(_ role: Graph.Role) -> Int {
    switch role {
    case .parameter: 0
    case .constant: 4
    case .result: 12
    case .loss: 12
    }
  }

  // MARK: Layout

  private func lines(_ node: Graph.Node) -> [(text: String, name: String)] {
    func number(_ text: String) -> String { text.replacing("-", with: "−") }
    var lines = [(TextWidth.fitted(graph.label(node, say), in: 150, size: Self.size), "name")]
    if let value = node.value {
      lines.append((TextWidth.fitted(number(value), in: 150, size: Self.smallSize), "value"))
    }
    if let gradient = node.gradient {
      lines.append(
        (TextWidth.fitted(slopeMark + number(gradient), in: 150, size: Self.smallSize), "slope"))
    }
    return lines
  }

  private var slopeMark: String { graph.content == .computation ? "∂ " : "n " }

  private func label(_ edge: Graph.Edge) -> String? {
    guard let label = edge.label else { return edge.value }
    let number = edge.value.map { $0.replacing("-", with: "−") }
    return TextWidth.fitted(
      isNumber(edge) ? label : "\(label) = \(number ?? "")", in: 130, size: Self.smallSize)
  }

  /// Whether what stands beside an arrow is its number already.
  private func isNumber(_ edge: Graph.Edge) -> Bool {
    let number = edge.value.map { $0.replacing("-", with: "−") }
    return number == nil || number == edge.label || edge.label == "1" || edge.label == "−1"
  }

  /// How wide a text is; one with a number that moves has room for others.
  private func room(_ text: String, size: Double, moves: Bool) -> Double {
    let width = TextWidth.of(text, size: size)
    guard live != nil, moves else { return width }
    return max(width, TextWidth.of(LiveGraph.widest(text), size: size))
  }

  private func request(leadsDown: Bool) -> GraphLayout.Request {
    let boxes = graph.nodes.map { node in
      let lines = lines(node)
      let width =
        lines.map { room($0.text, size: Self.size, moves: $0.name != "name") }.max() ?? 0
      return GraphLayout.Request.Box(
        width: Self.even(max(30, width + 16)),
        height: Self.even(Double(lines.count) * Self.lineHeight + 10))
    }
    let arrows = graph.edges.map { edge in
      let width = label(edge).map { room($0, size: Self.smallSize, moves: !isNumber(edge)) }
      return GraphLayout.Request.Arrow(
        from: edge.from, to: edge.to,
        label: width.map { .init(width: Self.even($0 + 6), height: 16) })
    }
    return GraphLayout.Request(boxes: boxes, arrows: arrows, leadsDown: leadsDown)
  }

  /// An even number of points: Graphviz halves them.
  private static func even(_ length: Double) -> Int { Int((length / 2).rounded(.up)) * 2 }

  /// To the right where there is room for it, else downwards, unless the lesson has said.
  private func laidOut() -> (GraphLayout.Request, GraphLayout)? {
    let first = request(leadsDown: graph.leadsDown ?? false)
    guard let layout = layout(first) else { return nil }
    if graph.leadsDown != nil || layout.width <= Self.widest { return (first, layout) }
    let second = request(leadsDown: true)
    guard let other = self.layout(second) else { return nil }
    return other.width < layout.width ? (second, other) : (first, layout)
  }

  // MARK: The picture

  private func svg(_ request: GraphLayout.Request, _ layout: GraphLayout) -> Node {
    let margin = 2.0
    var arrows = ""
    var heads = ""
    var labels: [Node] = []
    var moving: [Node] = []
    for (index, curve) in layout.edges.enumerated() {
      arrows += GraphArrow.curve(curve, margin)
      heads += GraphArrow.head(curve, margin)
      // What lights up by itself is drawn by itself.
      if let live {
        moving.append(
          .line(
            "g", live.edge(index),
            [
              Drawing.path("arrow", GraphArrow.curve(curve, margin)),
              Drawing.path("head", GraphArrow.head(curve, margin))
            ]))
      }
      if let place = layout.labels[index], let label = label(graph.edges[index]) {
        let attributes: Attributes = [
          "class": "x", "x": Coordinate.text(place.x + margin),
          "y": Coordinate.text(place.y + margin + 4)
        ]
        labels.append(
          .inline(
            "text", attributes + (live?.edge(index) ?? [:]), marked(label, arrow: index)))
      }
    }
    var content =
      live != nil
      ? moving : [Drawing.path("arrow", arrows), Drawing.path("head", heads).onItsLine]
    content.append(.line("g", ["class": "factors"], labels))
    for (index, node) in graph.nodes.enumerated() {
      content += box(index, node, request.boxes[index], layout.nodes[index], margin)
    }
    return Drawing.svg(
      content, width: layout.width + 2 * margin, height: layout.height + 2 * margin,
      alternative: alternative, isFixed: true)
  }

  private func box(
    _ index: Int, _ node: Graph.Node, _ box: GraphLayout.Request.Box, _ middle: GraphLayout.Point,
    _ margin: Double
  ) -> [Node] {
    let left = middle.x - Double(box.width) / 2 + margin
    let top = middle.y - Double(box.height) / 2 + margin
    var content: [Node] = [
      .inline(
        "rect",
        [
          "class": "box \(node.role.rawValue)", "x": Coordinate.text(left),
          "y": Coordinate.text(top), "width": "\(box.width)", "height": "\(box.height)",
          "rx": "\(Self.rounding(node.role))"
        ])
    ]
    for (row, line) in lines(node).enumerated() {
      let y = top + 5 + Self.lineHeight * (Double(row) + 0.75)
      content.append(
        .inline(
          "text",
          [
            "class": "x \(line.name)", "x": Coordinate.text(middle.x + margin),
            "y": Coordinate.text(y)
          ], marked(line.text, line.name, node: index)))
    }
    return content + [.text("\n")]
  }

  /// A line of a box, whose number says where it comes from.
  private func marked(_ text: String, _ name: String, node: Int) -> [Node] {
    guard let live else { return [.text(text)] }
    switch name {
    case "value": return [live.marked(text, live.nodes[node].value)]
    case "slope":
      let number = text.dropFirst(slopeMark.count)
      return [.text(slopeMark), live.marked(String(number), live.nodes[node].derivative)]
    default: return [.text(text)]
    }
  }

  /// What stands beside an arrow, likewise.
  private func marked(_ text: String, arrow: Int) -> [Node] {
    guard let live, !isNumber(graph.edges[arrow]), let label = graph.edges[arrow].label,
      text.hasPrefix(label + " = ")
    else { return [.text(text)] }
    return [
      .text(label + " = "),
      live.marked(String(text.dropFirst(label.count + 3)), live.arrows[arrow])
    ]
  }
}
