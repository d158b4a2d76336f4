import Formulas
import Markup
import Text
import Wire

/// What stands on the cells of a heat map and around them: numbers, ticks, a border and points.
extension HeatMapDrawing {
  /// The numbers in the cells, where there are few cells with room for them.
  func numbers(_ width: Double, _ height: Double) -> [Node] {
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

  var ticks: Node {
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
  func line(at level: Double) -> Node {
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
  func points(_ series: Plot.Series, _ index: Int) -> [Node] {
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
}
