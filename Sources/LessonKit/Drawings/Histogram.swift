public import Nabla
public import Wire

/// How often values lie in each of some equal stretches, as columns.
///
/// ```swift
/// Histogram("Starting weights", weights, x: "weight")
/// ```
///
/// Values that are infinite or no numbers are left out, and the histogram says so.
public struct Histogram: Displayable, PlotMark {
  /// What the histogram shows.
  public var title: String?
  private let x: String?
  private let values: [Double]
  private let bins: Int?

  /// A histogram.
  ///
  /// - Parameters:
  ///   - title: what it shows.
  ///   - values: what is counted.
  ///   - x: what the values measure.
  ///   - bins: how many columns; where nil, about the square root of the number of values, from 5
  ///     to 40, with edges at round numbers.
  /// - Precondition: `bins` is positive.
  public init(
    _ title: String?, _ values: some Sequence<some Quantity>, x: String? = nil,
    bins: Int? = nil
  ) {
    if let bins, bins < 1 { refuse("Histogram: bins must be positive, received \(bins)") }
    self.title = title
    self.values = values.quantities
    self.x = x
    self.bins = bins
  }

  /// A histogram without a title.
  public init(_ values: some Sequence<some Quantity>, x: String? = nil, bins: Int? = nil) {
    self.init(nil, values, x: x, bins: bins)
  }

  /// A histogram of the elements of a tensor.
  public init(_ title: String?, _ values: Tensor, x: String? = nil, bins: Int? = nil) {
    self.init(title, values.values, x: x, bins: bins)
  }

  /// The columns as a part of a ``Plot``.
  public func series(x isLogarithmicX: Bool, y isLogarithmicY: Bool) -> Display.PlotSeries {
    let finite = values.filter { $0.isFinite && (!isLogarithmicX || $0 > 0) }
    let notFinite = values.count { !$0.isFinite }
    let edges = edges(of: finite)
    var counts = [Double](repeating: 0, count: max(0, edges.count - 1))
    for value in finite {
      // The last edge belongs to the last column.
      var low = 0
      var high = counts.count - 1
      while low < high {
        let middle = (low + high + 1) / 2
        if edges[middle] <= value { low = middle } else { high = middle - 1 }
      }
      counts[low] += 1
    }
    return Wire.Plot.Series(
      title, kind: .columns, x: edges, y: counts, count: counts.count, notFinite: notFinite,
      notPositive: values.count - finite.count - notFinite)
  }

  /// The edges of the columns.
  private func edges(of values: [Double]) -> [Double] {
    guard let least = values.min(), let most = values.max() else { return [] }
    let wanted = bins ?? min(40, max(5, Int(Double(values.count).squareRoot())))
    var (low, high) = (least, most)
    let room = max(least.magnitude, most.magnitude) * 1e-6
    // Halves, because the difference of two huge numbers is none.
    if high / 2 - low / 2 <= room {
      let reach = max(room, 0.5)
      (low, high) = (least - reach, most + reach)
    } else if bins == nil {
      let step = Self.roundStep((high / 2 - low / 2) / Double(wanted) * 2)
      let first = (low / step).rounded(.down)
      let last = (high / step).rounded(.up)
      if step.isFinite, first.magnitude < 1e15, last > first {
        return (0...Int(last - first)).map { (first + Double($0)) * step }
      }
    }
    return (0...wanted).map { index in
      let part = Double(index) / Double(wanted)
      return low * (1 - part) + high * part
    }
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below a step.
  private static func roundStep(_ step: Double) -> Double {
    var exponent = Int((Double(step.exponent) * 0.30103).rounded(.down)) - 1
    while true {
      for factor in ["1", "2", "5"] {
        let candidate = Double("\(factor)e\(exponent)") ?? .infinity
        if candidate >= step { return candidate }
      }
      exponent += 1
    }
  }

  /// The histogram as the weaver draws it.
  public var display: Display {
    var series = series(x: false, y: false)
    series.name = nil
    return .plot(Wire.Plot(title: title, x: Axis(x), y: Axis(Wire.Plot.counts), series: [series]))
  }
}
