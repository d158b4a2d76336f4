/// Gradient descent, stochastic when each step sees a part of the data: w ← w − rate·g.
///
/// With momentum μ the steps are along v ← μ·v + g, from v = 0; with Nesterov's look-ahead along
/// g + μ·v.
///
/// Source: I. Sutskever, J. Martens, G. Dahl, G. Hinton, "On the importance of initialization and
/// momentum in deep learning", ICML 2013; the form without (1 − μ) is that of PyTorch.
public struct SGD: ScheduledOptimizer {
  /// The rate before the schedule.
  public let learningRate: Double

  /// μ, at least 0 and less than 1.
  public let momentum: Double

  /// Whether it looks ahead.
  public let nesterov: Bool

  /// How the rate changes from step to step.
  public let schedule: Schedule

  /// How many steps have been made.
  public internal(set) var steps = 0

  var velocities = Memory()
  var rate = 0.0

  /// Gradient descent with a rate that is finite and not negative.
  public init(
    learningRate: Double, momentum: Double = 0, nesterov: Bool = false,
    schedule: Schedule = .constant
  ) {
    requireLearningRate(learningRate, "SGD")
    requireShare(momentum, "the momentum", "SGD")
    self.learningRate = learningRate
    self.momentum = momentum
    self.nesterov = nesterov
    self.schedule = schedule
  }

  /// Begins a step: its rate is that of the schedule.
  public mutating func beginStep() {
    rate = currentLearningRate
    steps += 1
  }

  /// Changes one parameter in the step that was begun.
  public mutating func move(_ parameter: inout Tensor, along gradients: Gradients) {
    guard let gradient = gradients.buffer(for: parameter) else { return }
    let count = parameter.count
    let (rate, momentum, nesterov) = (rate, momentum, nesterov)
    if momentum == 0 {
      parameter.move { Fast.descend(count, $0, gradient.read, rate: rate, $1) }
    } else {
      let velocity = velocities.numbers(for: parameter)
      parameter.move {
        Kernels.descend(
          count, $0, gradient.read, rate: rate, momentum: momentum, nesterov: nesterov, velocity,
          $1)
      }
    }
  }
}
