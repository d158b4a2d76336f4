/// An axis of a plot or a heat map.
public struct Axis: Codable, Sendable, Equatable {
  /// What is measured along it.
  public var label: String?
  /// Whether equal distances are equal factors.
  public var isLogarithmic: Bool
  /// The two ends, where the lesson sets them; else they follow from the data.
  public var ends: [Double]?

  /// An axis.
  public init(_ label: String? = nil, isLogarithmic: Bool = false, ends: [Double]? = nil) {
    self.label = label
    self.isLogarithmic = isLogarithmic
    self.ends = ends
  }
}
