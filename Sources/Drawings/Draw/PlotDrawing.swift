import Formulas
import Markup
import Text
import Wire

/// A plot as a picture.
struct PlotDrawing {
  private let plot: Plot
  private let x: AxisScale
  private let y: AxisScale
  private let frame: Frame
  private let context: DrawingContext
  private var say: Wording { context.say }
  /// The most rows of a table of data.
  private var tableLimit: Int { context.isFrame ? 6 : 12 }

  /// The size of the letters in the picture where it is smallest, in its own units: the room they
  /// are given. The stylesheet makes them so large on a phone, and smaller where there is more room.
  static let largestText = 19.0

  /// The width of the picture in its own units.
  static let width = 520.0

  /// Where the axes stand in the picture.
  struct Frame {
    var left: Double
    var top: Double
    var width: Double
    var height: Double
    var pictureWidth = PlotDrawing.width

    package func place(_ part: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (left + width * part.x, top + height * (1 - part.y))
    }
  }

  init(_ plot: Plot, _ context: DrawingContext) {
    self.plot = plot
    self.context = context
    let columns = plot.series.contains { $0.kind == .columns }
    let lines = plot.series.allSatisfy { $0.kind == .line }
    x = AxisScale(
      plot.x, values: plot.series.lazy.flatMap(\.x), padding: lines || columns ? 0 : 0.04, count: 6)
    y = AxisScale(
      plot.y, values: plot.series.lazy.flatMap(\.y), padding: 0.05, includesZero: columns,
      count: Self.tickCount(plot))
    let widest = y.ticks.map { TextWidth.of($0.label, size: Self.largestText) }.max() ?? 0
    let lastLabel =
      x.ticks.last.map {
        TextWidth.of($0.label, size: Self.largestText) / 2 - (1 - $0.part) * 440
      } ?? 0
    let firstLabel =
      x.ticks.first.map {
        TextWidth.of($0.label, size: Self.largestText) / 2 - $0.part * 440
      } ?? 0
    let left = max(widest + 12, firstLabel + 2)
    let right = max(8, lastLabel + 2)
    frame = Frame(left: left, top: 12, width: Self.width - left - right, height: 240)
  }

  /// No more ticks than there are whole numbers to be counted.
  private static func tickCount(_ plot: Plot) -> Int {
    guard plot.y.label == Plot.counts, let most = plot.series.lazy.flatMap(\.y).max() else {
      return 6
    }
    return most < 5 ? max(2, Int(most) + 1) : 6
  }

  package var html: Node {
    let names = plot.names(say)
    let entries = zip(names, plot.series).enumerated().map { index, item in
      (mark: legendMark(item.1, SeriesStyle(index: index)), name: item.0)
    }
    // One series needs no legend where the axis says the same.
    let name = plot.series.first?.name
    // Nor an axis a label where the title is nothing else.
    let isTitled = plot.heading(say) != plot.yLabel(say) || y.unit != nil
    let needsLegend = plot.series.count > 1 || (name != nil && name != plot.y.label)
    return Drawing(
      kind: "plot", title: plot.heading(say), legend: needsLegend ? Drawing.legend(entries) : [],
      above: isTitled ? Self.label(plot.yLabel(say), y) : nil, picture: [picture],
      below: Self.label(plot.x.label, x),
      notes: plot.notes(say), data: plot.series.isEmpty ? nil : data
    ).html(context)
  }

