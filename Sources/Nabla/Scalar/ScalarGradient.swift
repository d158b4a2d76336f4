import Synchronization

extension Scalar {
  /// The derivatives of one scalar, the loss, by every parameter that it was computed from.
  ///
  /// A gradient keeps alive what the loss was computed from.
  public struct Gradient: Sendable {
    /// What was differentiated.
    let loss: Scalar

    /// The adjoints on the tape of the loss, then on older tapes from which it imports.
    let segments: Segments

    /// The parameters on several tapes, summed; empty when the loss needs only its own tape.
    let totals: [ObjectIdentifier: Double]

    /// The adjoints of the loss's tape and the tape's epoch, where there is no other tape; else
    /// none and 0.
    let adjoints: [Double]
    let epoch: UInt64

    /// How many multiplications formed the derivatives: products of an adjoint and a local
    /// derivative.
    ///
    /// Not counted are the seed 1 (the local derivatives of the loss itself are no products), the
    /// factors 1 and −1 of sums, differences and negations, and anything towards constants. For
    /// the chain of n weights these are 2n − 1.
    public let multiplications: Int

    struct Segment: Sendable {
      let tape: Tape
      let adjoints: [Double]
    }

    /// The segments; one alone takes no memory of its own.
    struct Segments: Sendable, Sequence {
      let first: Segment?
      let others: [Segment]

      init(_ first: Segment? = nil) {
        self.first = first
        others = []
      }

      init(_ segments: [Segment]) {
        first = segments.first
        others = Array(segments.dropFirst())
      }

      var count: Int { (first == nil ? 0 : 1) + others.count }

      func makeIterator() -> Array<Segment>.Iterator {
        ((first.map { [$0] } ?? []) + others).makeIterator()
      }
    }

    /// The derivative of the loss by a parameter, or by a result on the way to the loss.
    ///
    /// It is 0 when the loss doesn't depend on the scalar. A parameter whose value was set since
    /// is still found. A constant is a precondition failure, since no derivative was computed
    /// towards it.
    public subscript(scalar: Scalar) -> Double {
      require(
        scalar.leadsToParameter,
        "Gradient: derivatives are taken by parameters and what is computed from them, but this "
          + "scalar is a constant of value \(scalar.value); Scalar(value, name:) makes a parameter")
      // The usual case: a leaf that was last used on the only tape of the loss.
      if scalar.payload == Scalar.leafMark, let owner = scalar.owner {
        let packed = unsafeDowncast(owner, to: Leaf.self).slot.load(ordering: .relaxed)
        if packed >> 8 == epoch, Int(packed & 255) < adjoints.count {
          return adjoints[Int(packed & 255)].unsigned
        }
      }
      switch scalar.form {
      case .constant: return 0
      case .leaf(let leaf): return derivative(by: leaf).unsigned
      case .recorded: return derivative(byResult: scalar.unnamed).unsigned
      }
    }

    /// The derivatives by several scalars, in their order.
    public subscript(scalars: [Scalar]) -> [Double] {
      scalars.map { self[$0] }
    }

    private func derivative(byResult scalar: Scalar) -> Double {
      guard case .recorded(let tape, let index) = scalar.form else { return self[scalar] }
      for segment in segments where segment.tape === tape {
        return Int(index) < segment.adjoints.count ? segment.adjoints[Int(index)] : 0
      }
      return 0
    }

    private func derivative(by leaf: Leaf) -> Double {
      guard let first = segments.first else {
        if case .leaf(let other) = loss.form, other.identity == leaf.identity { return 1 }
        return 0
      }
      if segments.count > 1 {
        if let total = totals[ObjectIdentifier(leaf)] { return total }
      } else {
        for index in first.adjoints.indices.reversed()
        where first.tape.nodes[index].operation == .leaf && first.tape.leaf(at: index) === leaf {
          return first.adjoints[index]
        }
      }
      return derivative(byEarlierValueOf: leaf)
    }

    /// The parameter's value was set since: its value in the graph, the latest if there are several.
    private func derivative(byEarlierValueOf leaf: Leaf) -> Double {
      for segment in segments {
        for index in segment.adjoints.indices.reversed()
        where segment.tape.nodes[index].operation == .leaf {
          let other = segment.tape.leaf(at: index)
          if other.identity == leaf.identity {
            return segments.count == 1
              ? segment.adjoints[index] : totals[ObjectIdentifier(other), default: 0]
          }
        }
      }
      return 0
    }
  }

