/// A bar for each of some things, or one for each series of each.
public struct Bars: Codable, Sendable, Equatable {
  /// What the bars show, if the lesson says so.
  public var title: String?
  /// What the lengths measure.
  public var value: Axis
  /// The things.
  public var labels: [String]
  /// Their lengths, a series after the other.
  public var series: [Series]
  /// How many things were left out at the end.
  public var omitted: Int

  /// Bars; each series has as many values as there are labels.
  public init(
    title: String? = nil, value: Axis, labels: [String], series: [Series], omitted: Int = 0
  ) {
    self.title = title
    self.value = value
    self.labels = labels
    self.series = series
    self.omitted = omitted
  }

  /// One bar a thing.
  public struct Series: Codable, Sendable, Equatable {
    /// What the legend calls it.
    public var name: String?
    /// The lengths; `nil` where the value is no finite number.
    public var values: [Double?]

    /// A series of bars.
    public init(_ name: String?, values: [Double?]) {
      self.name = name
      self.values = values
    }
  }
}
