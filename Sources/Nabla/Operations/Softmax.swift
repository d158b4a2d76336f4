/// Softmax along a dimension, by default the last: yᵢ = e^xᵢ / Σⱼ e^xⱼ.
///
/// The largest element is subtracted first, which changes no quotient and lets none overflow. −∞
/// gives 0, as for what is masked; where all are −∞, or one is ∞ or NaN, all are NaN. Derivative:
/// dxᵢ = yᵢ·(dyᵢ − Σⱼ dyⱼ·yⱼ).
public func softmax(_ x: Tensor, axis: Int = -1) -> Tensor {
  let lines = Lines(x, axis, "softmax")
  let result = Buffer(count: x.count)
  lines.map(x.node.values, result.pointer) {
    Fast.softmax(lines.count, lines.length, $0, $1)
  }
  return Tensor(.softmax, x.shape, result, from: [x]) { node, dy, pass in
    pass.add(node.inputs[0]) { dx in
      lines.map(node.values, dy.read, dx) { y, dy, dx in
        for offset in lines.offsets {
          let total = Kernels.dot(lines.length, dy + offset, y + offset)
          for j in offset..<offset + lines.length { dx[j] = y[j] * (dy[j] - total) }
        }
      }
    }
  }
}

/// The logarithm of the softmax along a dimension, by default the last: xᵢ − log Σⱼ e^xⱼ.
///
/// It is computed from xᵢ less the largest, and from log(1 + the others' part), so that it is right
/// also where softmax is 0, and keeps its digits, as its derivative does, where it is nearly 1. −∞ gives
/// −∞; where all are −∞, or one is ∞ or NaN, all are NaN. Derivative: dxᵢ = dyᵢ − softmax(x)ᵢ·Σⱼ dyⱼ.
public func logSoftmax(_ x: Tensor, axis: Int = -1) -> Tensor {
  let lines = Lines(x, axis, "logSoftmax")
  let result = Buffer(count: x.count)
  lines.map(x.node.values, result.pointer) {
    Fast.logSoftmax(lines.count, lines.length, $0, $1)
  }
  return Tensor(.logSoftmax, x.shape, result, from: [x]) { node, dy, pass in
    pass.add(node.inputs[0]) { dx in
      lines.map(node.values, dy.read, dx) { y, dy, dx in
        Fast.map(.exp, node.count, y, dx)
        for offset in lines.offsets {
          let total = Kernels.sum(lines.length, dy + offset)
          for j in offset..<offset + lines.length {
            // Near y = 0 the difference 1 − e^y would cancel.
            dx[j] =
              y[j] > -0.5
              ? (dy[j] - total) - Elementary.expm1(y[j]) * total : dy[j] - dx[j] * total
          }
        }
      }
    }
  }
}

/// The logarithm of the sum of exponentials along a dimension, by default the last: log Σⱼ e^xⱼ. The
/// dimension vanishes, or stays as 1 where `keeping` is true.
///
/// The largest element is subtracted first, so that nothing overflows, and log(1 + the others' part)
/// keeps its digits where that is small. ∞ where one is ∞, −∞ where all are, NaN where one is NaN; of
/// no elements a precondition failure. Derivative: softmax(x).
public func logSumExp(_ x: Tensor, axis: Int = -1, keeping: Bool = false) -> Tensor {
  let lines = Lines(x, axis, "logSumExp")
  let result = Buffer(count: lines.count)
  let chances = Buffer(count: x.count)
  lines.map(x.node.values, chances.pointer) {
    Fast.logSumExp(lines.count, lines.length, $0, $1, result.pointer)
  }
  return Tensor(
    .logSumExp, x.reduced(axis, keeping, "logSumExp"), result, from: [x]
  ) { node, dy, pass in
    pass.add(node.inputs[0]) { dx in
      lines.map(chances.read, dx) { chances, dx in
        for (line, offset) in lines.offsets.enumerated() {
          for j in offset..<offset + lines.length { dx[j] = chances[j] * dy.pointer[line] }
        }
      }
    }
  }
}

extension Operation {
  static let softmax = Operation(
    "softmax",
    forward: { Cost($0.count, 2 * $0.count - $0.rows, $0.count) },
    backward: { node, _ in Cost(2 * node.count, 2 * node.count - node.rows) },
    derivative: { names, _ in "(diag(\(names.result)) − \(names.result)·\(names.result)ᵀ)" })

  static let logSoftmax = Operation(
    "logSoftmax",
    forward: { Cost(0, 3 * $0.count - $0.rows, $0.count + $0.rows) },
    backward: { node, _ in Cost(node.count, 2 * node.count - node.rows, node.count) },
    derivative: { names, _ in "(1 − softmax(\(names[0])))" })

  /// The quotients are those of its derivative.
  static let logSumExp = Operation(
    "logSumExp",
    forward: { Cost($0.operandCount, 2 * $0.operandCount, $0.operandCount + $0.count) },
    backward: { node, _ in Cost(node.operandCount, 0) },
    derivative: { names, _ in "softmax(\(names[0]))" })
}

/// The lines of a tensor along a dimension, each brought into one piece of memory.
private struct Lines: Sendable {
  /// How many lines there are, and the elements of one.
  let count: Int
  let length: Int

  private let outer: Int
  private let inner: Int

  init(_ x: Tensor, _ axis: Int, _ operation: String) {
    (outer, length, inner) = x.split(at: axis, operation)
    require(
      length > 0,
      "\(operation): along axis \(axis) elements are needed, received shape \(x.shape)")
    count = outer * inner
  }

  /// Where each line begins.
  var offsets: StrideTo<Int> { stride(from: 0, to: count * length, by: length) }

  /// Lets a function go over the lines, and puts its results back where they belong.
  func map(
    _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ body: (UnsafePointer<Double>, UnsafeMutablePointer<Double>) -> Void
  ) {
    if inner == 1 { return body(x, y) }
    let (source, target) = (turned(x), Buffer(count: count * length))
    body(source.read, target.pointer)
    turnBack(target, y)
  }

  func map(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ body: (
      UnsafePointer<Double>, UnsafePointer<Double>, UnsafeMutablePointer<Double>
    ) -> Void
  ) {
    if inner == 1 { return body(a, b, y) }
    let (first, second, target) = (turned(a), turned(b), Buffer(count: count * length))
    body(first.read, second.read, target.pointer)
    turnBack(target, y)
  }

  private func turned(_ x: UnsafePointer<Double>) -> Buffer {
    let result = Buffer(count: count * length)
    for o in 0..<outer {
      let offset = o * length * inner
      Kernels.transpose(length, inner, x + offset, result.pointer + offset)
    }
    return result
  }

  private func turnBack(_ lines: Buffer, _ y: UnsafeMutablePointer<Double>) {
    for o in 0..<outer {
      let offset = o * length * inner
      Kernels.transpose(inner, length, lines.read + offset, y + offset)
    }
  }
}
