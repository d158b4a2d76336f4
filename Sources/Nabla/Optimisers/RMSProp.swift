/// RMSProp: steps along the gradient over its root mean square of late.
///
/// v ← ρv + (1 − ρ)g² and w ← w − rate·g/(√v + ε), from v = 0; with momentum μ the steps are along
/// b ← μ·b + g/(√v + ε), from b = 0. Nothing corrects for v starting at 0, so the first step is
/// 1/√(1 − ρ) times the rate. Where g² overflows, for gradients above 10¹⁵⁴, v is infinite and the
/// parameter stays.
///
/// Five steps agree with PyTorch's to 10⁻¹² of the largest parameter.
///
/// Source: T. Tieleman, G. Hinton, "Lecture 6.5: rmsprop", Coursera, 2012; ε and the momentum are
/// those of PyTorch.
public struct RMSProp: ScheduledOptimizer {
  /// The rate before the schedule.
  public let learningRate: Double

  /// ρ, how long the mean of the squares remembers, at least 0 and less than 1.
  public let decay: Double

  /// μ, at least 0 and less than 1.
  public let momentum: Double

  /// What keeps the divisor from 0.
  public let epsilon: Double

  /// How the rate changes from step to step.
  public let schedule: Schedule

  /// How many steps have been made.
  public internal(set) var steps = 0

  var squares = Memory()
  var velocities = Memory()
  var rate = 0.0

  /// RMSProp with a rate that is finite and not negative.
  public init(
    learningRate: Double = 0.01, decay: Double = 0.99, momentum: Double = 0,
    epsilon: Double = 1e-8, schedule: Schedule = .constant
  ) {
    requireLearningRate(learningRate, "RMSProp")
    requireShare(decay, "the decay", "RMSProp")
    requireShare(momentum, "the momentum", "RMSProp")
    requireEpsilon(epsilon, "RMSProp")
    self.learningRate = learningRate
    self.decay = decay
    self.momentum = momentum
    self.epsilon = epsilon
    self.schedule = schedule
  }

  /// Begins a step: its rate is that of the schedule.
  public mutating func beginStep() {
    rate = currentLearningRate
    steps += 1
  }

  /// Changes one parameter in the step that was begun.
  public mutating func move(_ parameter: inout Tensor, along gradients: Gradients) {
    guard let gradient = gradients.buffer(for: parameter)?.read else { return }
    let count = parameter.count
    let (rate, decay, momentum, epsilon) = (rate, decay, momentum, epsilon)
    let square = squares.numbers(for: parameter)
    for i in 0..<count { square[i] = decay * square[i] + (1 - decay) * (gradient[i] * gradient[i]) }
    if momentum == 0 {
      parameter.move { old, new in
        for i in 0..<count {
          new[i] = old[i] - rate * (gradient[i] / (square[i].squareRoot() + epsilon))
        }
      }
    } else {
      let velocity = velocities.numbers(for: parameter)
      parameter.move { old, new in
        for i in 0..<count {
          velocity[i] =
            momentum * velocity[i] + gradient[i] / (square[i].squareRoot() + epsilon)
          new[i] = old[i] - rate * velocity[i]
        }
      }
    }
  }
}
