/// How two shapes are stretched to a common one, as NumPy does it.
///
/// Shapes are aligned at their last dimensions; a dimension that is missing or 1 is repeated.
struct Broadcast {
  let shape: [Int]

  /// The elements of the common shape.
  private let count: Int

  /// Runs of elements that are contiguous in the result and in each operand, or repeat one element.
  private let run: Int
  private let leftStep: Int
  private let rightStep: Int

  /// The other dimensions, and by how much they move in each operand.
  private let outer: [Int]
  private let leftStrides: [Int]
  private let rightStrides: [Int]

  /// - Returns: nil when the shapes don't fit.
  init?(_ left: [Int], _ right: [Int], _ operation: String) {
    let rank = max(left.count, right.count)
    let a = Array(repeating: 1, count: rank - left.count) + left
    let b = Array(repeating: 1, count: rank - right.count) + right
    guard zip(a, b).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { return nil }
    shape = zip(a, b).map { $0 == 1 ? $1 : $0 }
    count = Shape.count(shape, operation)
    // Dimensions that both operands go through alike are merged from the last on.
    var run = 1
    var merged = rank
    var steps = (1, 1)
    while merged > 0 {
      let (p, q) = (a[merged - 1], b[merged - 1])
      if p == 1 && q == 1 {
        merged -= 1
        continue
      }
      let here = (p == 1 ? 0 : 1, q == 1 ? 0 : 1)
      if run == 1 { steps = here } else if steps != here { break }
      run *= max(p, q) == 1 ? 1 : (p == 1 ? q : p)
      merged -= 1
      if run == 0 { break }
    }
    self.run = run
    (leftStep, rightStep) = steps
    outer = Array(shape[..<merged])
    leftStrides = Broadcast.strides(a, upTo: merged)
    rightStrides = Broadcast.strides(b, upTo: merged)
  }

  private static func strides(_ shape: [Int], upTo count: Int) -> [Int] {
    var strides = [Int](repeating: 0, count: count)
    var size = shape[count...].reduce(1, *)
    for index in (0..<count).reversed() {
      strides[index] = shape[index] == 1 ? 0 : size
      size *= shape[index]
    }
    return strides
  }

  /// Calls with the offsets of every run in the result and in both operands, in order.
  @inline(__always)
  private func forEachRun(_ body: (Int, Int, Int) -> Void) {
    var index = [Int](repeating: 0, count: outer.count)
    var (left, right) = (0, 0)
    for offset in 0..<outer.reduce(1, *) {
      body(offset * run, left, right)
      var dimension = outer.count - 1
      while dimension >= 0 {
        index[dimension] += 1
        left += leftStrides[dimension]
        right += rightStrides[dimension]
        if index[dimension] < outer[dimension] { break }
        left -= leftStrides[dimension] * index[dimension]
        right -= rightStrides[dimension] * index[dimension]
        index[dimension] = 0
        dimension -= 1
      }
    }
  }

  /// The result of a function of both operands, element by element.
  ///
  /// - Parameter alone: whether the function looks at its first operand only, so that the second
  ///   need have no elements.
  func apply(
    _ function: Pairwise, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    alone: Bool = false
  ) -> Buffer {
    let result = Buffer(count: count)
    if alone {
      forEachRun { offset, left, _ in
        Fast.pair(function, run, a + left, leftStep, a + left, leftStep, result.pointer + offset)
      }
      return result
    }
    if result.count == 0 { return result }
    if outer.isEmpty {
      Fast.pair(function, run, a, leftStep, b, rightStep, result.pointer)
      return result
    }
    forEachRun { offset, left, right in
      Fast.pair(function, run, a + left, leftStep, b + right, rightStep, result.pointer + offset)
    }
    return result
  }
}

func requireBroadcast(_ operation: String, _ a: [Int], _ b: [Int]) -> Broadcast {
  guard let broadcast = Broadcast(a, b, operation) else {
    fatalError(
      "\(operation): dimensions must be equal or 1, aligned at the last, received shapes \(a) and "
        + "\(b)")
  }
  return broadcast
}
