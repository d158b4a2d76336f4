public import Nabla
public import Wire

extension GradientCheck: Displayable {
  /// The derivatives as a table, the worst first: both numbers, their distance, the floor, and what
  /// the check says of them. At most 20 rows.
  public var display: Display {
    let shown = entries.prefix(20)
    let rows = shown.map { entry in
      [
        entry.parameter, entry.analytic.shown(digits: 6), entry.numerical.shown(digits: 6),
        entry.absoluteError.scientific(1), entry.floor.scientific(1), entry.agrees ? "yes" : "NO",
        entry.diagnosis?.description ?? ""
      ]
    }
    let rest = entries.count > shown.count ? "; the worst \(shown.count) of them" : ""
    return .table(
      Wire.Table(
        columns: [
          "derivative by", "under test", "by definition", "error", "floor", "agree", "diagnosis"
        ], rows: rows, caption: verdict + rest))
  }

  /// The V of one derivative: its distance from the difference, against the step ε, with the floor
  /// that rounding and curvature allow and the step that was chosen.
  ///
  /// ```swift
  /// check.errors(of: "w1")
  /// ```
  ///
  /// - Precondition: the check has a derivative of that name, and kept its curve: see `curves` of
  ///   `gradientCheck`.
  public func errors(of parameter: String) -> Plot {
    guard let entry = entries.first(where: { $0.parameter == parameter }) else {
      refuse("GradientCheck.errors: there is no derivative by \(parameter)")
    }
    if entry.curve.isEmpty {
      refuse(
        "GradientCheck.errors: other steps were not measured for \(parameter); "
          + "ask gradientCheck for more curves")
    }
    let measured = entry.curve.filter { $0.value.isFinite && $0.floor.isFinite }
    return Plot("The derivative by \(parameter)", x: "ε", y: "error")
      .line("floor", x: measured.map(\.step), y: measured.map(\.floor))
      .line(
        "error", x: measured.map(\.step),
        y: measured.map { ($0.value - entry.analytic).magnitude }
      )
      .scatter("chosen ε", x: [entry.step], y: [entry.absoluteError])
      .logarithmic(x: true, y: true)
  }
}
