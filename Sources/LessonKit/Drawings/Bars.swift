public import Wire

/// A bar for each of some things.
///
/// ```swift
/// Bars("Right answers", ["published": 980, "mended": 1992])
/// ```
///
/// Bars begin at 0. Where a value is no finite number there is none, and the word for it instead.
public struct Bars: Displayable, Sendable {
  /// What the bars show.
  public var title: String?
  private let measure: String?
  private let labels: [String]
  private var series: [(name: String?, values: [Double])]

  /// The most bars of one series that are drawn.
  static let limit = 60

  /// A bar for each pair, in their order.
  ///
  /// - Parameters:
  ///   - title: what the bars show.
  ///   - values: the things and their lengths.
  ///   - measure: what the lengths measure.
  public init(
    _ title: String?, _ values: KeyValuePairs<String, some Quantity>, measure: String? = nil
  ) {
    self.init(title, values.map(\.key), values.map(\.value), measure: measure)
  }

  /// A bar for each pair, without a title.
  public init(_ values: KeyValuePairs<String, some Quantity>, measure: String? = nil) {
    self.init(nil, values, measure: measure)
  }

  /// A bar for each label.
  ///
  /// - Precondition: there are as many values as labels.
  public init(
    _ title: String?, _ labels: some Sequence<String>, _ values: some Sequence<some Quantity>,
    measure: String? = nil
  ) {
    self.title = title
    self.measure = measure
    self.labels = Array(labels)
    series = []
    add(nil, values.quantities)
  }

  /// No bars yet, for labels to which ``adding(_:_:)`` gives bars.
  public init(_ title: String? = nil, for labels: some Sequence<String>, measure: String? = nil) {
    self.title = title
    self.measure = measure
    self.labels = Array(labels)
    series = []
  }

  /// The bars with one more for each label.
  ///
  /// - Precondition: there are as many values as labels.
  public func adding(_ name: String, _ values: some Sequence<some Quantity>) -> Bars {
    var bars = self
    bars.add(name, values.quantities)
    return bars
  }

  private mutating func add(_ name: String?, _ values: [Double]) {
    if values.count != labels.count {
      refuse(
        "Bars\(name.map { " \"\($0)\"" } ?? ""): there must be as many values as labels, "
          + "received \(values.count) and \(labels.count)")
    }
    series.append((name, values))
  }

  /// The bars as the weaver draws them.
  public var display: Display {
    let kept = min(labels.count, Self.limit)
    return .bars(
      Wire.Bars(
        title: title, value: Axis(measure), labels: Array(labels.prefix(kept)),
        series: series.map { name, values in
          Wire.Bars.Series(name, values: values.prefix(kept).map { $0.isFinite ? $0 : nil })
        }, omitted: labels.count - kept))
  }
}
