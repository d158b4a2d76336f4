public import Nabla
public import Wire

/// Small pictures side by side: digits, filters.
///
/// ```swift
/// ImageGrid("The first ten", digits.prefix(10), width: 8, labels: labels)
/// ImageGrid("Filters", network.layers[0].parameters[0])
/// ```
///
/// The least value of all is the faintest shade and the most the strongest. Pixels that are infinite
/// or no numbers are struck out.
public struct ImageGrid: Displayable, Sendable {
  /// What the pictures are.
  public var title: String?
  private let images: [Grid]
  private let labels: [String]
  private var ends: ClosedRange<Double>?

  /// The most pictures that are drawn, and the most rows and columns of one.
  static let limit = (images: 64, side: 32)

  /// Pictures whose pixels stand in a row each, line by line.
  ///
  /// - Parameters:
  ///   - title: what the pictures are.
  ///   - images: the pixels of each picture.
  ///   - width: how many pixels a line has.
  ///   - labels: what stands below each picture.
  /// - Precondition: `width` divides the number of pixels, and there are no labels or as many as
  ///   pictures.
  public init(
    _ title: String?, _ images: some Sequence<some Sequence<some Quantity>>, width: Int,
    labels: [String] = []
  ) {
    if width < 1 { refuse("ImageGrid: width must be positive, received \(width)") }
    let grids = images.enumerated().map { index, pixels in
      let values = pixels.quantities
      if values.count % width != 0 {
        refuse(
          "ImageGrid: image \(index) has \(values.count) pixels, which are no lines of \(width)")
      }
      return Grid(values, width: width)
    }
    self.init(title, grids: grids, labels: labels)
  }

  /// Pictures of lines of pixels; they may be of different sizes.
  ///
  /// - Precondition: the lines of one picture are of one length, and there are no labels or as many
  ///   as pictures.
  public init(
    _ title: String?, _ images: some Sequence<[[Double]]>, labels: [String] = []
  ) {
    self.init(title, grids: images.map { Grid("ImageGrid", $0) }, labels: labels)
  }

  /// Pictures in a tensor: the last two dimensions are a picture's height and width.
  ///
  /// - Precondition: the tensor has at least two dimensions, and there are no labels or as many as
  ///   pictures.
  public init(_ title: String?, _ images: Tensor, labels: [String] = []) {
    let shape = images.shape
    if shape.count < 2 {
      refuse("ImageGrid: the tensor must have a height and a width, received \(shape)")
    }
    let size = shape[shape.count - 1] * shape[shape.count - 2]
    let values = images.values
    let grids =
      size == 0
      ? []
      : (0..<(values.count / size)).map {
        Grid(Array(values[($0 * size)..<(($0 + 1) * size)]), width: shape[shape.count - 1])
      }
    self.init(title, grids: grids, labels: labels)
  }

  /// Pictures in a tensor, without a title.
  public init(_ images: Tensor, labels: [String] = []) {
    self.init(nil, images, labels: labels)
  }

  private init(_ title: String?, grids: [Grid], labels: [String]) {
    if !labels.isEmpty, labels.count != grids.count {
      refuse("ImageGrid: \(grids.count) images need as many labels, received \(labels.count)")
    }
    self.title = title
    images = grids
    self.labels = labels
  }

  /// The grid with other values for the faintest and the strongest shade.
  public func scale(_ ends: ClosedRange<Double>) -> ImageGrid {
    if !ends.lowerBound.isFinite || !ends.upperBound.isFinite {
      refuse("ImageGrid.scale: the ends must be finite, received \(ends)")
    }
    var grid = self
    grid.ends = ends
    return grid
  }

  /// The grid as the weaver draws it.
  public var display: Display {
    let least = ends?.lowerBound ?? images.compactMap(\.least).min() ?? 0
    let most = ends?.upperBound ?? images.compactMap(\.most).max() ?? 0
    let shown = images.prefix(Self.limit.images).enumerated().map { index, image in
      let small = image.thinned(to: Self.limit.side)
      return Wire.ImageGrid.Image(
        label: labels.isEmpty ? nil : labels[index],
        rows: small.rows.map { row in
          String(row.map { shade($0, from: least, to: most) })
        }, size: [image.width, image.height])
    }
    return .images(
      Wire.ImageGrid(title: title, images: shown, count: images.count, scale: [least, most]))
  }

  /// A hexadecimal digit.
  private func shade(_ value: Double?, from least: Double, to most: Double) -> Character {
    guard let value else { return "x" }
    let span = most / 2 - least / 2
    let part = span > 0 ? (value / 2 - least / 2) / span : 0
    let level = Int((max(0, min(1, part)) * 15).rounded())
    return Array("0123456789abcdef")[level]
  }
}
