/// A recurrent network with long short-term memory over sequences: see ``LSTM``.
///
/// With z = xₜ·W + hₜ₋₁·U + b cut into four: i = σ(z₁), f = σ(z₂), g = tanh(z₃), o = σ(z₄), and
/// cₜ = f·cₜ₋₁ + i·g, hₜ = o·tanh(cₜ). x has the shape [batch, time, inputs], W is [inputs,
/// 4·hidden], U is [hidden, 4·hidden], b is [4·hidden], h₀ and c₀ are [batch, hidden]. The result
/// holds all h, or the last only, and behind them the last c: [batch, time + 1, hidden] or [batch, 2,
/// hidden]. Backpropagation through time, with T = tanh(cₜ): dhₜ gets dzₜ₊₁·Uᵀ, dcₜ gets
/// dcₜ₊₁·fₜ₊₁ + dhₜ·o·(1 − T²); dz₁ = dcₜ·g·i(1 − i), dz₂ = dcₜ·cₜ₋₁·f(1 − f),
/// dz₃ = dcₜ·i·(1 − g²), dz₄ = dhₜ·T·o(1 − o); dW = Σ xₜᵀ·dzₜ, dU = Σ hₜ₋₁ᵀ·dzₜ, db = Σ dzₜ.
///
/// Source: as of ``LSTM``; P. J. Werbos, "Backpropagation through time", Proceedings of the IEEE 78
/// (1990), pages 1550–1560.
func lstmRecurrence(
  _ x: Tensor, weight: Tensor, recurrent: Tensor, bias: Tensor, hidden: Tensor, cell: Tensor,
  givesSequence: Bool
) -> Tensor {
  let inputs = [x, weight, recurrent, bias, hidden, cell]
  return Recall.result(
    Operation.lstm.name, inputs, attributes: [givesSequence ? 1 : 0]
  ) {
    let plan = RecurrencePlan(x.shape, hidden: hidden.shape[1], gates: 4)
    let (units, size, time) = (plan.hidden, plan.size, plan.time)
    let early = plan.early(x.node.values)
    let arguments = plan.arguments(early, weight, bias)
    let gates = Buffer(count: arguments.count)
    // The states from the initial ones on, and tanh(c): time + 1 and time matrices.
    let states = plan.states(from: hidden)
    let cells = plan.states(from: cell)
    let bounded = Buffer(count: time * size)
    for t in 0..<time {
      let (a, z) = (arguments.pointer + t * 4 * size, gates.pointer + t * 4 * size)
      Fast.matmul(
        plan.batch, 4 * units, units, states.read + t * size, units, 1, recurrent.node.values, a,
        accumulates: true)
      plan.map(.sigmoid, gates: 0..<2, a, z)
      plan.map(.tanh, gates: 2..<3, a, z)
      plan.map(.sigmoid, gates: 3..<4, a, z)
      let (before, c) = (cells.pointer + t * size, cells.pointer + (t + 1) * size)
      plan.forEachRow { row, gate in
        let (i, f, g) = (z + gate, z + gate + units, z + gate + 2 * units)
        for j in 0..<units { c[row + j] = f[j] * before[row + j] + i[j] * g[j] }
      }
      let bound = bounded.pointer + t * size
      Fast.map(.tanh, size, UnsafePointer(c), bound)
      let h = states.pointer + (t + 1) * size
      plan.forEachRow { row, gate in
        let o = z + gate + 3 * units
        for j in 0..<units { h[row + j] = o[j] * bound[row + j] }
      }
    }
    let given = givesSequence ? time : 1
    let result = Buffer(count: plan.batch * (given + 1) * units)
    plan.gather(given, states, into: result.pointer, places: given + 1)
    plan.gather(1, cells, into: result.pointer + given * units, places: given + 1)
    return Tensor(.lstm, [plan.batch, given + 1, units], result, from: Operands(inputs)) {
      node, dy, pass in
      let dz = Buffer(count: gates.count)
      let dh = Buffer(repeating: 0, count: size)
      let dc = Buffer(repeating: 0, count: size)
      // What the cell gets by way of its state.
      let gained = Buffer(count: size)
      plan.addAdjoint(dy.read + given * units, places: given + 1, to: dc.pointer)
      let turned = plan.turned(node.inputs[2])
      for t in (0..<time).reversed() {
        if t + 1 == time || givesSequence {
          let place = givesSequence ? t : 0
          plan.addAdjoint(dy.read + place * units, places: given + 1, to: dh.pointer)
        }
        let (a, z) = (arguments.read + t * 4 * size, gates.pointer + t * 4 * size)
        let (target, bound) = (dz.pointer + t * 4 * size, bounded.pointer + t * size)
        let before = cells.pointer + t * size
        let (adjoint, carried, gain) = (dh.pointer, dc.pointer, gained.pointer)
        plan.forEachRow { row, gate in
          let (o, toO) = (z + gate + 3 * units, target + gate + 3 * units)
          for j in 0..<units {
            gain[row + j] = adjoint[row + j] * o[j]
            toO[j] = adjoint[row + j] * bound[row + j]
          }
        }
        Fast.mapBackward(
          .tanh, size, cells.read + (t + 1) * size, bounded.read + t * size, gained.read, gain)
        plan.forEachRow { row, gate in
          let (i, f, g) = (z + gate, z + gate + units, z + gate + 2 * units)
          let to = target + gate
          for j in 0..<units {
            let c = carried[row + j] + gain[row + j]
            to[j] = c * g[j]
            to[units + j] = c * before[row + j]
            to[2 * units + j] = c * i[j]
            carried[row + j] = c * f[j]
          }
        }
        plan.mapBackward(.sigmoid, gates: 0..<2, a, z, target)
        plan.mapBackward(.tanh, gates: 2..<3, a, z, target)
        plan.mapBackward(.sigmoid, gates: 3..<4, a, z, target)
        Fast.matmul(
          plan.batch, units, 4 * units, UnsafePointer(target), 4 * units, 1, turned.read,
          dh.pointer)
      }
      plan.addInputs(node, pass, dz, early)
      let rows = time * plan.batch
      pass.add(node.inputs[2]) { du in
        Fast.matmul(units, 4 * units, rows, states.read, 1, units, dz.read, du)
      }
      pass.add(node.inputs[3]) { Fast.sumAxis(1, rows, 4 * units, dz.read, $0) }
      pass.add(node.inputs[4], dh)
      pass.add(node.inputs[5], dc)
    }
  }
}

extension Operation {
  static let lstm = Operation(
    "lstm",
    forward: { node in
      let plan = RecurrencePlan(node.inputs[0].shape, hidden: node.inputs[4].shape[1], gates: 4)
      let products = plan.products(plan.inputs + plan.hidden)
      return Cost(products + 3 * plan.states, products + plan.states, 5 * plan.states)
    },
    backward: { node, place in
      let plan = RecurrencePlan(node.inputs[0].shape, hidden: node.inputs[4].shape[1], gates: 4)
      // The adjoints of the gates go back through time once, for all operands.
      let through = plan.products(plan.hidden)
      let shared = Cost(
        through + 16 * plan.states, Swift.max(0, through - plan.states) + 6 * plan.states)
      return (node.isFirst(place) ? shared : Cost())
        + plan.backwardCost(place, node.inputs[place].count)
    },
    derivative: { names, place in RecurrencePlan.derivative(names, place) })
}
