/// The derivatives of a loss by every parameter that it was computed from.
///
/// They don't keep the graph of the loss alive.
public struct Gradients: Sendable {
  struct Entry {
    let identity: UInt64
    let shape: [Int]
    let buffer: Buffer
  }

  /// One for each parameter, by growing identity.
  var entries: [Entry] = []

  init() {}

  /// The adjoints that a backward pass came to; those of one parameter are added.
  init(_ results: [(node: Node, adjoint: Buffer)]) {
    entries.reserveCapacity(results.count)
    for (node, adjoint) in results {
      let place = place(of: node.identity)
      if place < entries.count, entries[place].identity == node.identity {
        let sum = Buffer(count: adjoint.count)
        Fast.pair(
          .add, sum.count, entries[place].buffer.read, 1, adjoint.read, 1, sum.pointer)
        entries[place] = Entry(identity: node.identity, shape: node.shape, buffer: sum)
      } else {
        entries.insert(
          Entry(identity: node.identity, shape: node.shape, buffer: adjoint), at: place)
      }
    }
  }

  /// The first place whose identity is not less.
  private func place(of identity: UInt64) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].identity < identity { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The derivative by a parameter, in its shape. It is zeros when the loss doesn't depend on it.
  ///
  /// A parameter that was updated since is still found. Other tensors are a precondition failure.
  public subscript(parameter: Tensor) -> Tensor {
    require(
      parameter.isParameter,
      "Gradients: derivatives are kept by parameters, but this tensor of shape "
        + "\(parameter.shape) is a \(parameter.node.operation)")
    guard let buffer = buffer(for: parameter) else {
      return Tensor(repeating: 0, shape: parameter.shape)
    }
    return Tensor(constant: buffer, parameter.shape)
  }

  /// Whether the loss depends on the parameter.
  public func reach(_ parameter: Tensor) -> Bool {
    buffer(for: parameter) != nil
  }

  var allBuffers: [Buffer] { entries.map { $0.buffer } }

  func buffer(for parameter: Tensor) -> Buffer? {
    let place = place(of: parameter.node.identity)
    guard place < entries.count, entries[place].identity == parameter.node.identity else {
      return nil
    }
    return entries[place].buffer
  }

  /// The Euclidean length of all derivatives by the parameters together.
  public func norm(of parameters: [Tensor]) -> Double {
    parameters.reduce(0.0) { sum, parameter in
      guard let buffer = buffer(for: parameter) else { return sum }
      return sum + Kernels.dot(buffer.count, buffer.read, buffer.read)
    }.squareRoot()
  }

  /// These derivatives times a factor that brings their ``norm(of:)`` down to a limit, where it is
  /// above. Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent
  /// neural networks", ICML 2013, algorithm 1.
  public func clipped(toNorm limit: Double, of parameters: [Tensor]) -> Gradients {
    require(limit > 0, "Gradients: the limit of the norm must be positive, received \(limit)")
    let norm = norm(of: parameters)
    guard norm > limit else { return self }
    let factor = Buffer(repeating: limit / norm, count: 1)
    var clipped = self
    clipped.entries = entries.map { entry in
      let scaled = Buffer(count: entry.buffer.count)
      Fast.pair(.multiply, scaled.count, entry.buffer.read, 1, factor.read, 0, scaled.pointer)
      return Entry(identity: entry.identity, shape: entry.shape, buffer: scaled)
    }
    return clipped
  }
}

extension Tensor {
  /// Differentiates this tensor, a loss with one element, by all parameters (reverse mode).
  ///
  /// It may be called any number of times, with the same result. Depth is limited by memory only.
  public func gradients() -> Gradients {
    require(
      count == 1,
      "Tensor.gradients: a loss has one element, but the shape is \(shape); sum() or mean() it")
    guard node.leadsToParameter else { return Gradients() }
    return Gradients(BackwardPass(from: node, seed: Buffer(repeating: 1, count: 1)).results)
  }
}
