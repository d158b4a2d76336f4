/// A simple recurrent network over sequences: hₜ = tanh(xₜ·W + hₜ₋₁·U + b).
///
/// x has the shape [batch, time, inputs], W is [inputs, hidden], U is [hidden, hidden], b is
/// [hidden] and the initial state [batch, hidden]; the result holds all states, [batch, time,
/// hidden]. With aₜ the argument of tanh, backpropagation through time goes
/// daₜ = (dhₜ + daₜ₊₁·Uᵀ)·(1 − hₜ²), and dW = Σ xₜᵀ·daₜ, dU = Σ hₜ₋₁ᵀ·daₜ, db = Σ daₜ.
///
/// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990), pages 179–211;
/// P. J. Werbos, "Backpropagation through time", Proceedings of the IEEE 78 (1990),
/// pages 1550–1560.
public func recurrence(
  _ x: Tensor, weight: Tensor, recurrent: Tensor, bias: Tensor, initial: Tensor
) -> Tensor {
  require(
    x.rank == 3 && weight.rank == 2 && x.shape[2] == weight.shape[0],
    "recurrence: sequences [batch, time, inputs] and a weight [inputs, hidden] are needed, received "
      + "shapes \(x.shape) and \(weight.shape)")
  let (batch, time, inputs) = (x.shape[0], x.shape[1], x.shape[2])
  let hidden = weight.shape[1]
  require(
    recurrent.shape == [hidden, hidden] && bias.shape == [hidden]
      && initial.shape == [batch, hidden],
    "recurrence: for \(hidden) hidden units and a batch of \(batch), the recurrent weight, the bias "
      + "and the initial state don't fit: received shapes \(recurrent.shape), \(bias.shape) and "
      + "\(initial.shape)")
  return Recall.result(Operation.recurrence.name, [x, weight, recurrent, bias, initial]) {
    let size = batch * hidden
    _ = Shape.count([batch, time + 1, hidden], "recurrence")
    // Time goes first, so that the states of one moment are a matrix.
    let early = Buffer(count: x.count)
    exchange(batch, time, inputs, x.node.values, early.pointer)
    // The states from the initial one on: time + 1 matrices.
    let states = Buffer(count: (time + 1) * size)
    states.pointer.update(from: initial.node.values, count: size)
    Kernels.fillRows(time * batch, hidden, bias.node.values, states.pointer + size)
    let after = SharedOutput(states.pointer + size)
    let w = weight.node.buffer
    Threads.share(time * batch, operations: 2 * time * size * inputs) { rows in
      Fast.matmul(
        rows.count, hidden, inputs, early.read + rows.lowerBound * inputs, inputs, 1, w.read,
        after.pointer + rows.lowerBound * hidden, accumulates: true)
    }
    // The arguments of tanh, from which its derivative is computed where it is flat.
    let arguments = Buffer(count: time * size)
    for t in 0..<time {
      let state = states.pointer + (t + 1) * size
      let argument = arguments.pointer + t * size
      Fast.matmul(
        batch, hidden, hidden, UnsafePointer(states.pointer + t * size), hidden, 1,
        recurrent.node.values, state, accumulates: true)
      argument.update(from: state, count: size)
      Fast.map(.tanh, size, UnsafePointer(state), state)
    }
    let result = Buffer(count: time * size)
    exchange(time, batch, hidden, states.read + size, result.pointer)
    return Tensor(
      .recurrence, [batch, time, hidden], result, from: [x, weight, recurrent, bias, initial]
    ) { node, dy, pass in
      let (x, weight, recurrent) = (node.inputs[0], node.inputs[1], node.inputs[2])
      // The adjoints of the arguments of tanh, time first.
      let da = Buffer(count: time * size)
      exchange(batch, time, hidden, dy.read, da.pointer)
      let turned = Buffer(count: recurrent.count)
      Kernels.transpose(hidden, hidden, recurrent.values, turned.pointer)
      for t in (0..<time).reversed() {
        let adjoint = da.pointer + t * size
        if t + 1 < time {
          Fast.matmul(
            batch, hidden, hidden, da.read + (t + 1) * size, hidden, 1, turned.read, adjoint,
            accumulates: true)
        }
        let state = states.read + (t + 1) * size
        Fast.mapBackward(
          .tanh, size, arguments.read + t * size, state, UnsafePointer(adjoint), adjoint)
      }
      pass.add(x) { dx in
        let turned = Buffer(count: weight.count)
        Kernels.transpose(inputs, hidden, weight.values, turned.pointer)
        let early = Buffer(count: x.count)
        sharedMatmul(time * batch, inputs, hidden, da.read, false, turned.read, early.pointer)
        exchange(time, batch, inputs, early.read, dx)
      }
      pass.add(weight) { dw in
        Fast.matmul(inputs, hidden, time * batch, early.read, 1, inputs, da.read, dw)
      }
      pass.add(recurrent) { du in
        Fast.matmul(hidden, hidden, time * batch, states.read, 1, hidden, da.read, du)
      }
      pass.add(node.inputs[3]) { Fast.sumAxis(1, time * batch, hidden, da.read, $0) }
      pass.add(node.inputs[4]) { dh in
        if time == 0 { return dh.update(repeating: 0, count: size) }
        Fast.matmul(batch, hidden, hidden, da.read, hidden, 1, turned.read, dh)
      }
    }
  }
}

extension Operation {
  static let recurrence = Operation(
    "recurrence",
    forward: { node in
      let weight = node.inputs[1]
      let products = node.count * (weight.shape[0] + weight.shape[1])
      return Cost(products, products, node.count)
    },
    backward: { node, place in
      let n = node.count
      let x = node.inputs[place].count
      let (inputs, hidden) = (node.inputs[1].shape[0], node.inputs[1].shape[1])
      let state = node.inputs[4].count
      // The adjoints of the arguments of tanh go back through time once, for all operands.
      let through = Swift.max(0, n - state) * hidden
      let shared = node.isFirst(place) ? Cost(through + 2 * n, through + n) : Cost()
      switch place {
      case 0, 1: return shared + Cost(n * inputs, n * inputs - x)
      case 2: return shared + Cost(n * hidden, n * hidden - x)
      case 3: return shared + Cost(0, n - x)
      default: return shared + Cost(state * hidden, state * Swift.max(0, hidden - 1))
      }
    },
    derivative: { names, place in
      switch place {
      case 0: "\(names[1])ᵀ"
      case 1: "Σ \(names[0])ₜᵀ"
      case 2: "Σ \(names.result)ₜ₋₁ᵀ"
      case 3: "Σ 1"
      default: "\(names[2])ᵀ"
      }
    })
}

/// Exchanges the first two of three dimensions.
func exchange(
  _ first: Int, _ second: Int, _ size: Int, _ source: UnsafePointer<Double>,
  _ target: UnsafeMutablePointer<Double>
) {
  for i in 0..<first {
    for j in 0..<second {
      (target + (j * first + i) * size).update(from: source + (i * second + j) * size, count: size)
    }
  }
}
