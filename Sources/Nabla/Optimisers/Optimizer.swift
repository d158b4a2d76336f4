/// A way to change parameters so that a loss falls.
///
/// ```swift
/// var optimizer = SGD(learningRate: 0.1)
/// optimizer.update(&network, along: loss.gradients())
/// ```
///
/// A parameter that the loss doesn't depend on stays as it is: it is not moved, nothing is forgotten
/// of what was gathered for it, and no weight decays. A parameter that stands in two places is moved
/// once. NaN and infinities in a gradient go into the parameter; ``Training`` stops before that.
public protocol Optimizer: Sendable {
  /// Begins a step: what is the same for all its parameters.
  mutating func beginStep()

  /// Changes one parameter in the step that was begun.
  mutating func move(_ parameter: inout Tensor, along gradients: Gradients)
}

/// An optimiser whose learning rate follows a ``Schedule``: ``SGD``, ``Adam``, ``AdamW`` and
/// ``RMSProp``.
public protocol ScheduledOptimizer: Optimizer {
  /// The rate before the schedule.
  var learningRate: Double { get }

  /// How the rate changes from step to step.
  var schedule: Schedule { get }

  /// How many steps have been made.
  var steps: Int { get }
}

extension ScheduledOptimizer {
  /// The learning rate that the next step is made with: the rate before the schedule times the
  /// schedule's factor for that step.
  public var currentLearningRate: Double {
    learningRate * schedule.checkedFactor(steps, "\(Self.self)")
  }
}

extension Optimizer {
  /// One step: changes the parameters along the gradients.
  public mutating func update(_ parameters: inout [Tensor], along gradients: Gradients) {
    beginStep()
    var changes = TiedChanges()
    for index in parameters.indices {
      changes.change(&parameters[index]) { move(&$0, along: gradients) }
    }
  }

  /// One step: changes the parameters of a layer or network along the gradients, and its running
  /// statistics by those of the batch, where it has any.
  public mutating func update<Model: Layer>(_ model: inout Model, along gradients: Gradients) {
    beginStep()
    model.changeParameters { move(&$0, along: gradients) }
    model.changeStatistics { BatchStatistics.move(&$0, along: gradients) }
  }
}

func requireLearningRate(_ rate: Double, _ optimizer: String) {
  require(
    rate >= 0 && rate.isFinite,
    "\(optimizer): the learning rate must be finite and not negative, received \(rate)")
}

/// Expects a share that something is kept by from step to step.
func requireShare(_ share: Double, _ name: String, _ optimizer: String) {
  require(
    share >= 0 && share < 1,
    "\(optimizer): \(name) must be at least 0 and less than 1, received \(share)")
}

func requireEpsilon(_ epsilon: Double, _ optimizer: String) {
  require(
    epsilon > 0 && epsilon.isFinite,
    "\(optimizer): epsilon must be positive and finite, received \(epsilon)")
}
