import Formulas
import Lessons
import Markup
import Text
import Wire

/// A heat map as a picture.
struct HeatMapDrawing {
  private let map: HeatMap
  private let rows: Int
  private let columns: Int
  private let frame: PlotDrawing.Frame
  private let x: AxisScale?
  private let y: AxisScale?
  private let context: DrawingContext
  private var say: Wording { context.say }
  /// The most rows and columns of a table of data.
  private var tableLimit: Int { context.isFrame ? 5 : 12 }

  init(_ map: HeatMap, _ context: DrawingContext) {
    self.map = map
    self.context = context
    rows = map.rows.count
    columns = map.rows.first?.count ?? 0
    let size = PlotDrawing.largestText
    let widths: [Double]
    if map.y.ends != nil, map.rowNames == nil {
      let scale = AxisScale(map.y, values: [], count: 5)
      y = scale
      widths = scale.ticks.map { TextWidth.of($0.label, size: size) }
    } else {
      y = nil
      widths = (0..<map.rows.count).map { min(150, TextWidth.of(map.name(ofRow: $0), size: size)) }
    }
    x = map.x.ends != nil && map.columnNames == nil ? AxisScale(map.x, values: [], count: 5) : nil
    let left = (widths.max() ?? 0) + 12
    let room = PlotDrawing.width - left - 14
    // Cells of a matrix are squares, but neither tiny nor huge; a function fills its frame.
    let isFunction = x != nil && y != nil
    let widestCell = map.columnNames == nil ? 44.0 : 96
    let cell = min(widestCell, room / Double(max(1, columns)))
    let width = isFunction ? min(room, 400) : cell * Double(max(1, columns))
    let height =
      isFunction
      ? min(320, width * 0.8) : min(max(min(cell, 44) * Double(max(1, rows)), 24), 420)
    frame = .init(left: left, top: 8, width: width, height: height)
  }

  package var html: Node {
    let isEmpty = rows == 0 || columns == 0
    return Drawing(
      kind: "heatmap", title: map.heading(say), legend: isEmpty ? [] : pointLegend + [scale],
      above: Self.label(map.y, y), picture: [picture], below: Self.label(map.x, x),
      notes: map.notes(say), data: isEmpty ? nil : data
    ).html(context)
  }

