import Formulas
import Lessons
import Markup
import Text
import Wire

/// A heat map as a picture.
struct HeatMapDrawing {
  let map: HeatMap
  let rows: Int
  let columns: Int
  let frame: PlotDrawing.Frame
  let x: AxisScale?
  let y: AxisScale?
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
  func cell(_ value: Double?) -> Shades.Cell {
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

  static func number(_ value: Double) -> String {
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

  var box: Attributes {
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
