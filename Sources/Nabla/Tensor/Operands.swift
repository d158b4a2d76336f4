/// The operands of an operation. Most have three at most, which take no memory of their own.
struct Operands: ExpressibleByArrayLiteral, Sendable {
  var first: Node?
  var second: Node?
  var third: Node?
  var others: [Node] = []
  var count: Int

  @inline(__always)
  init(arrayLiteral elements: Tensor...) {
    self.init(elements)
  }

  @inline(__always)
  init(_ tensors: [Tensor]) {
    count = tensors.count
    if count > 0 { first = tensors[0].node }
    if count > 1 { second = tensors[1].node }
    if count > 2 { third = tensors[2].node }
    if count > 3 { others = tensors[3...].map { $0.node } }
  }

  /// Whether one of them leads to a parameter.
  var leadToParameter: Bool {
    @inline(__always)
    get {
      first?.leadsToParameter ?? false || second?.leadsToParameter ?? false
        || third?.leadsToParameter ?? false || others.contains { $0.leadsToParameter }
    }
  }

  /// Whether one of them was computed from derivatives.
  var useDerivatives: Bool {
    @inline(__always)
    get {
      first?.usesDerivatives ?? false || second?.usesDerivatives ?? false
        || third?.usesDerivatives ?? false || others.contains { $0.usesDerivatives }
    }
  }

  /// Lets go of the operands. Those that nobody else holds and that have operands themselves are
  /// put in front of a list instead, for the caller to go on with.
  mutating func release(into list: inout Node?) {
    guard count > 0 else { return }
    count = 0
    Operands.release(&first, into: &list)
    Operands.release(&second, into: &list)
    Operands.release(&third, into: &list)
    while !others.isEmpty {
      var node = others.popLast()
      Operands.release(&node, into: &list)
    }
  }

  @inline(__always)
  private static func release(_ node: inout Node?, into list: inout Node?) {
    if isKnownUniquelyReferenced(&node), let last = node, !last.inputs.isEmpty {
      last.waiting = list
      list = last
    }
    node = nil
  }
}

/// The operands of a node, looked at one by one.
struct Inputs: RandomAccessCollection {
  unowned(unsafe) let node: Node

  var startIndex: Int { 0 }

  var endIndex: Int { node.operands.count }

  subscript(position: Int) -> Node {
    @inline(__always)
    get {
      switch position {
      case 0: node.operands.first!
      case 1: node.operands.second!
      case 2: node.operands.third!
      default: node.operands.others[position - 3]
      }
    }
  }
}
