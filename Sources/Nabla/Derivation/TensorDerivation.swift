/// The chains of local derivatives from a loss to a parameter tensor.
public struct TensorDerivation: Sendable {
  /// A factor of a chain: the local derivative of one operation.
  public struct Factor: Sendable {
    /// The formula: `(1 − h²)`, `Wᵀ`, `(softmax(z) − onehot)/n`.
    public let symbol: String

    /// The operation that it belongs to.
    public let operation: String

    /// The layer that it belongs to, in a ``Network``.
    public let layer: String?

    /// The derivative of the loss by the operand, all paths together: what is known after this
    /// factor.
    public let adjoint: Tensor

    /// Whether a row before, nearer the loss, has this factor already, and all before it.
    public let isShared: Bool
  }

  /// The parameter's name.
  public let parameter: String

  /// The ways from the loss to the parameter, each a list of factors; at most 64.
  public let paths: [[Factor]]

  /// How many ways there are.
  public let pathCount: Natural

  /// The derivative of the loss by the parameter; zeros where no way leads there.
  public let value: Tensor
}

/// Spells out the derivatives of a loss by parameter tensors, factor by factor.
///
/// Which factors are shared is told from the rows before, so list the parameters nearest the loss
/// first.
public func derivations(of loss: Tensor, for parameters: [Tensor]) -> [TensorDerivation] {
  require(
    loss.count == 1, "derivations(of:for:): a loss has one element, received shape \(loss.shape)")
  let graph = TensorGraph(of: loss)
  let pass = BackwardPass(
    from: loss.node, seed: Buffer(repeating: 1, count: 1), keepsAll: true)
  let gradients = loss.gradients()
  var seen: Set<[Int]> = []
  return parameters.map { parameter in
    let paths = graph.place(of: parameter).map { graph.paths(to: $0) } ?? ([], 0)
    return TensorDerivation(
      parameter: parameter.name ?? "parameter",
      paths: paths.0.map { path in
        var isShared = true
        return path.map { edge in
          isShared = !seen.insert(edge).inserted && isShared
          let item = graph.nodes[edge[0]]
          let operand = graph.nodes[item.operands[edge[1]]].node
          let adjoint =
            pass.visited[ObjectIdentifier(operand)] ?? Buffer(repeating: 0, count: operand.count)
          return TensorDerivation.Factor(
            symbol: graph.localSymbol(of: edge[0], by: edge[1]), operation: item.node.operation,
            layer: item.node.scope, adjoint: Tensor(constant: adjoint, operand.shape),
            isShared: isShared)
        }
      },
      pathCount: paths.1, value: gradients[parameter])
  }
}

extension TensorGraph {
  /// The first 64 paths from the loss to a node, and how many there are. A step of a path is the
  /// result and the place of its operand.
  fileprivate func paths(to target: Int) -> ([[[Int]]], Natural) {
    var leads = [Bool](repeating: false, count: nodes.count)
    var counts = [Natural](repeating: 0, count: nodes.count)
    leads[target] = true
    counts[target] = 1
    for index in nodes.indices where index > target {
      for operand in nodes[index].operands where leads[operand] {
        leads[index] = true
        counts[index] += counts[operand]
      }
    }
    var found: [[[Int]]] = []
    var path: [[Int]] = []
    var stack = [(node: nodes.count - 1, next: 0)]
    guard leads[nodes.count - 1] else { return ([], 0) }
    while let (node, next) = stack.last, found.count < Derivation.pathLimit {
      if node == target { found.append(path) }
      let operands = node == target ? [] : nodes[node].operands
      guard next < operands.count else {
        stack.removeLast()
        if !path.isEmpty { path.removeLast() }
        continue
      }
      stack[stack.count - 1].next += 1
      guard leads[operands[next]] else { continue }
      path.append([node, next])
      stack.append((operands[next], 0))
    }
    return (found, counts[nodes.count - 1])
  }
}
