/// Adam: steps of about the learning rate for each parameter, whatever the size of its gradients.
///
/// With t the number of the step from 1: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// w ← w − rate·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε), from m = v = 0.
///
/// Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015,
/// algorithm 1.
public struct Adam: Optimizer {
  /// The rate before the schedule.
  public let learningRate: Double

  /// How long the mean of the gradients remembers, at least 0 and less than 1.
  public let beta1: Double

  /// How long the mean of their squares remembers, at least 0 and less than 1.
  public let beta2: Double

  /// What keeps the divisor from 0.
  public let epsilon: Double

  /// How the rate changes from step to step.
  public let schedule: Schedule

  /// How many steps have been made.
  public internal(set) var steps = 0

  var means = Memory()
  var squares = Memory()
  var rate = 0.0
  var power1 = 1.0
  var power2 = 1.0

  /// Adam with a rate that is finite and not negative, and the paper's values for the rest.
  public init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, schedule: Schedule = .constant
  ) {
    requireLearningRate(learningRate, "Adam")
    for (name, beta) in [("beta1", beta1), ("beta2", beta2)] {
      require(
        beta >= 0 && beta < 1, "Adam: \(name) must be at least 0 and less than 1, received \(beta)")
    }
    require(epsilon > 0, "Adam: epsilon must be positive, received \(epsilon)")
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.schedule = schedule
  }

  /// Begins a step: its rate is that of the schedule.
  public mutating func beginStep() {
    rate = learningRate * schedule.checkedFactor(steps, "Adam")
    power1 *= beta1
    power2 *= beta2
    steps += 1
  }

  /// Changes one parameter in the step that was begun.
  public mutating func move(_ parameter: inout Tensor, along gradients: Gradients) {
    guard let gradient = gradients.buffer(for: parameter) else { return }
    let count = parameter.count
    let (rate, epsilon) = (rate, epsilon)
    let (decay1, decay2) = (beta1, beta2)
    let (correction1, correction2) = (1 - power1, 1 - power2)
    let mean = means.numbers(for: parameter)
    let square = squares.numbers(for: parameter)
    parameter.move {
      Kernels.adam(
        count, $0, gradient.read, rate: rate, beta1: decay1, beta2: decay2,
        correction1: correction1, correction2: correction2, epsilon: epsilon, mean, square, $1)
    }
  }
}
