/// The derivatives of a loss by every parameter that it was computed from.
///
/// They don't keep the graph of the loss alive.
public struct Gradients: Sendable {
  private var tensors: [UInt64: Tensor]

  init(_ tensors: [UInt64: Tensor]) {
    self.tensors = tensors
  }

  /// The derivative by a parameter, in its shape. It is zeros when the loss doesn't depend on it.
  ///
  /// A parameter that was updated since is still found. Other tensors are a precondition failure.
  public subscript(parameter: Tensor) -> Tensor {
    require(
      parameter.isParameter,
      "Gradients: derivatives are kept by parameters, but this tensor of shape "
        + "\(parameter.shape) is a \(parameter.node.operation)")
    return tensors[parameter.node.identity] ?? Tensor(repeating: 0, shape: parameter.shape)
  }

  /// Whether the loss depends on the parameter.
  public func reach(_ parameter: Tensor) -> Bool {
    tensors[parameter.node.identity] != nil
  }

  var allBuffers: [Buffer] { tensors.values.map(\.node.buffer) }

  func buffer(for parameter: Tensor) -> Buffer? {
    tensors[parameter.node.identity]?.node.buffer
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
    let factor = Tensor(limit / norm)
    return Gradients(tensors.mapValues { $0 * factor })
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
    guard node.leadsToParameter else { return Gradients([:]) }
    let pass = BackwardPass(from: node, seed: Buffer(repeating: 1, count: 1))
    var tensors: [UInt64: Tensor] = [:]
    for (parameter, adjoint) in pass.results {
      let gradient = Tensor(constant: adjoint, parameter.shape)
      if let other = tensors[parameter.identity] {
        tensors[parameter.identity] = other + gradient
      } else {
        tensors[parameter.identity] = gradient
      }
    }
    return Gradients(tensors)
  }
}
