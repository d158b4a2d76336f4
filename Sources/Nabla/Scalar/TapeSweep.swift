/// How a node's adjoint came about.
enum Reach: UInt8 {
  /// The loss doesn't depend on the node, so far as is known.
  case none

  /// The adjoint is the seed 1 or −1: a product with it is none.
  case unit

  /// The adjoint is a number that has been computed.
  case computed

  @inline(__always)
  mutating func join(_ other: Reach) {
    self = self == .none ? other : .computed
  }
}

extension Tape {
  /// This tape and all that it imports from, newest first, which is an order for going backwards.
  func withImports() -> [Tape] {
    var found: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var tapes = [self]
    var next = 0
    while next < tapes.count {
      let tape = tapes[next]
      next += 1
      for index in 0..<tape.count where tape.nodes[index].operation == .imported {
        let other = tape.importedTape(at: index)
        if found.insert(ObjectIdentifier(other)).inserted { tapes.append(other) }
      }
    }
    return tapes.sorted { $0.epoch > $1.epoch }
  }

  /// Goes back over the tape and hands adjoints to operands; gives the number of multiplications.
  ///
  /// - Parameters:
  ///   - adjoints: of the slots up to the last that was reached.
  ///   - reach: how each adjoint came about.
  ///   - handOver: receives an imported slot and its adjoint.
  @inline(__always)
  func sweep(
    _ adjoints: UnsafeMutableBufferPointer<Double>, _ reach: UnsafeMutableBufferPointer<Reach>,
    handOver: (Int, Double) -> Void
  ) -> Int {
    var multiplications = 0
    for index in stride(from: adjoints.count - 1, through: 0, by: -1)
    where reach[index] != .none {
      let node = nodes[index]
      guard node.leadsToParameter else { continue }
      let adjoint = adjoints[index]
      switch node.operation {
      case .leaf, .constant:
        continue
      case .imported:
        handOver(index, adjoint)
        continue
      default:
        break
      }
      let passesOn = node.operation.onlyPassesOn
      let outcome = passesOn ? reach[index] : .computed
      let products = passesOn || reach[index] == .unit ? 0 : 1
      let left = nodes[Int(node.left)]
      let right = node.operation.isBinary ? nodes[Int(node.right)] : left
      let (toLeft, toRight) = node.operation.derivatives(left.value, right.value, node.value)
      if left.leadsToParameter {
        adjoints[Int(node.left)] += adjoint * toLeft
        reach[Int(node.left)].join(outcome)
        multiplications += products
      }
      if node.operation.isBinary && right.leadsToParameter {
        adjoints[Int(node.right)] += adjoint * toRight
        reach[Int(node.right)].join(outcome)
        multiplications += products
      }
    }
    return multiplications
  }
}
