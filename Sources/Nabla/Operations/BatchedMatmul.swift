/// The product of two batches of matrices: see ``matmul(_:_:)``.
func batchedMatmul(_ a: Tensor, _ b: Tensor) -> Tensor {
  let plan = Batches(a.shape, b.shape)
  return Recall.result(Operation.matmul.name, [a, b]) {
    let result = Buffer(count: plan.count * plan.m * plan.n)
    let (x, y, z) = (a.node.buffer, b.node.buffer, SharedOutput(result.pointer))
    Threads.share(plan.count, operations: plan.operations) { part in
      for index in part {
        let (left, right) = plan.places[index]
        Fast.matmul(
          plan.m, plan.n, plan.k, x.read + left * plan.m * plan.k, plan.k, 1,
          y.read + right * plan.k * plan.n, z.pointer + index * plan.m * plan.n)
      }
    }
    return Tensor(.matmul, plan.shape, result, from: [a, b]) { node, dy, pass in
      let (a, b) = (node.inputs[0], node.inputs[1])
      pass.add(a) { plan.leftAdjoint(b, dy, $0, a.count) }
      pass.add(b) { plan.rightAdjoint(a, dy, $0, b.count) }
    }
  }
}

/// Which matrices of two batches meet.
private struct Batches: Sendable {
  let m, n, k: Int

  /// The matrices of the result, and for each its factors.
  let count: Int
  let places: [(left: Int, right: Int)]
  let shape: [Int]

  /// Whether a matrix is a factor of several results.
  private let repeatsLeft, repeatsRight: Bool

  var operations: Int { 2 * count * m * n * k }

  init(_ a: [Int], _ b: [Int]) {
    (m, k, n) = (a[a.count - 2], a[a.count - 1], b[b.count - 1])
    let (left, right) = (Array(a.dropLast(2)), Array(b.dropLast(2)))
    let broadcast = requireBroadcast("matmul", left, right)
    shape = broadcast.shape + [m, n]
    _ = Shape.count(shape, "matmul")
    count = broadcast.shape.reduce(1, *)
    // The numbers of the matrices, stretched as the batches are.
    let (lefts, rights) = (Batches.numbers(left), Batches.numbers(right))
    let leftPlaces = stretched(lefts, left, to: broadcast.shape)
    let rightPlaces = stretched(rights, right, to: broadcast.shape)
    places = (0..<count).map { (Int(leftPlaces.pointer[$0]), Int(rightPlaces.pointer[$0])) }
    (repeatsLeft, repeatsRight) = (lefts.count != count, rights.count != count)
  }

  private static func numbers(_ shape: [Int]) -> Buffer {
    Buffer((0..<shape.reduce(1, *)).map(Double.init))
  }

  /// dA = dY·Bᵀ, added up in the order of the batch where A was stretched.
  func leftAdjoint(
    _ b: Node, _ dy: Buffer, _ da: UnsafeMutablePointer<Double>, _ size: Int
  ) {
    if repeatsLeft { da.update(repeating: 0, count: size) }
    let (y, target) = (b.buffer, SharedOutput(da))
    share(repeatsLeft) { part in
      let turned = Buffer(count: k * n)
      for index in part {
        let (left, right) = places[index]
        Kernels.transpose(k, n, y.read + right * k * n, turned.pointer)
        Fast.matmul(
          m, k, n, dy.read + index * m * n, n, 1, turned.read, target.pointer + left * m * k,
          accumulates: repeatsLeft)
      }
    }
  }

  /// dB = Aᵀ·dY, added up in the order of the batch where B was stretched.
  func rightAdjoint(
    _ a: Node, _ dy: Buffer, _ db: UnsafeMutablePointer<Double>, _ size: Int
  ) {
    if repeatsRight { db.update(repeating: 0, count: size) }
    let (x, target) = (a.buffer, SharedOutput(db))
    share(repeatsRight) { part in
      for index in part {
        let (left, right) = places[index]
        Fast.matmul(
          k, n, m, x.read + left * m * k, 1, k, dy.read + index * m * n,
          target.pointer + right * k * n, accumulates: repeatsRight)
      }
    }
  }

  /// Results that are added up stay on one thread.
  private func share(_ repeats: Bool, _ work: @Sendable (Range<Int>) -> Void) {
    if repeats { work(0..<count) } else { Threads.share(count, operations: operations, work) }
  }
}
