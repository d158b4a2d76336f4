public import Nabla
public import Wire

/// A grid of values as shades: the weights of a layer, or a function of two numbers.
///
/// ```swift
/// HeatMap("The first layer", network.layers[0].parameters[0])
///
/// HeatMap("Where the neuron says yes", x: -0.5...1.5, y: -0.5...1.5) { x1, x2 in
///   neuron.output(x1, x2)
/// }
/// .border(at: 0)
/// .labels(x: "x1", y: "x2")
/// .points("yes", x: [1], y: [1])
/// ```
///
/// Values below and above 0 have colours of their own. Values that are infinite or no numbers stay
/// empty, and large grids are drawn as means of blocks; the map says so.
public struct HeatMap: Displayable, Sendable {
  /// What the map shows.
  public var title: String?
  private let grid: Grid
  private var x = Axis()
  private var y = Axis()
  private let startsBelow: Bool
  private var columnNames: [String]?
  private var rowNames: [String]?
  private var ends: ClosedRange<Double>?
  private var middle: Double?
  private var level: Double?
  private var marks: [Scatter] = []

  /// The rows of a matrix, the first one on top.
  ///
  /// - Precondition: the rows are of one length.
  public init(_ title: String?, _ rows: some Sequence<some Sequence<some Quantity>>) {
    self.title = title
    grid = Grid("HeatMap", rows.map { $0.quantities })
    startsBelow = false
  }

  /// The rows of a matrix, without a title.
  public init(_ rows: some Sequence<some Sequence<some Quantity>>) { self.init(nil, rows) }

  /// The elements of a matrix, or of a vector as one row, without a title.
  public init(_ values: Tensor) { self.init(nil, values) }

  /// The elements of a matrix, or of a vector as one row.
  ///
  /// - Precondition: the tensor has one or two dimensions.
  public init(_ title: String?, _ values: Tensor) {
    if values.rank != 1, values.rank != 2 {
      refuse("HeatMap: the tensor must have one or two dimensions, received \(values.shape)")
    }
    self.title = title
    grid = Grid(values.values, width: values.shape.last ?? 0)
    startsBelow = false
  }

  /// The values of a function of two numbers, at the middles of so many cells each way.
  ///
  /// - Precondition: the ends of `x` and `y` are finite and apart.
  public init(
    _ title: String? = nil, x: ClosedRange<Double>, y: ClosedRange<Double>, cells: Int = 40,
    _ function: (_ x: Double, _ y: Double) throws -> some Quantity
  ) rethrows {
    if cells < 1 { refuse("HeatMap: cells must be positive, received \(cells)") }
    for (name, range) in [("x", x), ("y", y)] {
      let isFinite = range.lowerBound.isFinite && range.upperBound.isFinite
      if !isFinite || range.lowerBound == range.upperBound {
        refuse("HeatMap: the ends of \(name) must be finite and apart, received \(range)")
      }
    }
    func middle(_ range: ClosedRange<Double>, _ cell: Int) -> Double {
      let part = (Double(cell) + 0.5) / Double(cells)
      return range.lowerBound * (1 - part) + range.upperBound * part
    }
    self.title = title
    grid = Grid(
      "HeatMap",
      try (0..<cells).map { row in
        try (0..<cells).map { try function(middle(x, $0), middle(y, row)).quantity }
      })
    self.x.ends = [x.lowerBound, x.upperBound]
    self.y.ends = [y.lowerBound, y.upperBound]
    startsBelow = true
  }

  /// The map with what its axes measure.
  public func labels(x: String? = nil, y: String? = nil) -> HeatMap {
    changed {
      if let x { $0.x.label = x }
      if let y { $0.y.label = y }
    }
  }

  /// The map with a name for each column and each row.
  ///
  /// - Precondition: there are as many names as columns and as rows.
  public func names(columns: [String]? = nil, rows: [String]? = nil) -> HeatMap {
    if let columns, columns.count != grid.width {
      refuse("HeatMap: \(grid.width) columns need as many names, received \(columns.count)")
    }
    if let rows, rows.count != grid.height {
      refuse("HeatMap: \(grid.height) rows need as many names, received \(rows.count)")
    }
    return changed {
      if let columns { $0.columnNames = columns }
      if let rows { $0.rowNames = rows }
    }
  }

  /// The map with other ends of its colours than the least and the most of its values.
  public func scale(_ ends: ClosedRange<Double>) -> HeatMap {
    if !ends.lowerBound.isFinite || !ends.upperBound.isFinite {
      refuse("HeatMap.scale: the ends must be finite, received \(ends)")
    }
    return changed { $0.ends = ends }
  }

  /// The map with two colours that meet at a value other than 0.
  public func colorsMeet(at middle: Double) -> HeatMap {
    if !middle.isFinite { refuse("HeatMap.colorsMeet: finite, received \(middle)") }
    return changed { $0.middle = middle }
  }

  /// The map with a line where the values cross one of their own.
  public func border(at level: Double) -> HeatMap {
    if !level.isFinite { refuse("HeatMap.border: the level must be finite, received \(level)") }
    return changed { $0.level = level }
  }

  /// The map of a function with points on top.
  ///
  /// - Precondition: there are as many `x` as `y`.
  public func points(
    _ name: String? = nil, x: some Sequence<some Quantity>, y: some Sequence<some Quantity>
  ) -> HeatMap {
    let mark = Scatter(name, x: x, y: y)
    return changed { $0.marks.append(mark) }
  }

  private func changed(_ change: (inout HeatMap) -> Void) -> HeatMap {
    var map = self
    change(&map)
    return map
  }

  /// The map as the weaver draws it.
  public var display: Display {
    let least = ends?.lowerBound ?? grid.least ?? 0
    let most = ends?.upperBound ?? grid.most ?? 0
    let meets = middle ?? (least < 0 && most > 0 ? 0 : nil)
    let small = grid.thinned(to: 48)
    let isWhole = small.width == grid.width && small.height == grid.height
    return .heatMap(
      Wire.HeatMap(
        title: title, x: x, y: y, startsBelow: startsBelow, rows: small.rows,
        columnNames: isWhole ? columnNames : nil, rowNames: isWhole ? rowNames : nil,
        scale: [least, most], middle: meets, border: level,
        points: marks.map { $0.series(x: false, y: false) }, size: [grid.width, grid.height],
        notFinite: grid.notFinite))
  }
}
