/// The candidate that a slip of the fingers would turn into `word`, if one is close enough.
package func nearestMatch(to word: String, among candidates: [String]) -> String? {
  let scored = candidates.map { ($0, editDistance(word.lowercased(), $0.lowercased())) }
  guard let best = scored.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }) else { return nil }
  return best.1 <= max(1, word.unicodeScalars.count / 3) ? best.0 : nil
}

/// The Levenshtein distance of two words, a swap of neighbours counted as one step.
func editDistance(_ one: String, _ other: String) -> Int {
  // What is longer than any name is near to none.
  let a = Array(one.unicodeScalars.prefix(100))
  let b = Array(other.unicodeScalars.prefix(100))
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count { table[i][0] = i }
  for j in 0...b.count { table[0][j] = j }
  for i in 1...a.count {
    for j in 1...b.count {
      let change = a[i - 1] == b[j - 1] ? 0 : 1
      table[i][j] = min(
        table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
      }
    }
  }
  return table[a.count][b.count]
}
