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
      if node.operation == "named", let operand = operands.first {
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
    if nodes[index].node.count == 1, nodes[index].node.operation == "constant" {
      let text = nodes[index].node.values[0].description
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    return "t\(index)"
  }

  /// The local derivative of a result by one of its operands, as a formula.
  ///
  /// A matrix as a factor multiplies the adjoint on the side that its shape asks for.
  func localSymbol(of index: Int, by place: Int) -> String {
    let item = nodes[index]
    let result = symbol(of: index)
    let operand = symbol(of: item.operands[place])
    let other = item.operands.count > 1 ? symbol(of: item.operands[1 - min(place, 1)]) : ""
    switch (item.node.operation, place) {
    case ("add", _), ("subtract", 0), ("reshape", _), ("sum", _), ("affine", 2): return "1"
    case ("subtract", _), ("negate", _): return "−1"
    case ("multiply", _): return other
    case ("divide", 0): return "1/\(other)"
    case ("divide", _): return "−\(result)/\(operand)"
    case ("matmul", 0), ("affine", 0), ("recurrence", 0):
      return symbol(of: item.operands[1]) + "ᵀ"
    case ("matmul", 1), ("affine", 1): return symbol(of: item.operands[0]) + "ᵀ"
    case ("square", _): return "2·\(operand)"
    case ("squareRoot", _): return "1/(2·\(result))"
    case ("exp", _): return result
    case ("log", _): return "1/\(operand)"
    case ("sin", _): return "cos(\(operand))"
    case ("cos", _): return "−sin(\(operand))"
    case ("tanh", _): return "(1 − \(result)²)"
    case ("sigmoid", _): return "\(result)·(1 − \(result))"
    case ("softplus", _): return "sigmoid(\(operand))"
    case ("relu", _): return "[\(operand) > 0]"
    case ("mean", _): return "1/n"
    case ("squaredError", 0): return "(\(operand) − \(other))"
    case ("squaredError", _): return "(\(operand) − \(other))"
    case ("meanSquaredError", _): return "2·(\(operand) − \(other))/n"
    case ("crossEntropy", _): return "(softmax(\(operand)) − onehot)/n"
    case ("binaryCrossEntropy", 0): return "(sigmoid(\(operand)) − \(other))/n"
    default: return "∂\(item.node.operation)/∂\(operand)"
    }
  }
}
