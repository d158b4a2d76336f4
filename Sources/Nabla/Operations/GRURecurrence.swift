/// A recurrent network with gates over sequences: see ``GRU``.
///
/// With a = xₜ·W + b and u = hₜ₋₁·U, each cut into three: r = σ(a₁ + u₁), z = σ(a₂ + u₂), q = u₃ + c,
/// n = tanh(a₃ + r·q), and hₜ = n + z·(hₜ₋₁ − n). x has the shape [batch, time, inputs], W is [inputs,
/// 3·hidden], U is [hidden, 3·hidden], b is [3·hidden], c is [hidden] and h₀ is [batch, hidden]; the
/// result holds all states, [batch, time, hidden]. Backpropagation through time:
/// da₃ = dhₜ·(1 − z)·(1 − n²), da₂ = dhₜ·(hₜ₋₁ − n)·z(1 − z), da₁ = da₃·q·r(1 − r), du₃ = da₃·r, and
/// dhₜ₋₁ gets dhₜ·z + (da₁, da₂, du₃)·Uᵀ; dW = Σ xₜᵀ·daₜ, dU = Σ hₜ₋₁ᵀ·duₜ, db = Σ daₜ, dc = Σ du₃.
func gruRecurrence(
  _ x: Tensor, weight: Tensor, recurrent: Tensor, bias: Tensor, candidateBias: Tensor,
  initial: Tensor
) -> Tensor {
  let inputs = [x, weight, recurrent, bias, candidateBias, initial]
  return Recall.result(Operation.gru.name, inputs) {
    let plan = RecurrencePlan(x.shape, hidden: initial.shape[1], gates: 3)
    let (units, size, time) = (plan.hidden, plan.size, plan.time)
    let early = plan.early(x.node.values)
    let arguments = plan.arguments(early, weight, bias)
    let gates = Buffer(count: arguments.count)
    let states = plan.states(from: initial)
    let parts = Buffer(count: 3 * size)
    // q of each moment.
    let products = Buffer(count: time * size)
    for t in 0..<time {
      let (a, y) = (arguments.pointer + t * 3 * size, gates.pointer + t * 3 * size)
      Fast.matmul(
        plan.batch, 3 * units, units, states.read + t * size, units, 1, recurrent.node.values,
        parts.pointer)
      let (u, q) = (parts.pointer, products.pointer + t * size)
      let offset = candidateBias.node.values
      plan.forEachRow { row, gate in
        for j in 0..<2 * units { a[gate + j] += u[gate + j] }
        for j in 0..<units { q[row + j] = u[gate + 2 * units + j] + offset[j] }
      }
      plan.map(.sigmoid, gates: 0..<2, a, y)
      plan.forEachRow { row, gate in
        let (r, n) = (y + gate, a + gate + 2 * units)
        for j in 0..<units { n[j] += r[j] * q[row + j] }
      }
      plan.map(.tanh, gates: 2..<3, a, y)
      let (before, h) = (states.pointer + t * size, states.pointer + (t + 1) * size)
      plan.forEachRow { row, gate in
        let (z, n) = (y + gate + units, y + gate + 2 * units)
        for j in 0..<units { h[row + j] = n[j] + z[j] * (before[row + j] - n[j]) }
      }
    }
    let result = Buffer(count: time * size)
    plan.gather(time, states, into: result.pointer, places: time)
    return Tensor(.gru, [plan.batch, time, units], result, from: Operands(inputs)) {
      node, dy, pass in
      let da = Buffer(count: gates.count)
      let du = Buffer(count: gates.count)
      let dh = Buffer(repeating: 0, count: size)
      let turned = plan.turned(node.inputs[2])
      for t in (0..<time).reversed() {
        plan.addAdjoint(dy.read + t * units, places: time, to: dh.pointer)
        let (a, y) = (arguments.read + t * 3 * size, gates.pointer + t * 3 * size)
        let (toA, toU) = (da.pointer + t * 3 * size, du.pointer + t * 3 * size)
        let (before, q) = (states.pointer + t * size, products.pointer + t * size)
        let adjoint = dh.pointer
        plan.forEachRow { row, gate in
          let (z, n) = (y + gate + units, y + gate + 2 * units)
          for j in 0..<units {
            let d = adjoint[row + j]
            toA[gate + units + j] = d * (before[row + j] - n[j])
            toA[gate + 2 * units + j] = d * (1 - z[j])
            adjoint[row + j] = d * z[j]
          }
        }
        plan.mapBackward(.tanh, gates: 2..<3, a, y, toA)
        plan.forEachRow { row, gate in
          for j in 0..<units { toA[gate + j] = toA[gate + 2 * units + j] * q[row + j] }
        }
        plan.mapBackward(.sigmoid, gates: 0..<2, a, y, toA)
        plan.forEachRow { row, gate in
          let (r, n) = (y + gate, gate + 2 * units)
          for j in 0..<2 * units { toU[gate + j] = toA[gate + j] }
          for j in 0..<units { toU[n + j] = toA[n + j] * r[j] }
        }
        Fast.matmul(
          plan.batch, units, 3 * units, UnsafePointer(toU), 3 * units, 1, turned.read, dh.pointer,
          accumulates: true)
      }
      plan.addInputs(node, pass, da, early)
      let rows = time * plan.batch
      pass.add(node.inputs[2]) {
        Fast.matmul(units, 3 * units, rows, states.read, 1, units, du.read, $0)
      }
      pass.add(node.inputs[3]) { Fast.sumAxis(1, rows, 3 * units, da.read, $0) }
      pass.add(node.inputs[4]) { dc in
        let sums = Buffer(count: 3 * units)
        Fast.sumAxis(1, rows, 3 * units, du.read, sums.pointer)
        dc.update(from: sums.read + 2 * units, count: units)
      }
      pass.add(node.inputs[5], dh)
    }
  }
}

extension Operation {
  static let gru = Operation(
    "gru",
    forward: { node in
      let plan = RecurrencePlan(node.inputs[0].shape, hidden: node.inputs[5].shape[1], gates: 3)
      let products = plan.products(plan.inputs + plan.hidden)
      return Cost(products + 2 * plan.states, products + 3 * plan.states, 3 * plan.states)
    },
    backward: { node, place in
      let plan = RecurrencePlan(node.inputs[0].shape, hidden: node.inputs[5].shape[1], gates: 3)
      // The adjoints of the gates go back through time once, for all operands.
      let through = plan.products(plan.hidden)
      let shared =
        node.isFirst(place)
        ? Cost(through + 11 * plan.states, through + 5 * plan.states) : Cost()
      if place == 4 { return shared + Cost(0, plan.states - node.inputs[4].count) }
      return shared + plan.backwardCost(place, node.inputs[place].count)
    },
    derivative: { names, place in
      place == 4 ? "Σ r" : RecurrencePlan.derivative(names, place)
    })
}
