/// Small pictures side by side: digits, filters.
public struct ImageGrid: Codable, Sendable, Equatable {
  /// What the pictures are, if the lesson says so.
  public var title: String?
  /// The pictures.
  public var images: [Image]
  /// How many there were.
  public var count: Int
  /// The value of the faintest shade and of the strongest.
  public var scale: [Double]

  /// A grid.
  public init(title: String? = nil, images: [Image], count: Int, scale: [Double]) {
    self.title = title
    self.images = images
    self.count = count
    self.scale = scale
  }

  /// One picture.
  public struct Image: Codable, Sendable, Equatable {
    /// What stands below it.
    public var label: String?
    /// Its rows, a hexadecimal digit a pixel: `0` the faintest, `f` the strongest, `x` no number.
    public var rows: [String]
    /// Its width and height before it was thinned to means of blocks.
    public var size: [Int]

    /// A picture.
    public init(label: String? = nil, rows: [String], size: [Int]) {
      self.label = label
      self.rows = rows
      self.size = size
    }
  }
}
