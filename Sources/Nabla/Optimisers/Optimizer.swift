/// A way to change parameters so that a loss falls.
///
/// ```swift
/// var optimizer = SGD(learningRate: 0.1)
/// optimizer.update(&network, along: loss.gradients())
/// ```
///
/// A parameter that the loss doesn't depend on stays as it is.
public protocol Optimizer: Sendable {
  /// Begins a step: what is the same for all its parameters.
  mutating func beginStep()

  /// Changes one parameter in the step that was begun.
  mutating func move(_ parameter: inout Tensor, along gradients: Gradients)
}

extension Optimizer {
  /// One step: changes the parameters along the gradients.
  public mutating func update(_ parameters: inout [Tensor], along gradients: Gradients) {
    beginStep()
    for index in parameters.indices { move(&parameters[index], along: gradients) }
  }

  /// One step: changes the parameters of a layer or network along the gradients.
  public mutating func update<Model: Layer>(_ model: inout Model, along gradients: Gradients) {
    beginStep()
    model.changeParameters { move(&$0, along: gradients) }
  }
}

/// Numbers that an optimiser remembers for each parameter, zeros at first.
struct Memory: Sendable {
  var buffers: [UInt64: Buffer] = [:]

  /// The numbers for a parameter, to be changed in place.
  mutating func numbers(for parameter: Tensor) -> UnsafeMutablePointer<Double> {
    let identity = parameter.node.identity
    guard var buffer = buffers.removeValue(forKey: identity) else {
      let fresh = Buffer(repeating: 0, count: parameter.count)
      buffers[identity] = fresh
      return fresh.pointer
    }
    // A copy of the optimiser keeps its own numbers.
    if !isKnownUniquelyReferenced(&buffer) {
      let copy = Buffer(count: buffer.count)
      copy.pointer.update(from: buffer.read, count: buffer.count)
      buffer = copy
    }
    buffers[identity] = buffer
    return buffer.pointer
  }
}

func requireLearningRate(_ rate: Double, _ optimizer: String) {
  require(
    rate >= 0 && rate.isFinite,
    "\(optimizer): the learning rate must be finite and not negative, received \(rate)")
}
