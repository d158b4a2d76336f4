/// What recurrent networks with gates share: their sizes, and how numbers stand in memory.
///
/// Within an operation time goes first, so that all of one moment is a matrix: of states
/// [batch, hidden], of gates [batch, gates·hidden].
struct RecurrencePlan: Sendable {
  let batch, time, inputs, hidden, gates: Int

  init(_ shape: [Int], hidden: Int, gates: Int) {
    (batch, time, inputs) = (shape[0], shape[1], shape[2])
    (self.hidden, self.gates) = (hidden, gates)
  }

  /// How many numbers a state has.
  var size: Int { batch * hidden }

  private var width: Int { gates * hidden }

  /// The inputs, time first.
  func early(_ x: UnsafePointer<Double>) -> Buffer {
    let early = Buffer(count: batch * time * inputs)
    exchange(batch, time, inputs, x, early.pointer)
    return early
  }

  /// xₜ·W + b of all moments.
  func arguments(_ early: Buffer, _ weight: Tensor, _ bias: Tensor) -> Buffer {
    let rows = time * batch
    let result = Buffer(count: rows * width)
    Kernels.fillRows(rows, width, bias.node.values, result.pointer)
    sharedMatmul(
      rows, width, inputs, early.read, false, weight.node.values, result.pointer, accumulates: true)
    return result
  }

  /// Memory for the states of all moments, the initial one in front.
  func states(from initial: Tensor) -> Buffer {
    let states = Buffer(count: (time + 1) * size)
    states.pointer.update(from: initial.node.values, count: size)
    return states
  }

  /// Calls with where each row begins among states and among gates.
  @inline(__always)
  func forEachRow(_ body: (_ row: Int, _ gate: Int) -> Void) {
    for index in 0..<batch { body(index * hidden, index * width) }
  }

  /// Puts some gates of a moment through a function: their values from their arguments.
  func map(
    _ function: Elementwise, gates: Range<Int>, _ arguments: UnsafePointer<Double>,
    _ values: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<batch {
      let start = row * width + gates.lowerBound * hidden
      Fast.map(function, gates.count * hidden, arguments + start, values + start)
    }
  }

  /// Multiplies the adjoints of some gates of a moment by the function's derivatives, in place.
  func mapBackward(
    _ function: Elementwise, gates: Range<Int>, _ arguments: UnsafePointer<Double>,
    _ values: UnsafePointer<Double>, _ adjoints: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<batch {
      let start = row * width + gates.lowerBound * hidden
      Fast.mapBackward(
        function, gates.count * hidden, arguments + start, values + start,
        UnsafePointer(adjoints + start), adjoints + start)
    }
  }

  /// Writes the last states, batch first, into every so many places of each entry.
  func gather(
    _ count: Int, _ states: Buffer, into result: UnsafeMutablePointer<Double>, places: Int
  ) {
    for t in 0..<count {
      let state = states.read + (time - count + t + 1) * size
      for index in 0..<batch {
        (result + (index * places + t) * hidden).update(
          from: state + index * hidden, count: hidden)
      }
    }
  }

  /// Adds the adjoint of a state, whose rows are so many places apart.
  func addAdjoint(
    _ dy: UnsafePointer<Double>, places: Int, to state: UnsafeMutablePointer<Double>
  ) {
    for index in 0..<batch {
      Kernels.add(hidden, dy + index * places * hidden, state + index * hidden)
    }
  }

  /// Uᵀ.
  func turned(_ recurrent: Node) -> Buffer {
    let turned = Buffer(count: recurrent.count)
    Kernels.transpose(hidden, width, recurrent.values, turned.pointer)
    return turned
  }

  /// Hands the adjoints of xₜ·W + b to x and W, the first two operands.
  func addInputs(_ node: Node, _ pass: BackwardPass, _ adjoints: Buffer, _ early: Buffer) {
    let (x, weight) = (node.inputs[0], node.inputs[1])
    let rows = time * batch
    pass.add(x) { dx in
      let turned = Buffer(count: weight.count)
      Kernels.transpose(inputs, width, weight.values, turned.pointer)
      let early = Buffer(count: x.count)
      sharedMatmul(rows, inputs, width, adjoints.read, false, turned.read, early.pointer)
      exchange(time, batch, inputs, early.read, dx)
    }
    pass.add(weight) { dw in
      Fast.matmul(inputs, width, rows, early.read, 1, inputs, adjoints.read, dw)
    }
  }
}

/// What is counted of recurrent networks with gates, whose first operands are x, W, U and b.
extension RecurrencePlan {
  /// The numbers of all states.
  var states: Int { batch * time * hidden }

  /// The multiplications of all gates with so many factors each.
  func products(_ factors: Int) -> Int { batch * time * gates * hidden * factors }

  /// What an operand takes beside the way back through time.
  func backwardCost(_ place: Int, _ count: Int) -> Cost {
    switch place {
    case 0, 1: Cost(products(inputs), products(inputs) - count)
    case 2: Cost(products(hidden), products(hidden) - count)
    case 3: Cost(0, products(1) - count)
    default: Cost()
    }
  }

  /// The local derivatives as formulas.
  static func derivative(_ names: Operation.Names, _ place: Int) -> String {
    switch place {
    case 0: "\(names[1])ᵀ"
    case 1: "Σ \(names[0])ₜᵀ"
    case 2: "Σ hₜ₋₁ᵀ"
    case 3: "Σ 1"
    default: "\(names[2])ᵀ"
    }
  }
}