  private static func label(_ name: String?, _ scale: AxisScale) -> String? {
    let parts = [name, scale.unit.map { "(\($0))" }].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private var alternative: String {
    let kind: Phrase =
      plot.series.allSatisfy { $0.kind == .columns }
      ? .histogram : plot.series.allSatisfy { $0.kind == .points } ? .scatterPlot : .linePlot
    let series = zip(plot.names(say), plot.series).map { name, series in
      guard let first = series.y.first, let last = series.y.last, let least = series.y.min(),
        let most = series.y.max()
      else { return say(.seriesEmpty(name)) }
      return say(
        .seriesSummary(
          name, points: series.count, first: first.shown(), last: last.shown(),
          least: least.shown(), most: most.shown()))
    }
    return say(.sentences([say(.about(say(kind), plot.heading(say)))] + series))
  }

  // MARK: The picture

  private var picture: Node {
    var content = AxesDrawing(frame: frame, x: x, y: y).svg
    var marks: [Node] = []
    for (index, series) in plot.series.enumerated() {
      marks += svg(series, SeriesStyle(index: index))
    }
    if plot.series.allSatisfy(\.y.isEmpty) {
      let middle = frame.place((0.5, 0.5))
      marks = [
        .line(
          "text",
          [
            "x": Coordinate.text(middle.x), "y": Coordinate.text(middle.y),
            "text-anchor": "middle"
          ], say(.noPoints))
      ]
    }
    content += isClipped ? [clipped(marks)] : marks
    return Drawing.svg(
      content, width: frame.pictureWidth, height: frame.top + frame.height + 30,
      alternative: alternative)
  }

  private var isClipped: Bool { plot.x.ends != nil || plot.y.ends != nil }

  /// Marks that do not leave the frame, but for half a point at its edges.
  private func clipped(_ marks: [Node]) -> Node {
    let box = [frame.left - 4, frame.top - 4, frame.width + 8, frame.height + 8]
      .map(Coordinate.text)
    return .block(
      "svg",
      [
        "x": box[0], "y": box[1], "width": box[2], "height": box[3],
        "viewBox": box.joined(separator: " ")
      ], marks)
  }

  private func places(_ series: Plot.Series) -> [(x: Double, y: Double)] {
    zip(series.x, series.y).map { frame.place((x.part($0), y.part($1))) }
  }

  private func svg(_ series: Plot.Series, _ style: SeriesStyle) -> [Node] {
    guard !series.y.isEmpty else { return [] }
    switch series.kind {
    case .line where series.y.count == 1, .points:
      let shape = style.hasOpenPoints ? "open" : "dots"
      return [
        Drawing.path("\(shape) \(style.color)", style.points(places(series))).onItsLine
      ]
    case .line:
      let data = PathData.through(places(series))
      return [Drawing.path("line \(style.color)", data, style.dashes).onItsLine]
    case .columns:
      let light = style.index > 0 ? " light" : ""
      return [Drawing.path("columns \(style.color)\(light)", columns(series)).onItsLine]
    }
  }

  private func columns(_ series: Plot.Series) -> String {
    let base = frame.place((0, y.part(0))).y
    return zip(zip(series.x, series.x.dropFirst()), series.y).map { edges, height in
      let left = frame.place((x.part(edges.0), y.part(height)))
      let right = frame.place((x.part(edges.1), 0)).x
      return "M\(Coordinate.text(left.x)) \(Coordinate.text(base))V\(Coordinate.text(left.y))"
        + "H\(Coordinate.text(right))V\(Coordinate.text(base))z"
    }.joined()
  }

  private func legendMark(_ series: Plot.Series, _ style: SeriesStyle) -> Node {
    switch series.kind {
    case .line where series.y.count != 1:
      Drawing.path("line \(style.color)", "M0 6h28", style.dashes)
    case .line, .points:
      Drawing.path(
        "\(style.hasOpenPoints ? "open" : "dots") \(style.color)",
        style.points([(x: 14, y: 6)]))
    case .columns:
      Drawing.path(
        "columns \(style.color)\(style.index > 0 ? " light" : "")", "M7 1h14v10h-14z")
    }
  }

  // MARK: The data

  private var data: DrawnData {
    var data = DrawnData()
    for table in plot.tables(say, text: { $0.shown(digits: 6) }) {
      data.add(table, limit: tableLimit, say)
    }
    return data
  }
}

extension Plot {
  /// One table where all series have the same x; else one for each series.
  func tables(_ say: Wording, text: (Double) -> String) -> [Table] {
    let names = names(say)
    let xName = x.label ?? "x"
    if let first = series.first, series.allSatisfy({ $0.x == first.x && $0.kind != .columns }) {
      return [
        Table(
          columns: [xName] + names,
          rows: first.x.indices.map { row in
            [text(first.x[row])] + series.map { text($0.y[row]) }
          })
      ]
    }
    return zip(names, series).map { name, series in
      let isColumns = series.kind == .columns
      return Table(
        columns: isColumns ? [say(.from), say(.to), name] : [xName, name],
        rows: series.y.indices.map { row in
          (isColumns ? [text(series.x[row]), text(series.x[row + 1])] : [text(series.x[row])])
            + [text(series.y[row])]
        })
    }
  }
}
