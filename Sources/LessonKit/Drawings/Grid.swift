/// Values in rows of one length.
struct Grid: Sendable {
  let values: [Double]
  let width: Int
  var height: Int { width == 0 ? 0 : values.count / width }

  /// The elements of a matrix, row by row.
  init(_ values: [Double], width: Int) {
    self.values = values
    self.width = width
  }

  /// Rows of one length; others end the program with the name of what was to be drawn.
  init(_ owner: String, _ rows: [[Double]]) {
    let width = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != width {
      refuse(
        "\(owner): rows must be of one length, but row 0 has \(width) values and row \(index) has "
          + "\(row.count)")
    }
    self.init(rows.flatMap { $0 }, width: width)
  }

  var notFinite: Int { values.count { !$0.isFinite } }
  var least: Double? { values.lazy.filter(\.isFinite).min() }
  var most: Double? { values.lazy.filter(\.isFinite).max() }

  /// The rows, with `nil` for what is not finite.
  var rows: [[Double?]] {
    (0..<height).map { row in
      values[(row * width)..<((row + 1) * width)].map { $0.isFinite ? $0 : nil }
    }
  }

  /// The grid in at most so many rows and columns, each the mean of a block of cells.
  func thinned(to limit: Int) -> Grid {
    guard width > limit || height > limit else { return self }
    let (columns, rows) = (min(width, limit), min(height, limit))
    var means: [Double] = []
    means.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        var mean = 0.0
        var count = 0.0
        for y in (row * height / rows)..<((row + 1) * height / rows) {
          for x in (column * width / columns)..<((column + 1) * width / columns)
          where values[y * width + x].isFinite {
            // A running mean does not overflow where a sum would.
            count += 1
            mean += (values[y * width + x] - mean) / count
          }
        }
        means.append(count == 0 ? .nan : mean)
      }
    }
    return Grid(means, width: columns)
  }
}
