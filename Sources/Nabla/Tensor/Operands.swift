/// The operands of an operation. Most have three at most, which take no memory of their own.
struct Operands: RandomAccessCollection, ExpressibleByArrayLiteral, Sendable {
  private var first: Node?
  private var second: Node?
  private var third: Node?
  private var others: [Node] = []

  let count: Int

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

  var startIndex: Int { 0 }

  var endIndex: Int { count }

  subscript(position: Int) -> Node {
    @inline(__always)
    get {
      switch position {
      case 0: first!
      case 1: second!
      case 2: third!
      default: others[position - 3]
      }
    }
  }

  /// Whether one of them leads to a parameter.
  var leadToParameter: Bool {
    @inline(__always)
    get {
      first?.leadsToParameter ?? false || second?.leadsToParameter ?? false
        || third?.leadsToParameter ?? false || others.contains { $0.leadsToParameter }
    }
  }
}
