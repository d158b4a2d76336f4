/// Recorded lines laid beside computed ones at the least cost; a recorded `...` takes any lines.
package struct Alignment {
  /// One step of the way through both.
  package enum Step: Equatable, Sendable {
    /// This recorded line stands beside this computed one.
    case pair(Int, Int)
    /// This recorded line has no computed one.
    case missing(Int)
    /// This computed line has no recorded one; it stands before this recorded line.
    case extra(Int, before: Int)
    /// This computed line is one of those that `...` stands for.
    case elided(Int)
    /// This recorded line is `...`.
    case elision(Int)
  }

  package private(set) var steps: [Step]

  /// The largest table that is filled; beyond it only equal lengths are compared.
  private static let largestTable = 1_000_000

  /// Aligns; `nil` where both are so long that it would take too much.
  init?(
    recorded: [String], computed: [String], cost: (_ recorded: Int, _ computed: Int) -> Int
  ) {
    // What agrees from the top needs no table.
    var top = 0
    while top < min(recorded.count, computed.count), recorded[top] != "...", cost(top, top) == 0 {
      top += 1
    }
    // Nor does what agrees from the bottom.
    var bottom = 0
    while bottom < min(recorded.count, computed.count) - top,
      recorded[recorded.count - 1 - bottom] != "...",
      cost(recorded.count - 1 - bottom, computed.count - 1 - bottom) == 0
    {
      bottom += 1
    }
    let rows = recorded.count - top - bottom
    let columns = computed.count - top - bottom
    guard (rows + 1) * (columns + 1) <= Self.largestTable else {
      let middle = Self.inOrder(
        recorded, computed, top: top, rows: rows, columns: columns, cost: cost)
      guard let middle else { return nil }
      steps =
        (0..<top).map { .pair($0, $0) } + middle
        + (0..<bottom).map { .pair(top + rows + $0, top + columns + $0) }
      return
    }
    let width = columns + 1
    // 0 pair, 1 missing, 2 extra, 3 elided, 4 the end of `...`
    var moves = [UInt8](repeating: 2, count: (rows + 1) * width)
    var costs = (0..<width).map { $0 * Self.gap }
    for row in 1..<(rows + 1) where rows > 0 {
      let previous = costs
      if recorded[top + row - 1] == "..." {
        for column in 0..<width {
          costs[column] = previous[column]
          moves[row * width + column] = 4
          if column > 0, costs[column - 1] <= costs[column] {
            costs[column] = costs[column - 1]
            moves[row * width + column] = 3
          }
        }
        continue
      }
      for column in 0..<width {
        var best = previous[column] + Self.gap
        var move: UInt8 = 1
        if column > 0 {
          let pair = previous[column - 1] + cost(top + row - 1, top + column - 1)
          if pair <= best { (best, move) = (pair, 0) }
          let extra = costs[column - 1] + Self.gap
          if extra < best { (best, move) = (extra, 2) }
        }
        costs[column] = best
        moves[row * width + column] = move
      }
    }
    var found: [Step] = []
    var row = rows
    var column = columns
    while row > 0 || column > 0 {
      switch moves[row * width + column] {
      case 0:
        row -= 1
        column -= 1
        found.append(.pair(top + row, top + column))
      case 1:
        row -= 1
        found.append(.missing(top + row))
      case 3:
        column -= 1
        found.append(.elided(top + column))
      case 4:
        row -= 1
        found.append(.elision(top + row))
      default:
        column -= 1
        found.append(.extra(top + column, before: top + row))
      }
    }
    steps =
      (0..<top).map { .pair($0, $0) } + found.reversed()
      + (0..<bottom).map { .pair(top + rows + $0, top + columns + $0) }
  }

  /// The steps through many lines, in time that grows with their number: line beside line and, between
  /// recorded `...`, the first computed lines that agree; `nil` where there are none.
  private static func inOrder(
    _ recorded: [String], _ computed: [String], top: Int, rows: Int, columns: Int,
    cost: (_ recorded: Int, _ computed: Int) -> Int
  ) -> [Step]? {
    var steps: [Step] = []
    guard recorded[top..<(top + rows)].contains("...") else {
      let both = min(rows, columns)
      steps += (0..<both).map { .pair(top + $0, top + $0) }
      steps += (both..<max(both, rows)).map { .missing(top + $0) }
      steps += (both..<max(both, columns)).map { .extra(top + $0, before: top + rows) }
      return steps
    }
    var (row, column) = (top, top)
    let (lastRow, lastColumn) = (top + rows, top + columns)
    /// How many more lines may be compared.
    var budget = 2 * largestTable
    while row < lastRow {
      guard recorded[row] == "..." else {
        // Before the first `...`: these lines have to agree.
        guard column < lastColumn, cost(row, column) == 0 else { return nil }
        steps.append(.pair(row, column))
        (row, column) = (row + 1, column + 1)
        continue
      }
      let elision = row
      row += 1
      let part = recorded[row..<lastRow].prefix { $0 != "..." }.count
      let isLast = row + part == lastRow
      var start = isLast ? max(column, lastColumn - part) : column
      while true {
        guard start + part <= lastColumn, budget > 0 else { return nil }
        var same = 0
        while same < part, cost(row + same, start + same) == 0 { same += 1 }
        budget -= same + 1
        if same == part { break }
        guard !isLast else { return nil }
        start += 1
      }
      steps += (column..<start).map { .elided($0) } + [.elision(elision)]
      steps += (0..<part).map { .pair(row + $0, start + $0) }
      (row, column) = (row + part, start + part)
    }
    guard column == lastColumn else { return nil }
    return steps
  }

  /// A line more or less costs less than a line of other text, and more than a wrong number.
  private static let gap = 2_000_000
  /// What a line with wrong numbers costs, and as much as `farNumbers` more the farther they are
  /// off: where `...` leaves the place open, it is the one with the nearest numbers.
  static let numbersDiffer = 1_000_000
  static let farNumbers = 900_000.0
  static let textDiffers = 3_000_000
  /// How much less another text costs the more alike it is: it stays dearer than wrong numbers.
  static let textAlike = 500_000.0
}
