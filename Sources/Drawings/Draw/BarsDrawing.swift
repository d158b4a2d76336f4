import Formulas
import Markup
import Text
import Wire

/// Bars as a picture: one below the other, so that their labels have room.
struct BarsDrawing {
  package let bars: Bars
  package let context: DrawingContext
  private var say: Wording { context.say }

  package var html: Node {
    var data = DrawnData()
    data.add(bars.table(say), limit: 60, say)
    let entries = zip(bars.names(say), bars.series.indices).map { name, index in
      (mark: Drawing.path(Self.name(index), "M5 1h18v10h-18z"), name: name)
    }
    return Drawing(
      kind: "bars", title: bars.heading(say),
      legend: bars.series.count > 1 ? Drawing.legend(entries) : [],
      picture: [picture], below: bars.title == nil ? nil : bars.value.label,
      notes: bars.notes(say), data: bars.labels.isEmpty ? nil : data
    ).html(context)
  }

  private var alternative: String {
    let rows = bars.labels.enumerated().prefix(12).map { row, label in
      say(
        .about(
          label, say(.list(bars.series.map { $0.values[row]?.shown() ?? say(.notFinite) }))))
    }
    let more = bars.labels.count > 12 ? [say(.andMore(bars.labels.count - 12))] : []
    return say(.sentences([say(.about(say(.bars), bars.heading(say)))] + rows + more))
  }

  // MARK: The picture

  private static let size = PlotDrawing.largestText
  private static let width = PlotDrawing.width

  /// How thick a bar is, and how much room there is between the groups.
  private var thickness: Double { bars.series.count > 1 ? 14 : 20 }
  private static let gap = 10.0

  /// The room for labels beside the bars; they stand above them where they need more.
  private var margin: Double? {
    let widest = bars.labels.map { TextWidth.of($0, size: Self.size) }.max() ?? 0
    return widest <= 170 ? widest + 10 : nil
  }

  private var picture: Node {
    guard !bars.labels.isEmpty, !bars.series.isEmpty else {
      return Drawing.svg(
        [text(say(.noBars), x: 0, y: 20, nil)], width: Self.width, height: 28,
        alternative: alternative)
    }
    let values = bars.series.flatMap { $0.values.compactMap(\.self) }
    let texts = bars.series.flatMap { $0.values.map(number) }
    let numbers = texts.map { TextWidth.of($0, size: Self.size) }.max() ?? 60
    let hasNegative = values.contains { $0 < 0 }
    let left = (margin ?? 0) + (hasNegative ? numbers + 6 : 0)
    let room = max(
      60,
      Self.width - left
        - (texts.count > values.count || values.contains { $0 >= 0 } ? numbers + 8 : 8))
    let scale = AxisScale(bars.value, values: values, includesZero: true, count: 2)
    let zero = left + room * scale.part(0)
    var content: [Node] = []
    var base = ""
    var top = 4.0
    for (row, label) in bars.labels.enumerated() {
      let height = thickness * Double(bars.series.count)
      if margin == nil {
        let shown = TextWidth.fitted(label, in: Self.width, size: Self.size)
        content.append(text(shown, x: 0, y: top + 16, "label"))
        top += 22
      } else {
        content.append(text(label, x: (margin ?? 0) - 10, y: top + height / 2, "y label"))
      }
      base += "M\(Coordinate.text(zero)) \(Coordinate.text(top - 3))v\(Coordinate.text(height + 6))"
      for (index, series) in bars.series.enumerated() {
        content += bar(
          series.values[row], index, top: top + thickness * Double(index), zero: zero,
          end: series.values[row].map { left + room * scale.part($0) } ?? zero)
      }
      top += height + Self.gap
    }
    content.append(Drawing.path("rule", base).onItsLine)
    return Drawing.svg(
      content, width: Self.width, height: top - Self.gap + 4, alternative: alternative)
  }

  /// Every other series is lighter, with a rim: colour is not all that tells them apart.
  private static func name(_ index: Int) -> String {
    "columns s\(index % SeriesStyle.colors)\(index % 2 == 1 ? " light" : "")"
  }

  private func bar(
    _ value: Double?, _ index: Int, top: Double, zero: Double, end: Double
  ) -> [Node] {
    let middle = top + thickness / 2
    guard let value else { return [text(number(nil), x: zero + 6, y: middle, "value")] }
    let height = thickness - (bars.series.count > 1 ? 2 : 0)
    let path =
      "M\(Coordinate.text(zero)) \(Coordinate.text(top))H\(Coordinate.text(end))"
      + "v\(Coordinate.text(height))H\(Coordinate.text(zero))z"
    return [
      Drawing.path(Self.name(index), path),
      text(
        number(value), x: end + (value < 0 ? -6 : 6), y: middle,
        value < 0 ? "y value" : "value")
    ]
  }

  /// What stands beside a bar.
  private func number(_ value: Double?) -> String {
    value?.shown().replacing("-", with: "−") ?? say(.notFinite)
  }

  private func text(_ text: String, x: Double, y: Double, _ names: String?) -> Node {
    Drawing.text(text, names, x: x, y: y).onItsLine
  }
}
