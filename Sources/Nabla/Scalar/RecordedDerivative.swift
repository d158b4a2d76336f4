extension Scalar {
  /// The derivative of this scalar by another, itself recorded, so that it can be differentiated
  /// again, to any order.
  ///
  /// ```swift
  /// let x = Scalar(3, name: "x")
  /// let slope = x.power(3).derivative(by: x)
  /// print(slope.value, slope.derivative(by: x).value)
  /// ```
  ///
  /// prints `27.0 18.0`. A step of Newton's method towards a minimum is
  /// `w.value -= slope.value / slope.derivative(by: w).value`.
  ///
  /// The values are those of ``gradient()``, which is faster where the derivative is only a number.
  /// At the kinks of relu and of the magnitude the derivatives of all orders are those of the side
  /// that ``gradient()`` takes. A constant is a precondition failure.
  public func derivative(by scalar: Scalar) -> Scalar {
    derivatives(by: [scalar])[0]
  }

  /// The derivatives of this scalar by several others, in their order, each recorded: see
  /// ``derivative(by:)``. One walk back gives them all.
  public func derivatives(by scalars: [Scalar]) -> [Scalar] {
    var pass = RecordedPass()
    pass.goBack(from: self)
    return scalars.map { scalar in
      require(
        scalar.leadsToParameter,
        "Scalar.derivative: derivatives are taken by parameters and what is computed from them, but "
          + "this scalar is a constant of value \(scalar.value); Scalar(value, name:) makes a "
          + "parameter")
      return pass.adjoint(of: scalar)
    }
  }
}

/// A walk from a loss back to the parameters whose products and sums are recorded.
private struct RecordedPass {
  /// The adjoints of operations and names, where they were recorded.
  private var adjoints: [ScalarGraph.Place: Scalar] = [:]

  /// The adjoints of parameters; each value of one in the order in which it was come to.
  private var leaves: [(leaf: Leaf, adjoint: Scalar)] = []
  private var leafPlaces: [ObjectIdentifier: Int] = [:]

  mutating func goBack(from loss: Scalar) {
    switch loss.form {
    case .constant: return
    case .leaf(let leaf): add(leaf, 1)
    case .recorded(let tape, let slot):
      add(ScalarGraph.Place(epoch: tape.epoch, slot: slot), 1)
      for (place, tape) in ScalarGraph.reachable(from: tape, slot).reversed() {
        if let adjoint = adjoints[place] { handOver(adjoint, tape, place) }
      }
    }
  }

  private mutating func handOver(_ adjoint: Scalar, _ tape: Tape, _ place: ScalarGraph.Place) {
    let node = tape.nodes[Int(place.slot)]
    guard node.leadsToParameter else { return }
    switch node.operation {
    case .constant: return
    case .leaf: add(tape.leaf(at: Int(place.slot)), adjoint)
    case .imported:
      let origin = tape.importedTape(at: Int(place.slot))
      add(ScalarGraph.Place(epoch: origin.epoch, slot: node.left), adjoint)
    default:
      let a = Scalar(tape, node.left)
      let b = node.operation.isBinary ? Scalar(tape, node.right) : a
      let v = Scalar(tape, place.slot)
      if a.leadsToParameter {
        let local = node.operation.recordedDerivative(a, b, v)
        add(
          ScalarGraph.Place(epoch: place.epoch, slot: node.left),
          RecordedPass.product(adjoint, local))
      }
      if node.operation.isBinary && b.leadsToParameter {
        let local = node.operation.recordedDerivativeBySecond(a, b, v)
        add(
          ScalarGraph.Place(epoch: place.epoch, slot: node.right),
          RecordedPass.product(adjoint, local))
      }
    }
  }

  private mutating func add(_ place: ScalarGraph.Place, _ adjoint: Scalar) {
    adjoints[place] = adjoints[place].map { $0 + adjoint } ?? adjoint
  }

  private mutating func add(_ leaf: Leaf, _ adjoint: Scalar) {
    if let place = leafPlaces[ObjectIdentifier(leaf)] {
      leaves[place].adjoint = leaves[place].adjoint + adjoint
    } else {
      leafPlaces[ObjectIdentifier(leaf)] = leaves.count
      leaves.append((leaf, adjoint))
    }
  }

  /// A product, which with a constant 1 is none.
  private static func product(_ a: Scalar, _ b: Scalar) -> Scalar {
    if case .constant(1) = a.form { return b }
    if case .constant(1) = b.form { return a }
    return a * b
  }

  func adjoint(of scalar: Scalar) -> Scalar {
    let scalar = scalar.unnamed
    switch scalar.form {
    case .constant: return 0
    case .recorded(let tape, let slot):
      return adjoints[ScalarGraph.Place(epoch: tape.epoch, slot: slot)] ?? 0
    case .leaf(let leaf):
      // A parameter whose value was set since is still found.
      return leafPlaces[ObjectIdentifier(leaf)].map { leaves[$0].adjoint }
        ?? leaves.first { $0.leaf.identity == leaf.identity }?.adjoint ?? 0
    }
  }
}

extension ScalarOperation {
  /// The derivative of the value v by the first operand, as ``derivatives(_:_:_:)`` has it, recorded.
  fileprivate func recordedDerivative(_ a: Scalar, _ b: Scalar, _ v: Scalar) -> Scalar {
    switch self {
    case .constant, .leaf: 0
    case .imported, .named, .add, .subtract: 1
    case .multiply: b
    case .divide: 1 / b
    case .negate: -1
    case .square: 2 * a
    case .squareRoot: 0.5 / v
    case .power:
      b.value == 0 && (a.value == 0 || !b.leadsToParameter) ? 0 : b * a.power(b - 1)
    case .magnitude: Scalar(a.value > 0 ? 1 : a.value < 0 ? -1 : a.value == 0 ? 0 : .nan)
    case .exp: v
    case .log: 1 / a
    case .sin: Nabla.cos(a)
    case .cos: -Nabla.sin(a)
    // Where 1 − v² and 1 − v would cancel, they are 4σ(2a)σ(−2a) and σ(−a).
    case .tanh:
      v.value.magnitude > 0.96875
        ? 4 * (Nabla.sigmoid(2 * a) * Nabla.sigmoid(-2 * a)) : 1 - v.squared()
    case .sigmoid: v * (v.value > 0.96875 ? Nabla.sigmoid(-a) : 1 - v)
    case .softplus: Nabla.sigmoid(a)
    case .relu: a.value <= 0 ? 0 : 1
    case .squaredError: a - b
    }
  }

  /// The derivative of the value v by the second operand, recorded.
  fileprivate func recordedDerivativeBySecond(_ a: Scalar, _ b: Scalar, _ v: Scalar) -> Scalar {
    switch self {
    case .add: 1
    case .subtract: -1
    case .multiply: a
    case .divide: -(v / b)
    case .power:
      v.value == 0 || (a.value == 0 && v.value.isFinite) ? 0 : v * Nabla.log(a)
    case .squaredError: b - a
    case .constant, .leaf, .imported, .named, .negate, .square, .squareRoot, .magnitude, .exp,
      .log, .sin, .cos, .tanh, .sigmoid, .softplus, .relu:
      0
    }
  }
}
