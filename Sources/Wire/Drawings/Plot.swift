/// Series of points in one pair of axes.
///
/// All numbers are finite: what is not was left out where the plot was made, and is counted.
public struct Plot: Codable, Sendable, Equatable {
  /// What the plot shows, if the lesson says so.
  public var title: String?
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// What is drawn, the first one lowest.
  public var series: [Series]

  /// A plot.
  public init(title: String? = nil, x: Axis, y: Axis, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }

  /// One series of points.
  public struct Series: Codable, Sendable, Equatable {
    /// How the points are drawn.
    public enum Kind: String, Codable, Sendable {
      /// Joined by a line, in their order.
      case line
      /// Each by itself.
      case points
      /// Columns that touch: `x` holds the edges, one more than there are columns.
      case columns
    }

    /// What the legend calls it, if the lesson says so.
    public var name: String?
    /// How it is drawn.
    public var kind: Kind
    /// Where the points stand; for columns, their edges.
    public var x: [Double]
    /// How high the points are.
    public var y: [Double]
    /// How many points there were before the series was thinned.
    public var count: Int
    /// How many were left out, because they were no numbers or infinite.
    public var notFinite: Int
    /// How many were left out, because a logarithmic axis has no place for them.
    public var notPositive: Int

    /// A series that is thinned already.
    public init(
      _ name: String?, kind: Kind, x: [Double], y: [Double], count: Int, notFinite: Int = 0,
      notPositive: Int = 0
    ) {
      self.name = name
      self.kind = kind
      self.x = x
      self.y = y
      self.count = count
      self.notFinite = notFinite
      self.notPositive = notPositive
    }
  }
}
