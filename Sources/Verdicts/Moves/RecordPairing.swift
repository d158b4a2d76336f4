import Text

/// Finds for the records of a lesson the same ones in another state of it, also where the prose
/// around them was rewritten, code was renamed, or a section was moved.
struct RecordPairing {
  private let old: [RecordedPassage]
  private let new: [RecordedPassage]
  /// The old record of each new one.
  private(set) var pairs: [Int: Int] = [:]

  init(_ old: [RecordedPassage], _ new: [RecordedPassage]) {
    self.old = old
    self.new = new
    var start = 0
    while start < min(old.count, new.count), isSame(start, start) {
      pairs[start] = start
      start += 1
    }
    var end = 0
    while end < min(old.count, new.count) - start,
      isSame(old.count - 1 - end, new.count - 1 - end)
    {
      pairs[new.count - 1 - end] = old.count - 1 - end
      end += 1
    }
    let rows = start..<(old.count - end)
    let columns = start..<(new.count - end)
    if rows.count * columns.count <= Self.largestTable { align(rows, columns) }
    pairWhatMoved()
  }

  /// How many pairs are tried: more records than any lesson has, in a second.
  private static let largestTable = 1_000_000

  /// Whether two records are the same but for what is recorded.
  private func isSame(_ row: Int, _ column: Int) -> Bool {
    old[row].kind == new[column].kind && old[row].code.hasSameBytes(as: new[column].code)
      && old[row].words == new[column].words
  }

  /// How alike two records are: 2 and more where the same code computes them, less where only most
  /// of the words are the same, 0 where they are no pair.
  private func likeness(_ row: Int, _ column: Int) -> Double {
    let (one, other) = (old[row], new[column])
    guard one.kind == other.kind else { return 0 }
    let words = one.words.likeness(other.words)
    if one.code.hasSameBytes(as: other.code) { return 2 + words }
    let both = one.codeWords.likeness(other.codeWords) + words
    return both >= 0.8 ? both : 0
  }

  /// The way through both, in their order, along which they are most alike.
  private mutating func align(_ rows: Range<Int>, _ columns: Range<Int>) {
    guard !rows.isEmpty, !columns.isEmpty else { return }
    let width = columns.count + 1
    var best = [Double](repeating: 0, count: (rows.count + 1) * width)
    for row in rows.indices {
      let top = (row - rows.lowerBound) * width
      for column in columns {
        let place = column - columns.lowerBound
        let like = likeness(row, column)
        let pair = like > 0 ? best[top + place] + like : 0
        best[top + width + place + 1] = max(
          pair, best[top + place + 1], best[top + width + place])
      }
    }
    var (row, column) = (rows.count, columns.count)
    while row > 0, column > 0 {
      let here = best[row * width + column]
      if here == best[(row - 1) * width + column] {
        row -= 1
      } else if here == best[row * width + column - 1] {
        column -= 1
      } else {
        (row, column) = (row - 1, column - 1)
        pairs[columns.lowerBound + column] = rows.lowerBound + row
      }
    }
  }

  /// What is left on both sides, and was moved past others: the same code, and then the words most
  /// alike.
  private mutating func pairWhatMoved() {
    let taken = Set(pairs.values)
    var left: [String: [Int]] = [:]
    for row in old.indices where !taken.contains(row) {
      left["\(old[row].kind) \(old[row].code)", default: []].append(row)
    }
    for column in new.indices where pairs[column] == nil {
      let key = "\(new[column].kind) \(new[column].code)"
      guard let rows = left[key], !rows.isEmpty else { continue }
      // Where many are the same, the first will do.
      let best = rows.indices.prefix(100).max { one, other in
        new[column].words.likeness(old[rows[one]].words)
          < new[column].words.likeness(old[rows[other]].words)
      }
      guard let best else { continue }
      pairs[column] = left[key]?.remove(at: best)
    }
  }
}
