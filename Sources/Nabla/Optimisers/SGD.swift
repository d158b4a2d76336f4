/// Gradient descent, stochastic when each step sees a part of the data: w ← w − rate·g.
///
/// With momentum μ the steps are along v ← μ·v + g, from v = 0; with Nesterov's look-ahead along
/// g + μ·v.
///
/// Source: I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and
/// momentum in deep learning", ICML 2013; the form without (1 − μ) is that of PyTorch.
public struct SGD: Optimizer {
  /// The rate before the schedule.
  public let learningRate: Double

  /// μ, at least 0 and less than 1.
  public let momentum: Double

  /// Whether it looks ahead.
  public let nesterov: Bool

  /// How the rate changes from step to step.
  public let schedule: Schedule

  /// How many steps have been made.
  public private(set) var steps = 0

  private var velocities = Memory()

  /// Gradient descent with a rate that is finite and not negative.
  public init(
    learningRate: Double, momentum: Double = 0, nesterov: Bool = false,
    schedule: Schedule = .constant
  ) {
    requireLearningRate(learningRate, "SGD")
    require(
      momentum >= 0 && momentum < 1,
      "SGD: the momentum must be at least 0 and less than 1, received \(momentum)")
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.schedule = schedule
  }

  /// One step.
  public mutating func update(_ parameters: inout [Tensor], along gradients: Gradients) {
    let rate = learningRate * schedule.factor(steps)
    for index in parameters.indices {
      let parameter = parameters[index]
      guard let gradient = gradients.buffer(for: parameter) else { continue }
      let moved = Buffer(count: parameter.count)
      if momentum == 0 {
        Kernels.descend(
          moved.count, parameter.node.values, gradient.read, rate: rate, moved.pointer)
      } else {
        Kernels.descend(
          moved.count, parameter.node.values, gradient.read, rate: rate, momentum: momentum,
          nesterov: nesterov, velocities.numbers(for: parameter), moved.pointer)
      }
      parameters[index] = Tensor(moving: parameter, to: moved)
    }
    steps += 1
  }
}
