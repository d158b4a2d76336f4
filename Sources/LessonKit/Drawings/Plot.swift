public import Wire

/// Lines, points and columns in a pair of axes.
///
/// ```swift
/// Plot("Training", x: "epoch", y: "loss")
///   .line("published", published)
///   .line("true gradients", together)
///   .logarithmic(y: true)
/// ```
///
/// or, with the parts in a list, where loops and conditions may stand too:
///
/// ```swift
/// Plot("Training", x: "epoch", y: "loss") {
///   for run in runs { Line(run.name, run.losses) }
///   Scatter("best", x: [best], y: [runs[0].losses[best]])
/// }
/// ```
///
/// Values that are infinite or no numbers are left out, and long series thinned; the plot says so.
public struct Plot: Displayable, Sendable {
  /// What the plot shows.
  public var title: String?
  private var x: Wire.Axis
  private var y: Wire.Axis
  private var marks: [any PlotMark]

  /// A plot with what the two axes measure, to which lines and points are added.
  public init(_ title: String? = nil, x: String? = nil, y: String? = nil) {
    self.title = title
    self.x = Axis(x)
    self.y = Axis(y)
    marks = []
  }

  /// A plot of the marks in the closure.
  public init(
    _ title: String? = nil, x: String? = nil, y: String? = nil,
    @PlotBuilder marks: () -> [any PlotMark]
  ) {
    self.init(title, x: x, y: y)
    self.marks = marks()
  }

  /// The plot with one more mark, on top of the others.
  public func adding(_ mark: some PlotMark) -> Plot {
    var plot = self
    plot.marks.append(mark)
    return plot
  }

  /// The plot with axes on which equal distances are equal factors.
  ///
  /// Points at 0 or below have no place on such an axis; they are left out, and the plot says so.
  public func logarithmic(x: Bool = false, y: Bool = false) -> Plot {
    var plot = self
    if x { plot.x.isLogarithmic = true }
    if y { plot.y.isLogarithmic = true }
    plot.refuseEndsWithoutLogarithm()
    return plot
  }

  /// The plot with ends of its axes that do not follow from the data.
  ///
  /// - Precondition: the ends are finite and apart, and positive where the axis is logarithmic.
  public func range(x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil) -> Plot {
    var plot = self
    if let x { plot.x.ends = ends(x, of: "x") }
    if let y { plot.y.ends = ends(y, of: "y") }
    plot.refuseEndsWithoutLogarithm()
    return plot
  }

  /// At the lesson's line, not where the plot is drawn.
  private func refuseEndsWithoutLogarithm() {
    for (name, axis) in [("x", x), ("y", y)] {
      if axis.isLogarithmic, let least = axis.ends?.first, least <= 0 {
        refuse("Plot.range: a logarithmic axis has no 0, but \(name) begins at \(least)")
      }
    }
  }

  private func ends(_ range: ClosedRange<Double>, of name: String) -> [Double] {
    guard range.lowerBound.isFinite, range.upperBound.isFinite, range.lowerBound < range.upperBound
    else { refuse("Plot.range: the ends of \(name) must be finite and apart, received \(range)") }
    return [range.lowerBound, range.upperBound]
  }

  /// The plot as the weaver draws it.
  public var display: Display {
    .plot(
      Wire.Plot(
        title: title, x: x, y: y,
        series: marks.map {
          $0.series(x: x.isLogarithmic, y: y.isLogarithmic)
        }))
  }
}

/// What can stand in a plot: a line, points, columns.
public protocol PlotMark: Sendable {
  /// The mark as the weaver draws it.
  ///
  /// - Parameters:
  ///   - x: whether the horizontal axis is logarithmic.
  ///   - y: whether the vertical axis is.
  func series(x: Bool, y: Bool) -> Display.PlotSeries
}

extension Display {
  /// A series of points in a plot.
  public typealias PlotSeries = Wire.Plot.Series
}

/// Collects the marks of a ``Plot``.
@resultBuilder
public enum PlotBuilder {
  /// One mark.
  public static func buildExpression(_ mark: some PlotMark) -> [any PlotMark] { [mark] }
  /// Marks in their order.
  public static func buildBlock(_ marks: [any PlotMark]...) -> [any PlotMark] {
    marks.flatMap { $0 }
  }
  /// Marks of a loop.
  public static func buildArray(_ marks: [[any PlotMark]]) -> [any PlotMark] {
    marks.flatMap { $0 }
  }
  /// Marks that may be missing.
  public static func buildOptional(_ marks: [any PlotMark]?) -> [any PlotMark] { marks ?? [] }
  /// The first choice.
  public static func buildEither(first marks: [any PlotMark]) -> [any PlotMark] { marks }
  /// The second choice.
  public static func buildEither(second marks: [any PlotMark]) -> [any PlotMark] { marks }
}
