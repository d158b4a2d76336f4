/// What a tensor was computed from, in the order of computation, names merged into what they name.
struct TensorGraph {
  struct Item {
    let node: Node
    var name: String?
    let operands: [Int]
  }

  private(set) var nodes: [Item] = []
  private var places: [ObjectIdentifier: Int] = [:]

  init(of loss: Tensor) {
    for node in loss.node.ancestors().reversed() {
      let operands = node.inputs.map { places[ObjectIdentifier($0)]! }
      if node.kind === Operation.named, let operand = operands.first {
        nodes[operand].name = node.name
        places[ObjectIdentifier(node)] = operand
        continue
      }
      nodes.append(Item(node: node, name: node.name, operands: operands))
      places[ObjectIdentifier(node)] = nodes.count - 1
    }
  }

  /// Where a tensor stands, or nil when the loss was not computed from it.
  func place(of tensor: Tensor) -> Int? {
    places[ObjectIdentifier(tensor.node)]
      ?? (tensor.isParameter
        ? nodes.lastIndex { $0.node.identity == tensor.node.identity } : nil)
  }

  /// What derivations call a node.
  func symbol(of index: Int) -> String {
    if let name = nodes[index].name { return name }
    if nodes[index].node.count == 1, nodes[index].node.kind === Operation.constant {
      let text = nodes[index].node.values[0].text
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    return "t\(index)"
  }

  /// The local derivative of a result by one of its operands, as a formula.
  ///
  /// A matrix as a factor multiplies the adjoint on the side that its shape asks for.
  func localSymbol(of index: Int, by place: Int) -> String {
    let item = nodes[index]
    let names = Operation.Names(
      result: symbol(of: index), operands: item.operands.map(symbol(of:)))
    return item.node.kind.derivative(names, place)
  }
}
