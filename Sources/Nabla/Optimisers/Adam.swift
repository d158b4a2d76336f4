/// Adam: steps of about the learning rate for each parameter, whatever the size of its gradients.
///
/// With t the number of the parameter's step from 1: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// w ← w − rate·(m/(1 − β₁ᵗ))/(√(v/(1 − β₂ᵗ)) + ε), from m = v = 0.
///
/// The t of the correction is a parameter's own: it counts the steps in which the loss depended on
/// the parameter. In the paper every parameter has a gradient in every step, so the two counts are
/// one. Where a parameter joins later, or is left out of some steps, its m and v began at 0 with its
/// own first step, and only its own count takes away what they lack: its first step is of the
/// learning rate, whenever it comes. PyTorch counts so, too. The schedule follows the steps of the
/// optimiser.
///
/// Where g² overflows, for gradients above 10¹⁵⁴, v is infinite and the parameter stays.
///
/// Five steps agree with PyTorch's to 10⁻¹² of the largest parameter.
///
/// Source: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015,
/// algorithm 1 and section 3.
public struct Adam: ScheduledOptimizer {
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

  /// β₁ᵗ and β₂ᵗ of each parameter.
  var powers = Memory()

  var rate = 0.0

  /// Adam with a rate that is finite and not negative, and the paper's values for the rest.
  public init(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, schedule: Schedule = .constant
  ) {
    requireLearningRate(learningRate, "Adam")
    requireShare(beta1, "beta1", "Adam")
    requireShare(beta2, "beta2", "Adam")
    requireEpsilon(epsilon, "Adam")
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
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
    guard let gradient = gradients.buffer(for: parameter) else { return }
    let count = parameter.count
    let (rate, epsilon) = (rate, epsilon)
    let (decay1, decay2) = (beta1, beta2)
    let power = powers.numbers(for: parameter, initially: 1, count: 2)
    power[0] *= beta1
    power[1] *= beta2
    let (correction1, correction2) = (1 - power[0], 1 - power[1])
    let mean = means.numbers(for: parameter)
    let square = squares.numbers(for: parameter)
    parameter.move {
      Kernels.adam(
        count, $0, gradient.read, rate: rate, beta1: decay1, beta2: decay2,
        correction1: correction1, correction2: correction2, epsilon: epsilon, mean, square, $1)
    }
  }
}
