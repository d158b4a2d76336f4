extension Causes {
  /// Derivatives of other parameters.
  func exchangeRule() -> [Int: Diagnosis] {
    var found: [Int: Diagnosis] = [:]
    let few = Array(wrong.prefix(1000))
    for index in few {
      let across = element(index).flatMap { places[$0.transposed] }
      if let across, across != index, isDerivative(index, of: across) {
        found[index] = .transposed(probe.names[across])
        continue
      }
      let other = few.first {
        $0 != index && isDerivative(index, of: $0) && isDerivative($0, of: index)
      }
      if let other {
        found[index] = .swapped(probe.names[other])
      } else if ratioRule(index) == nil, probe.values.count <= 64,
        let other = looks.indices.first(where: { $0 != index && isDerivative(index, of: $0) })
      {
        found[index] = .ofAnother(probe.names[other])
      }
    }
    return found
  }

  private func isDerivative(_ index: Int, of other: Int) -> Bool {
    let best = looks[other].best
    return isValue(index, best.value, floor: best.floor)
  }

  /// An adjoint that went back through a square matrix W in place of its transpose.
  ///
  /// The adjoints δ behind W are, but for one factor, a column of the derivatives by W (or a row,
  /// where inputs stand first). All derivatives by what leads to unit j before W then have the
  /// ratio (Wδ)ⱼ/(Wᵀδ)ⱼ.
  func matrixRule() -> [Int: Diagnosis] {
    for (name, matrix) in matrices {
      let size = matrix.count
      let derivatives = matrix.map { $0.map { looks[$0].best.value } }
      let weights = matrix.map { $0.map { probe.values[$0] } }
      for isTurned in [false, true] {
        // δ along the index that is summed on the way back.
        let strongest = (0..<size).max { a, b in
          strength(derivatives, a, isTurned) < strength(derivatives, b, isTurned)
        }!
        let delta = (0..<size).map {
          isTurned ? derivatives[strongest][$0] : derivatives[$0][strongest]
        }
        let ratios = (0..<size).map { unit -> Double in
          let straight = (0..<size).reduce(0) { $0 + weights[unit][$1] * delta[$1] }
          let across = (0..<size).reduce(0) { $0 + weights[$1][unit] * delta[$1] }
          return isTurned ? across / straight : straight / across
        }
        var found: [Int: Diagnosis] = [:]
        var units: Set<Int> = []
        for index in wrong {
          let blur = max(1e-7, 4 * blur(index))
          if let unit = ratios.firstIndex(where: {
            ($0 / ratio(index) - 1).magnitude <= blur
          }) {
            found[index] = .backThroughTransposed(name)
            units.insert(unit)
          }
        }
        if found.count == wrong.count, units.count > 1 { return found }
      }
    }
    return [:]
  }

  private func strength(_ matrix: [[Double]], _ place: Int, _ isTurned: Bool) -> Double {
    matrix.indices.reduce(0) {
      $0 + (isTurned ? matrix[place][$1] : matrix[$1][place]).magnitude
    }
  }

  // MARK: Names of elements

  /// An element of a matrix, by its name: `W[0, 1]`, `W[0][1]`, `w2_1`, `w21`.
  struct Element: Hashable {
    var matrix: String
    var row: Int
    var column: Int

    var transposed: Element { Element(matrix: matrix, row: column, column: row) }
  }

  func element(_ index: Int) -> Element? {
    let name = probe.names[index]
    var numbers: [Int] = []
    var rest = Substring(name)
    // The last two numbers, from the back.
    while numbers.count < 2 {
      while let last = rest.last, "[], _".contains(last) { rest.removeLast() }
      let digits = rest.reversed().prefix { $0.isNumber && $0.isASCII }.count
      guard digits > 0 else { return nil }
      if numbers.isEmpty, digits == 2, !name.hasSuffix("]"), !rest.dropLast(2).hasSuffix("_") {
        let pair = rest.suffix(2).compactMap(\.wholeNumberValue)
        return Element(matrix: String(rest.dropLast(2)), row: pair[0], column: pair[1])
      }
      guard let number = Int(rest.suffix(digits)) else { return nil }
      numbers.insert(number, at: 0)
      rest.removeLast(digits)
    }
    return Element(matrix: String(rest), row: numbers[0], column: numbers[1])
  }

  private var places: [Element: Int] {
    var places: [Element: Int] = [:]
    for index in probe.names.indices {
      if let element = element(index) { places[element] = index }
    }
    return places
  }

  /// Square matrices, as the places of their elements.
  private var matrices: [(name: String, places: [[Int]])] {
    guard probe.names.count <= 1000 else { return [] }
    let places = places
    let names = Set(places.keys.map(\.matrix)).sorted()
    return names.compactMap { name in
      let elements = places.keys.filter { $0.matrix == name }
      let rows = Set(elements.map(\.row)).sorted()
      let columns = Set(elements.map(\.column)).sorted()
      guard rows.count > 1, rows == columns, elements.count == rows.count * rows.count else {
        return nil
      }
      return (
        name.trimmingSeparators,
        rows.map { row in
          columns.map { places[Element(matrix: name, row: row, column: $0)]! }
        }
      )
    }
  }
}

extension String {
  /// Without what stands between a name and its indices.
  fileprivate var trimmingSeparators: String {
    var text = self
    while let last = text.last, "[_ ".contains(last) { text.removeLast() }
    return text
  }
}