  private static func label(_ axis: Axis, _ scale: AxisScale?) -> String? {
    let parts = [axis.label, scale?.unit.map { "(\($0))" }].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private var alternative: String {
    let title = say(.about(say(.heatMap), map.heading(say)))
    if rows == 0 || columns == 0 { return say(.sentences([title, say(.noValues)])) }
    let size = say(
      .mapSize(
        columns: map.size[0], rows: map.size[1], least: map.scale[0].shown(),
        most: map.scale[1].shown()))
    let border = map.border.map { [say(.mapBorder($0.shown()))] } ?? []
    let points = map.points.map { say(.pointsOf($0.name ?? say(.points), $0.count)) }
    return say(.sentences([title, say(.list([size] + border))] + points))
  }

  // MARK: Colours

  /// How strong a shade is, and which.
  private func cell(_ value: Double?) -> Shades.Cell {
    guard let value else { return .missing }
    let (low, high) = (map.scale[0], map.scale[1])
    guard let middle = map.middle else {
      let span = high / 2 - low / 2
      let part = span > 0 ? (value / 2 - low / 2) / span : 0.5
      return .shade("more", level(part))
    }
    // Both colours are as strong at the same distance from the middle.
    let reach = max(high / 2 - middle / 2, middle / 2 - low / 2)
    let part = reach > 0 ? (value / 2 - middle / 2) / reach : 0
    return .shade(part < 0 ? "less" : "more", level(part.magnitude))
  }

  private func level(_ part: Double) -> Int {
    Int((max(0, min(1, part)) * Double(Shades.levels)).rounded())
  }

  /// The scale: from the least to the most, with their numbers.
  private var scale: Node {
    let steps = 24
    let cells = (0..<steps).map { step in
      let part = (Double(step) + 0.5) / Double(steps)
      return cell(map.scale[0] * (1 - part) + map.scale[1] * part)
    }
    let least = Node.inline("span", [:], Self.number(map.scale[0]))
    if map.scale[0] == map.scale[1] {
      return .line("p", ["class": "scale"], [least, .text(" \(say(.everywhere))")])
    }
    let shades: Attributes = [
      "class": "shades", "viewBox": "0 -.5 \(steps) 1", "preserveAspectRatio": "none",
      "aria-hidden": "true"
    ]
    return .line(
      "p", ["class": "scale"],
      [
        least, .inline("svg", shades, Shades.paths([cells])),
        .inline("span", [:], Self.number(map.scale[1]))
      ])
  }

  private static func number(_ value: Double) -> String {
    value.shown().replacing("-", with: "−")
  }

  // MARK: The picture

  private var picture: Node {
    let pictureHeight = frame.top + frame.height + 30
    guard rows > 0, columns > 0 else {
      return Drawing.svg(
        [Drawing.text(say(.noValues), nil, x: 0, y: 20).onItsLine], width: PlotDrawing.width,
        height: 28, alternative: alternative)
    }
    let cells = map.rows.map { $0.map(cell) }
    let width = frame.width / Double(columns)
    let height = frame.height / Double(rows)
    let place =
      "translate(\(Coordinate.text(frame.left)) \(Coordinate.text(frame.top))) "
      + "scale(\(Self.factor(width)) \(Self.factor(height))) translate(0 .5)"
    var content: [Node] = [
      .line("rect", ["class": "bed"] + box),
      .block(
        "g", ["class": "shades", "transform": place],
        Shades.paths(map.startsBelow ? cells.reversed() : cells))
    ]
    if let border = map.border { content.append(line(at: border)) }
    content.append(.line("rect", ["class": "rim"] + box))
    content += numbers(width, height) + [ticks]
    for (index, series) in map.points.enumerated() { content += points(series, index) }
    return Drawing.svg(
      content, width: PlotDrawing.width, height: pictureHeight, alternative: alternative)
  }

  private var box: Attributes {
    [
      "x": Coordinate.text(frame.left), "y": Coordinate.text(frame.top),
      "width": Coordinate.text(frame.width), "height": Coordinate.text(frame.height)
    ]
  }

  /// A factor with three decimals: tenths would be too coarse for many cells.
  private static func factor(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let (whole, part) = thousandths.quotientAndRemainder(dividingBy: 1000)
    if part == 0 { return "\(whole)" }
    var digits = String(repeating: "0", count: 3 - "\(part)".count) + "\(part)"
    while digits.hasSuffix("0") { digits.removeLast() }
    return (whole == 0 ? "" : "\(whole)") + "." + digits
  }

  /// The numbers in the cells, where there are few cells with room for them.
  private func numbers(_ width: Double, _ height: Double) -> [Node] {
    guard x == nil, y == nil, rows * columns <= 100, height >= 18 else { return [] }
    let texts = map.rows.map {
      $0.map { $0.map { Self.number(Double($0.shown(digits: 2)) ?? $0) } ?? "" }
    }
    let widest = texts.joined().map { TextWidth.of($0, size: 11) }.max() ?? 0
    guard widest <= width - 2 else { return [] }
    var content: [Node] = []
    for (row, line) in texts.enumerated() {
      let place = map.startsBelow ? rows - 1 - row : row
      for (column, text) in line.enumerated() {
        let x = frame.left + width * (Double(column) + 0.5)
        let y = frame.top + height * (Double(place) + 0.5)
        // On a strong shade the letters have the colour of the paper.
        var strength = 0
        if case .shade(_, let level) = cell(map.rows[row][column]) { strength = level }
        content.append(Drawing.text(text, strength > 10 ? "on" : nil, x: x, y: y))
      }
    }
    return [.line("g", ["class": "cells"], content)]
  }

  private var ticks: Node {
    var labels: [Node] = []
    let bottom = frame.top + frame.height
    func add(_ text: String, _ name: String, _ x: Double, _ y: Double) {
      labels.append(Drawing.text(text, name, x: x, y: y))
    }
    if let x {
      for tick in x.ticks {
        add(tick.label, "x", frame.left + frame.width * tick.part, bottom + 22)
      }
    } else {
      // Names are cut to the width of their cells where that shows enough of them.
      let isWide = frame.width / Double(max(1, columns)) >= 60
      let every = isWide ? 1 : widest
      for (column, part) in Self.labelled(columns, room: frame.width, each: every) {
        let room = isWide ? frame.width / Double(columns) - 4 : max(40, widest)
        let name = TextWidth.fitted(
          map.name(ofColumn: column), in: room, size: PlotDrawing.largestText)
        add(name, "x", frame.left + frame.width * part, bottom + 22)
      }
    }
    if let y {
      for tick in y.ticks {
        add(tick.label, "y", frame.left - 8, frame.top + frame.height * (1 - tick.part))
      }
    } else {
      for (row, part) in Self.labelled(rows, room: frame.height, each: 20) {
        let name = TextWidth.fitted(map.name(ofRow: row), in: 150, size: PlotDrawing.largestText)
        let place = map.startsBelow ? 1 - part : part
        add(name, "y", frame.left - 8, frame.top + frame.height * place)
      }
    }
    return .line("g", ["class": "ticks"], labels)
  }

  private var widest: Double {
    let names = (0..<columns).map {
      TextWidth.of(map.name(ofColumn: $0), size: PlotDrawing.largestText)
    }
    return min(110, (names.max() ?? 0) + 8)
  }

  /// Every so many cells, so that the labels have room, and where along the axis they stand.
  private static func labelled(
    _ count: Int, room: Double, each: Double
  ) -> [(cell: Int, part: Double)] {
    let every = max(1, Int((each * Double(count) / room).rounded(.up)))
    return stride(from: 0, to: count, by: every).map { ($0, (Double($0) + 0.5) / Double(count)) }
  }

  /// Where the values cross a level. The line goes on to the frame as the outermost cells have it.
  private func line(at level: Double) -> Node {
    let width = frame.width / Double(columns)
    let height = frame.height / Double(rows)
    let pieces = Contour.lines(of: Contour.extended(map.rows), at: level).map { line in
      PathData.through(
        line.map { point in
          let down = map.startsBelow ? Double(rows) + 0.5 - point.y : point.y - 0.5
          return (x: frame.left + (point.x - 0.5) * width, y: frame.top + down * height)
        })
    }
    let sides = [frame.left, frame.top, frame.width, frame.height].map(Coordinate.text)
    return .line(
      "svg", box + ["viewBox": sides.joined(separator: " ")],
      [Drawing.path("border", pieces.joined())])
  }

  /// Points of the plane that lie in the map.
  private func points(_ series: Plot.Series, _ index: Int) -> [Node] {
    guard let x, let y else { return [] }
    let inside = zip(series.x, series.y).map { (x: x.part($0), y: y.part($1)) }
      .filter { (0...1).contains($0.x) && (0...1).contains($0.y) }
    let style = SeriesStyle(index: index)
    return [
      Drawing.path(
        "mark\(style.hasOpenPoints ? " open" : "") m\(index % 2)",
        style.points(inside.map(frame.place), radius: 5.5)
      ).onItsLine
    ]
  }

  private var pointLegend: [Node] {
    Drawing.legend(
      map.points.enumerated().map { index, series in
        let style = SeriesStyle(index: index)
        return (
          mark: Drawing.path("mark m\(index % 2)", style.points([(x: 14, y: 6)], radius: 5)),
          name: series.name ?? say(.points)
        )
      })
  }

  private var data: DrawnData {
    var data = DrawnData()
    data.html = [DisplayHTML.table(map.table(limit: tableLimit), label: say(.data))]
    if let omission = map.omission(limit: tableLimit, say) {
      data.html.append(Drawing.note(omission))
      data.isWhole = false
    }
    // The points of a frame are in the file of all frames.
    for series in context.isFrame ? [] : map.points {
      var table = Table(
        columns: [map.x.label ?? "x", map.y.label ?? "y"],
        rows: zip(series.x, series.y).map { [$0.shown(digits: 6), $1.shown(digits: 6)] })
      table.caption = series.name ?? say(.points)
      data.add(table, limit: tableLimit, say)
    }
    return data
  }
}
