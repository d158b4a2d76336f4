/// The matrix product A·B.
///
/// A has the shape […, m, k] and B has […, k, n]; the result is […, m, n]. The dimensions in front
/// are those of a batch of matrices, and are broadcast: one matrix B for a batch of A, or one A for
/// a batch of B, are read again and again. With Y = A·B and the adjoint dY of the result:
/// dA = dY·Bᵀ and dB = Aᵀ·dY, summed over what was read several times.
///
/// Each element adds its k terms in their order; with k = 0 it is 0. 0·∞ is NaN, as IEEE 754 has it.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
  require(
    a.rank >= 2 && b.rank >= 2,
    "matmul: both operands need two dimensions or more, received shapes \(a.shape) and \(b.shape)")
  require(
    a.shape[a.rank - 1] == b.shape[b.rank - 2],
    "matmul: the last dimension of the left operand must equal the first of the right one, "
      + "received shapes \(a.shape) and \(b.shape)")
  if b.rank > 2 { return batchedMatmul(a, b) }
  return Recall.result(Operation.matmul.name, [a, b], column: { $0.productColumn(a, b, nil) }) {
    let (k, n) = (b.shape[0], b.shape[1])
    let m = a.shape.dropLast().reduce(1, *)
    let result = Buffer(count: Shape.count([m, n], "matmul"))
    sharedMatmul(m, n, k, a.node.values, false, b.node.values, result.pointer)
    return Tensor(.matmul, rows(of: a.shape, n), result, from: [a, b]) { node, adjoint, pass in
      productBackward(node, adjoint, pass)
    }
  }
}

/// The affine map x·W + b of every row: what a dense layer computes.
///
/// x has the shape […, inputs], W has [inputs, outputs] and b has [outputs]; the result is
/// […, outputs]. Derivatives: dx = dy·Wᵀ, dW = xᵀ·dy, db is the sum of the rows of dy.
public func affine(_ x: Tensor, weight: Tensor, bias: Tensor) -> Tensor {
  require(
    x.rank >= 1 && weight.rank == 2 && x.shape[x.rank - 1] == weight.shape[0],
    "affine: the last dimension of the input must equal the first of the weight, received shapes "
      + "\(x.shape) and \(weight.shape)")
  require(
    bias.shape == [weight.shape[1]],
    "affine: the bias must have one element for each column of the weight, received shapes "
      + "\(bias.shape) and \(weight.shape)")
  return Recall.result(
    Operation.affine.name, [x, weight, bias], column: { $0.productColumn(x, weight, bias) }
  ) {
    let (k, n) = (weight.shape[0], weight.shape[1])
    let m = x.shape.dropLast().reduce(1, *)
    let result = Buffer(count: Shape.count([m, n], "affine"))
    Kernels.fillRows(m, n, bias.node.values, result.pointer)
    sharedMatmul(
      m, n, k, x.node.values, false, weight.node.values, result.pointer, accumulates: true)
    return Tensor(.affine, rows(of: x.shape, n), result, from: [x, weight, bias]) {
      node, adjoint, pass in
      productBackward(node, adjoint, pass)
      pass.add(node.inputs[2]) { Fast.sumAxis(1, m, n, adjoint.read, $0) }
    }
  }
}

extension Operation {
  static let matmul = Operation(
    "matmul",
    forward: { node in
      let k = node.inputs[1].shape[node.inputs[1].shape.count - 2]
      return Cost(node.count * k, node.count * Swift.max(0, k - 1))
    },
    backward: productCost,
    derivative: { names, place in "\(names[1 - place])ᵀ" })

  static let affine = Operation(
    "affine",
    forward: { node in
      let k = node.inputs[1].shape[0]
      return Cost(node.count * k, node.count * k)
    },
    backward: { node, place in
      place < 2 ? productCost(node, place) : Cost(0, node.folding(place))
    },
    derivative: { names, place in place == 2 ? "1" : "\(names[1 - place])ᵀ" })

  /// Each term of the product is one of either derivative's.
  private static let productCost: Backward = { node, place in
    let products = node.count * node.inputs[1].shape[node.inputs[1].shape.count - 2]
    return Cost(products, products - node.inputs[place].count)
  }
}

/// A shape with another last dimension.
private func rows(of shape: [Int], _ columns: Int) -> [Int] {
  shape.count == 2 ? [shape[0], columns] : shape.dropLast() + [columns]
}

/// The adjoints of both factors of a matrix product.
private func productBackward(_ node: Node, _ adjoint: Buffer, _ pass: BackwardPass) {
  let (a, b) = (node.inputs[0], node.inputs[1])
  let (k, n) = (b.shape[0], b.shape[1])
  let m = a.shape.dropLast().reduce(1, *)
  if a.leadsToParameter {
    let transposed = Buffer(count: b.count)
    Kernels.transpose(k, n, b.values, transposed.pointer)
    let result = Buffer(count: a.count)
    sharedMatmul(m, k, n, adjoint.read, false, transposed.read, result.pointer)
    pass.add(a, result)
  }
  if b.leadsToParameter {
    let result = Buffer(count: b.count)
    sharedMatmul(k, n, m, a.values, true, adjoint.read, result.pointer)
    pass.add(b, result)
  }
}

/// C = A·B or Aᵀ·B, its rows shared out between threads.
func sharedMatmul(
  _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ aIsTransposed: Bool,
  _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>, accumulates: Bool = false
) {
  let (rowStride, columnStride) = aIsTransposed ? (1, m) : (k, 1)
  let operations = 2 * m * n * k
  guard Threads.pays(m, operations) else {
    return Fast.matmul(m, n, k, a, rowStride, columnStride, b, c, accumulates: accumulates)
  }
  let (a, b, c) = (SharedInput(a), SharedInput(b), SharedOutput(c))
  Threads.share(m, operations: operations) { rows in
    Fast.matmul(
      rows.count, n, k, a.pointer + rows.lowerBound * rowStride, rowStride, columnStride, b.pointer,
      c.pointer + rows.lowerBound * n, accumulates: accumulates)
  }
}
