/// Where the first NaN or infinity of a computation arose.
public struct NonFinite: Error, Sendable, Equatable {
  /// Which way the computation went.
  public enum Direction: Sendable {
    /// From the inputs to the loss.
    case forward

    /// From the loss to the parameters: a derivative.
    case backward
  }

  /// Whether it is a value or a derivative.
  public let direction: Direction

  /// The operation that made it: `log`, `affine`, … or `parameter`, when it was there at first.
  public let operation: String

  /// The layer at work, where the operation belongs to a ``Network``: `2 Dense`.
  public let layer: String?

  /// The name of the tensor, if it has one.
  public let name: String?

  /// The shape of the tensor.
  public let shape: [Int]

  /// The place of the first such element in it, the last index fastest.
  public let element: Int

  /// The value: NaN or an infinity.
  public let value: Double

  /// The epoch of a ``Training``, from 1.
  public internal(set) var epoch: Int?

  /// The step in the epoch, from 1.
  public internal(set) var step: Int?

  /// Equal where they tell the same; NaN equals NaN here.
  public static func == (lhs: NonFinite, rhs: NonFinite) -> Bool {
    lhs.description == rhs.description
  }
}

extension NonFinite: CustomStringConvertible {
  /// A sentence: `nan in the result of log, layer 2 log, element 3 of shape [4], epoch 1, step 2`.
  public var description: String {
    let what = direction == .forward ? "in the result of" : "in the derivative by the result of"
    var text = "\(value) \(what) \(operation)"
    if let name { text += " '\(name)'" }
    if let layer { text += ", layer \(layer)" }
    if !shape.isEmpty { text += ", element \(element) of shape \(shape)" }
    if let epoch { text += ", epoch \(epoch)" }
    if let step { text += ", step \(step)" }
    return text
  }
}

extension Tensor {
  /// Where the first NaN or infinity among the values that led to this tensor arose, if there is
  /// one; and if all are finite, the first among the derivatives on the way back.
  ///
  /// The first is that of the operation that was computed first. Derivatives are looked at only
  /// where the tensor has one element.
  public func firstNonFinite() -> NonFinite? {
    var found: (node: Node, element: Int)?
    for node in node.ancestors() {
      if let element = node.buffer.firstNonFinite { found = (node, element) }
    }
    if let (node, element) = found {
      return NonFinite(.forward, node, element, node.values[element])
    }
    guard count == 1, node.leadsToParameter else { return nil }
    let pass = BackwardPass(from: node, seed: Buffer(repeating: 1, count: 1), keepsAll: true)
    for node in node.ancestors() {
      if let adjoint = pass.visited[ObjectIdentifier(node)], let element = adjoint.firstNonFinite {
        return NonFinite(.backward, node, element, adjoint.pointer[element])
      }
    }
    return nil
  }
}

extension Scalar {
  /// Where the first NaN or infinity among the values that led to this scalar arose, if there is
  /// one; and if all are finite, the first among the derivatives on the way back.
  ///
  /// ```swift
  /// let w = Scalar(-1, name: "w")
  /// print((2 * log(w)).firstNonFinite()!)
  /// ```
  ///
  /// prints `nan in the result of log`.
  public func firstNonFinite() -> NonFinite? {
    let graph = ScalarGraph(of: self)
    func found(_ direction: NonFinite.Direction, at index: Int, _ value: Double) -> NonFinite {
      let node = graph.nodes[index]
      return NonFinite(
        direction: direction,
        operation: node.operation == .leaf ? "parameter" : "\(node.operation)", layer: nil,
        name: node.name, shape: [], element: 0, value: value)
    }
    if let index = graph.nodes.firstIndex(where: { !$0.value.isFinite }) {
      return found(.forward, at: index, graph.nodes[index].value)
    }
    let (adjoints, _) = graph.adjoints(towards: graph.nodes.map(\.leadsToParameter))
    return adjoints.lastIndex { !$0.isFinite }.map { found(.backward, at: $0, adjoints[$0]) }
  }
}

extension NonFinite {
  fileprivate init(_ direction: Direction, _ node: Node, _ element: Int, _ value: Double) {
    self.init(
      direction: direction, operation: node.operation, layer: node.scope, name: node.name,
      shape: node.shape, element: element, value: value)
  }

  /// A look at a loss and its derivatives that costs little when all are finite.
  init?(in loss: Tensor, _ gradients: Gradients, epoch: Int, step: Int) {
    if loss.value.isFinite && gradients.areFinite { return nil }
    guard var found = loss.firstNonFinite() else { return nil }
    found.epoch = epoch
    found.step = step
    self = found
  }
}

extension Buffer {
  /// The place of the first NaN or infinity.
  var firstNonFinite: Int? {
    // A sum is finite when all are, unless it overflows, which the search then finds out.
    if Kernels.sum(count, read).isFinite { return nil }
    return (0..<count).first { !pointer[$0].isFinite }
  }
}

extension Gradients {
  var areFinite: Bool { allBuffers.allSatisfy { $0.firstNonFinite == nil } }
}