  /// Differentiates this scalar by all parameters, backwards from it (reverse mode).
  ///
  /// Every operation is visited once, in reverse order of its recording, and hands its adjoint,
  /// times its local derivative, to each operand that leads to a parameter. It may be called any
  /// number of times, with the same result. Depth is limited by memory only. The derivatives are
  /// numbers; ``derivative(by:)`` gives scalars that can be differentiated again.
  ///
  /// Source: D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by
  /// back-propagating errors", Nature 323 (1986), pages 533–536.
  public func gradient() -> Gradient {
    guard case .recorded(let tape, let root) = form else {
      return Gradient(
        loss: self, segments: .init(), totals: [:], adjoints: [], epoch: 0, multiplications: 0)
    }
    switch tape.nodes[Int(root)].operation {
    // The seed of a name is that of what it names.
    case .named, .imported, .leaf: return unnamed.gradient()
    default: break
    }
    if tape.imports == 0 {
      var multiplications = 0
      let adjoints = [Double](unsafeUninitializedCapacity: Int(root) + 1) { buffer, count in
        buffer.initialize(repeating: 0)
        count = Int(root) + 1
        withUnsafeTemporaryAllocation(of: Reach.self, capacity: count) { reach in
          reach.initialize(repeating: .none)
          buffer[Int(root)] = 1
          reach[Int(root)] = .unit
          multiplications = tape.sweep(buffer, reach) { _, _ in }
        }
      }
      return Gradient(
        loss: self, segments: .init(Gradient.Segment(tape: tape, adjoints: adjoints)), totals: [:],
        adjoints: adjoints, epoch: tape.epoch, multiplications: multiplications)
    }
    return gradient(acrossTapesFrom: tape, root: root)
  }

  private func gradient(acrossTapesFrom tape: Tape, root: Int32) -> Gradient {
    let tapes = tape.withImports()
    var position: [ObjectIdentifier: Int] = [:]
    for (index, tape) in tapes.enumerated() { position[ObjectIdentifier(tape)] = index }
    var waiting = [[(slot: Int32, adjoint: Double, reach: Reach)]](
      repeating: [], count: tapes.count)
    var segments: [Gradient.Segment] = []
    var totals: [ObjectIdentifier: Double] = [:]
    var multiplications = 0
    waiting[0] = [(root, 1, .unit)]
    for (index, tape) in tapes.enumerated() where !waiting[index].isEmpty {
      let size = Int(waiting[index].reduce(0) { max($0, $1.slot) }) + 1
      let adjoints = [Double](unsafeUninitializedCapacity: size) { buffer, count in
        buffer.initialize(repeating: 0)
        count = size
        withUnsafeTemporaryAllocation(of: Reach.self, capacity: size) { reach in
          reach.initialize(repeating: .none)
          for (slot, adjoint, how) in waiting[index] {
            buffer[Int(slot)] += adjoint
            reach[Int(slot)].join(how)
          }
          multiplications += tape.sweep(buffer, reach) { slot, adjoint in
            let origin = position[ObjectIdentifier(tape.importedTape(at: slot))]!
            waiting[origin].append((tape.nodes[slot].left, adjoint, reach[slot]))
          }
          for slot in 0..<size where reach[slot] != .none && tape.nodes[slot].operation == .leaf {
            totals[ObjectIdentifier(tape.leaf(at: slot)), default: 0] += buffer[slot]
          }
        }
      }
      waiting[index] = []
      segments.append(.init(tape: tape, adjoints: adjoints))
    }
    return Gradient(
      loss: self, segments: .init(segments), totals: totals, adjoints: [], epoch: 0,
      multiplications: multiplications)
  }
}

extension Scalar {
  /// This scalar without the names given to it: the operation that computed it.
  var unnamed: Scalar {
    var scalar = self
    while case .recorded(let tape, let index) = scalar.form {
      let node = tape.nodes[Int(index)]
      switch node.operation {
      case .named: scalar = Scalar(tape, node.left)
      case .imported: scalar = Scalar(tape.importedTape(at: Int(index)), node.left)
      case .leaf: scalar = Scalar(tape.leaf(at: Int(index)))
      default: return scalar
      }
    }
    return scalar
  }
}
