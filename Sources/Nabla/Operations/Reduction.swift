/// Which dimensions are summed, and how many elements then make one.
struct Reduction: Sendable {
  private let operation: String
  private let shape: [Int]
  private let isReduced: [Bool]

  /// The shape with 1 for each reduced dimension.
  private let kept: [Int]

  /// How many elements make one of the result.
  let terms: Int

  init(_ x: Tensor, _ axes: [Int], _ operation: String) {
    var isReduced = [Bool](repeating: false, count: x.rank)
    for axis in axes {
      let place = x.resolved(axis, operation)
      require(!isReduced[place], "\(operation): each axis may be named once, received \(axes)")
      isReduced[place] = true
    }
    self.operation = operation
    self.isReduced = isReduced
    shape = x.shape
    kept = zip(x.shape, isReduced).map { $1 ? 1 : $0 }
    terms = zip(x.shape, isReduced).reduce(1) { $1.1 ? $0 * $1.0 : $0 }
  }

  func requireElements() {
    require(
      terms > 0,
      "\(operation): of no elements there is none, received shape \(shape) and axes "
        + "\(isReduced.indices.filter { isReduced[$0] })")
  }

  func result(_ keeping: Bool) -> [Int] {
    keeping ? kept : zip(shape, isReduced).compactMap { $1 ? nil : $0 }
  }

  func sum(_ x: Buffer) -> Buffer { summed(x, shape) { isReduced[$0] } }

  /// The means, which don't overflow where the sums do.
  func mean(_ x: Buffer) -> Buffer {
    let sums = sum(x)
    let means = Buffer(count: sums.count)
    for i in 0..<sums.count { means.pointer[i] = sums.pointer[i] / Double(terms) }
    guard (0..<sums.count).contains(where: { !sums.pointer[$0].isFinite }) else { return means }
    let small = Buffer(count: x.count)
    for i in 0..<x.count { small.pointer[i] = x.pointer[i] * 0x1p-64 }
    let smallSums = sum(small)
    for i in 0..<sums.count where !sums.pointer[i].isFinite {
      means.pointer[i] = smallSums.pointer[i] / Double(terms) * 0x1p64
    }
    return means
  }

  /// Repeats what was reduced along the reduced dimensions.
  func spread(_ y: Buffer) -> Buffer { stretched(y, kept, to: shape) }
}

/// The sums along some dimensions, pairwise along each, the first dimensions first.
func summed(_ x: Buffer, _ shape: [Int], along isSummed: (Int) -> Bool) -> Buffer {
  var current = x
  var outer = 1
  var axis = 0
  while axis < shape.count {
    // Neighbouring dimensions that are summed are one, and so are those that are not.
    let sums = isSummed(axis)
    var length = 1
    while axis < shape.count, isSummed(axis) == sums {
      length *= shape[axis]
      axis += 1
    }
    if sums {
      let inner = shape[axis...].reduce(1, *)
      let result = Buffer(count: outer * inner)
      Fast.sumAxis(outer, length, inner, current.read, result.pointer)
      current = result
    } else {
      outer *= length
    }
  }
  return current
}
