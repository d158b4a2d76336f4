public import Nabla
public import Wire

/// Points joined by a line, for a ``Plot``.
public struct Line: PlotMark {
  private let points: Points

  /// A line through values at 0, 1, 2, ….
  public init(_ name: String?, _ y: some Sequence<some Quantity>) {
    points = Points("Line", name, y: y.quantities)
  }

  /// A line without a name through values at 0, 1, 2, ….
  public init(_ y: some Sequence<some Quantity>) { self.init(nil, y) }

  /// A line through the elements of a tensor at 0, 1, 2, ….
  public init(_ name: String?, _ y: Tensor) { self.init(name, y.values) }

  /// A line without a name through the elements of a tensor at 0, 1, 2, ….
  public init(_ y: Tensor) { self.init(nil, y.values) }

  /// A line through points, in their order.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public init(
    _ name: String? = nil, x: some Sequence<some Quantity>, y: some Sequence<some Quantity>
  ) {
    points = Points("Line", name, x: x.quantities, y: y.quantities)
  }

  /// A line through points, in their order.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public init(_ name: String? = nil, x: Tensor, y: Tensor) {
    points = Points("Line", name, x: x.values, y: y.values)
  }

  /// The graph of a function.
  ///
  /// - Parameters:
  ///   - domain: from where to where.
  ///   - samples: at how many places the function is asked; the ends are two of them.
  ///   - function: the function.
  public init(
    _ name: String? = nil, over domain: ClosedRange<Double>, samples: Int = 201,
    _ function: (Double) throws -> Double
  ) rethrows {
    if samples < 2 { refuse("Line: samples must be at least 2, received \(samples)") }
    let x = domain.divided(into: samples)
    points = Points("Line", name, x: x, y: try x.map(function))
  }

  /// The line as the weaver draws it.
  public func series(x: Bool, y: Bool) -> Display.PlotSeries {
    points.series(.line, x: x, y: y)
  }
}

/// Points by themselves, for a ``Plot``.
public struct Scatter: PlotMark {
  private let points: Points

  /// Points at 0, 1, 2, ….
  public init(_ name: String?, _ y: some Sequence<some Quantity>) {
    points = Points("Scatter", name, y: y.quantities)
  }

  /// Points without a name at 0, 1, 2, ….
  public init(_ y: some Sequence<some Quantity>) { self.init(nil, y) }

  /// Points.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public init(
    _ name: String? = nil, x: some Sequence<some Quantity>, y: some Sequence<some Quantity>
  ) {
    points = Points("Scatter", name, x: x.quantities, y: y.quantities)
  }

  /// Points.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public init(_ name: String? = nil, x: Tensor, y: Tensor) {
    points = Points("Scatter", name, x: x.values, y: y.values)
  }

  /// The points as the weaver draws them.
  public func series(x: Bool, y: Bool) -> Display.PlotSeries {
    points.series(.points, x: x, y: y)
  }
}

extension Plot {
  /// The plot with a line through values at 0, 1, 2, ….
  public func line(_ name: String?, _ y: some Sequence<some Quantity>) -> Plot {
    adding(Line(name, y))
  }

  /// The plot with a line without a name through values at 0, 1, 2, ….
  public func line(_ y: some Sequence<some Quantity>) -> Plot { adding(Line(y)) }

  /// The plot with a line through the elements of a tensor at 0, 1, 2, ….
  public func line(_ name: String?, _ y: Tensor) -> Plot { adding(Line(name, y)) }

  /// The plot with a line without a name through the elements of a tensor at 0, 1, 2, ….
  public func line(_ y: Tensor) -> Plot { adding(Line(y)) }

  /// The plot with a line through points, in their order.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public func line(
    _ name: String? = nil, x: some Sequence<some Quantity>, y: some Sequence<some Quantity>
  ) -> Plot { adding(Line(name, x: x, y: y)) }

  /// The plot with a line through points, in their order.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public func line(_ name: String? = nil, x: Tensor, y: Tensor) -> Plot {
    adding(Line(name, x: x, y: y))
  }

  /// The plot with the graph of a function.
  public func line(
    _ name: String? = nil, over domain: ClosedRange<Double>, samples: Int = 201,
    _ function: (Double) throws -> Double
  ) rethrows -> Plot { adding(try Line(name, over: domain, samples: samples, function)) }

  /// The plot with points at 0, 1, 2, ….
  public func scatter(_ name: String?, _ y: some Sequence<some Quantity>) -> Plot {
    adding(Scatter(name, y))
  }

  /// The plot with points without a name at 0, 1, 2, ….
  public func scatter(_ y: some Sequence<some Quantity>) -> Plot { adding(Scatter(y)) }

  /// The plot with points.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public func scatter(
    _ name: String? = nil, x: some Sequence<some Quantity>, y: some Sequence<some Quantity>
  ) -> Plot { adding(Scatter(name, x: x, y: y)) }

  /// The plot with points.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public func scatter(_ name: String? = nil, x: Tensor, y: Tensor) -> Plot {
    adding(Scatter(name, x: x, y: y))
  }
}

extension ClosedRange<Double> {
  /// So many numbers at equal distances, the ends among them.
  func divided(into count: Int) -> [Double] {
    guard lowerBound.isFinite, upperBound.isFinite else {
      refuse("a range to be drawn must have finite ends, received \(self)")
    }
    return (0..<count).map { index in
      let part = Double(index) / Double(count - 1)
      return lowerBound * (1 - part) + upperBound * part
    }
  }
}
