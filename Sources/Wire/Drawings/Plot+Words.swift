extension Plot {
  /// The title, or what the axes say.
  public var heading: String {
    if let title { return title }
    switch (y.label, x.label) {
    case (let y?, let x?): return "\(y) against \(x)"
    case (let y?, nil): return y
    default:
      let names = series.compactMap(\.name)
      return names.isEmpty ? "Plot" : names.joined(separator: ", ")
    }
  }

  /// What the legend calls each series.
  public var names: [String] {
    series.enumerated().map { index, series in
      series.name ?? (self.series.count == 1 ? y.label ?? "values" : "series \(index + 1)")
    }
  }

  /// What was left out or thinned, a sentence each.
  public var notes: [String] {
    zip(names, series).flatMap { name, series in
      let whose = self.series.count == 1 ? "" : "\(name): "
      return series.notes.map { whose + $0 }
    }
  }

  /// The series as a table: how many points, the first and the last, the least and the most.
  public var summary: Table {
    Table(
      columns: ["series", "points", "first", "last", "least", "most"],
      rows: zip(names, series).map { name, series in
        let ends = [series.y.first, series.y.last, series.y.min(), series.y.max()]
        return [name, "\(series.count)"] + ends.map { $0?.shown() ?? "" }
      })
  }

  /// What the axes measure, and from where to where.
  var axesText: String {
    func words(_ name: String, _ axis: Axis, _ values: [Double]) -> String {
      var text = name
      if let label = axis.label { text += " \(label)" }
      if axis.isLogarithmic { text += " (logarithmic)" }
      if let least = values.min(), let most = values.max() {
        text += " from \(least.shown()) to \(most.shown())"
      }
      return text
    }
    return words("x:", x, series.flatMap(\.x)) + "; " + words("y:", y, series.flatMap(\.y))
  }

  /// The title, the axes, a row for each series, and what was left out.
  public var plainText: String {
    if series.isEmpty { return heading + "\nno series" }
    if series.allSatisfy(\.y.isEmpty) {
      return ([heading, "no points"] + notes).joined(separator: "\n")
    }
    let lines = [heading, axesText, summary.plainText]
    return (lines + notes).joined(separator: "\n")
  }
}

extension Plot.Series {
  /// What was left out or thinned, a sentence each.
  public var notes: [String] {
    var notes: [String] = []
    if notFinite > 0 {
      notes.append(
        Counted.text(notFinite, "point is", "points are")
          + " left out, being infinite or no number")
    }
    if notPositive > 0 {
      notes.append(
        Counted.text(notPositive, "point is", "points are")
          + " left out, being 0 or less on a logarithmic axis")
    }
    if count > y.count {
      notes.append("\(y.count) of \(count) points drawn, the extremes among them")
    }
    return notes
  }
}

/// A count and what is counted.
enum Counted {
  static func text(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
