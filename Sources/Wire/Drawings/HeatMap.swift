/// A grid of values as shades of colour.
public struct HeatMap: Codable, Sendable, Equatable {
  /// What the map shows, if the lesson says so.
  public var title: String?
  /// The horizontal axis; its ends are the outer edges of the cells.
  public var x: Axis
  /// The vertical axis, likewise.
  public var y: Axis
  /// Whether the first row is the lowest, as in a plot; else it is the highest, as in a matrix.
  public var startsBelow: Bool
  /// The values, row by row; `nil` where there is no finite number.
  public var rows: [[Double?]]
  /// Names of the columns, in place of numbers along the axis.
  public var columnNames: [String]?
  /// Names of the rows.
  public var rowNames: [String]?
  /// The least and the most that a shade stands for.
  public var scale: [Double]
  /// Where two colours meet, one for more and one for less; `nil` for one colour.
  public var middle: Double?
  /// Where the values cross this, a line is drawn.
  public var border: Double?
  /// Points on top.
  public var points: [Plot.Series]
  /// How many rows and columns there were before the map was thinned to means of blocks.
  public var size: [Int]
  /// How many values are no finite numbers.
  public var notFinite: Int

  /// A map.
  public init(
    title: String? = nil, x: Axis = Axis(), y: Axis = Axis(), startsBelow: Bool = false,
    rows: [[Double?]], columnNames: [String]? = nil, rowNames: [String]? = nil, scale: [Double],
    middle: Double? = nil, border: Double? = nil, points: [Plot.Series] = [], size: [Int],
    notFinite: Int = 0
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.startsBelow = startsBelow
    self.rows = rows
    self.columnNames = columnNames
    self.rowNames = rowNames
    self.scale = scale
    self.middle = middle
    self.border = border
    self.points = points
    self.size = size
    self.notFinite = notFinite
  }
}
