import Text
import Wire

/// Which factors of a derivative table are the same product's: those behind the same factors, from
/// the loss on, in more than one row.
struct RepeatedFactors {
  private var numbers: [String: Int] = [:]

  init(_ derivatives: Derivatives) {
    var rows: [String: Set<Int>] = [:]
    var order: [String] = []
    for (index, row) in derivatives.rows.enumerated() {
      for path in row.paths {
        for key in Self.keys(path) {
          if rows[key] == nil { order.append(key) }
          rows[key, default: []].insert(index)
        }
      }
    }
    for key in order where rows[key, default: []].count > 1 { numbers[key] = numbers.count + 1 }
  }

  /// A number for each factor of a path that other rows have as well, and `nil` for the others.
  package func numbers(of path: [Factor]) -> [Int?] { Self.keys(path).map { numbers[$0] } }

  private static func keys(_ path: [Factor]) -> [String] {
    var key = ""
    return path.map { factor in
      key += "\(factor.symbol)\u{1F}\(factor.value)\u{1E}"
      return key
    }
  }
}
