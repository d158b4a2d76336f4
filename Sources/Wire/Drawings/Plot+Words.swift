extension Plot {
  /// The title, or what the axes say.
  public func heading(_ say: Wording) -> String {
    if let title { return title }
    switch (yLabel(say), x.label) {
    case (let y?, let x?): return say(.against(y, x))
    case (let y?, nil): return y
    default:
      let names = series.compactMap(\.name)
      return names.isEmpty ? say(.plot) : say(.list(names))
    }
  }

  /// The label of an axis that counts: each page has its own word for it.
  public static let counts = ""

  /// What the vertical axis measures.
  public func yLabel(_ say: Wording) -> String? {
    y.label == Self.counts ? say(.count) : y.label
  }

  /// What the legend calls each series.
  public func names(_ say: Wording) -> [String] {
    series.enumerated().map { index, series in
      series.name
        ?? (self.series.count == 1 ? yLabel(say) ?? say(.values) : say(.series(index + 1)))
    }
  }

  /// What was left out or thinned, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    zip(names(say), series).flatMap { name, series in
      series.notes(say).map { self.series.count == 1 ? $0 : say(.about(name, $0)) }
    }
  }

  /// The series as a table: how many points, the first and the last, the least and the most.
  public var summary: Table {
    Table(
      columns: ["series", "points", "first", "last", "least", "most"],
      rows: zip(names(.english), series).map { name, series in
        let ends = [series.y.first, series.y.last, series.y.min(), series.y.max()]
        return [name, "\(series.count)"] + ends.map { $0?.shown() ?? "" }
      })
  }

  /// What the axes measure, and from where to where.
  var axesText: String {
    func words(_ name: String, _ axis: Axis, _ label: String?, _ values: [Double]) -> String {
      var text = name
      if let label { text += " \(label)" }
      if axis.isLogarithmic { text += " (logarithmic)" }
      if let least = values.min(), let most = values.max() {
        text += " from \(least.shown()) to \(most.shown())"
      }
      return text
    }
    return words("x:", x, x.label, series.flatMap(\.x)) + "; "
      + words("y:", y, yLabel(.english), series.flatMap(\.y))
  }

  /// The title, the axes, a row for each series, and what was left out.
  public var plainText: String {
    if series.isEmpty { return heading(.english) + "\nno series" }
    if series.allSatisfy(\.y.isEmpty) {
      return ([heading(.english), "no points"] + notes(.english)).joined(separator: "\n")
    }
    let lines = [heading(.english), axesText, summary.plainText]
    return (lines + notes(.english)).joined(separator: "\n")
  }
}

extension Plot.Series {
  /// What was left out or thinned, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    var notes: [String] = []
    if notFinite > 0 { notes.append(say(.pointsNotFinite(notFinite))) }
    if notPositive > 0 { notes.append(say(.pointsNotPositive(notPositive))) }
    if count > y.count { notes.append(say(.pointsDrawn(y.count, of: count))) }
    return notes
  }
}
