import Text

/// Lines along which a grid of values crosses a level.
///
/// Marching squares (W. E. Lorensen, H. E. Cline, "Marching Cubes", SIGGRAPH 1987, in two
/// dimensions): in each square of four neighbours the places where its sides cross the level are
/// found by linear interpolation and joined; pieces that meet become one line.
enum Contour {
  struct Point: Hashable {
    var x: Double
    var y: Double
  }

  /// The grid with one more row and column on each side, as the two outermost go on.
  static func extended(_ rows: [[Double?]]) -> [[Double?]] {
    func beyond(_ edge: Double?, _ inner: Double?) -> Double? {
      guard let edge, let inner else { return edge }
      let value = edge + (edge - inner)
      return value.isFinite ? value : edge
    }
    func wider(_ row: [Double?]) -> [Double?] {
      guard let first = row.first, let last = row.last else { return row }
      guard row.count > 1 else { return [first] + row + [last] }
      return [beyond(first, row[1])] + row + [beyond(last, row[row.count - 2])]
    }
    let wide = rows.map(wider)
    guard let first = wide.first, let last = wide.last else { return wide }
    guard wide.count > 1 else { return [first] + wide + [last] }
    return [zip(first, wide[1]).map(beyond)] + wide
      + [zip(last, wide[wide.count - 2]).map(beyond)]
  }

  /// The lines, in columns and rows of the grid.
  package static func lines(of rows: [[Double?]], at level: Double) -> [[Point]] {
    var pieces: [(Point, Point)] = []
    for y in 0..<max(0, rows.count - 1) {
      for x in 0..<max(0, rows[y].count - 1) {
        guard let a = rows[y][x], let b = rows[y][x + 1], let c = rows[y + 1][x + 1],
          let d = rows[y + 1][x]
        else { continue }
        let corners = [
          (Double(x), Double(y), a), (Double(x + 1), Double(y), b),
          (Double(x + 1), Double(y + 1), c), (Double(x), Double(y + 1), d)
        ]
        var crossings: [Point] = []
        for side in 0..<4 {
          let (from, to) = (corners[side], corners[(side + 1) % 4])
          guard (from.2 < level) != (to.2 < level) else { continue }
          // From the lower corner on, so that neighbours find the same place, bit for bit.
          let (low, high) = from.2 < to.2 ? (from, to) : (to, from)
          let part = (level / 2 - low.2 / 2) / (high.2 / 2 - low.2 / 2)
          crossings.append(
            Point(
              x: low.0 + (high.0 - low.0) * part, y: low.1 + (high.1 - low.1) * part))
        }
        switch crossings.count {
        case 2: pieces.append((crossings[0], crossings[1]))
        case 4:
          // A saddle: the value in the middle says which corners belong together.
          let middle = a / 4 + b / 4 + c / 4 + d / 4
          let isJoined = (middle < level) == (a < level)
          let (one, other) = isJoined ? (1, 3) : (3, 1)
          pieces.append((crossings[0], crossings[one]))
          pieces.append((crossings[2], crossings[other]))
        default: break
        }
      }
    }
    return joined(pieces)
  }

  /// Pieces that share an end, as lines.
  private static func joined(_ pieces: [(Point, Point)]) -> [[Point]] {
    var ends: [Point: [Int]] = [:]
    for (index, piece) in pieces.enumerated() {
      ends[piece.0, default: []].append(index)
      ends[piece.1, default: []].append(index)
    }
    var isUsed = [Bool](repeating: false, count: pieces.count)
    func next(from point: Point) -> (Int, Point)? {
      for index in ends[point] ?? [] where !isUsed[index] {
        return (index, pieces[index].0 == point ? pieces[index].1 : pieces[index].0)
      }
      return nil
    }
    var lines: [[Point]] = []
    for index in pieces.indices where !isUsed[index] {
      isUsed[index] = true
      var line = [pieces[index].0, pieces[index].1]
      for _ in 0..<2 {
        while let (piece, point) = next(from: line[line.count - 1]) {
          isUsed[piece] = true
          line.append(point)
        }
        line.reverse()
      }
      lines.append(line)
    }
    return lines
  }
}
