/// What a gradient check found out about a derivative: why it differs from the definition, or what
/// keeps the two from being compared.
///
/// A diagnosis is told from what can be measured: the ratio of the two numbers, other derivatives,
/// values of weights, the parts of a sum, differences with other steps. It names the fault that fits to within the floor, and another
/// fault with the same numbers cannot be told from it.
public enum Diagnosis: Sendable, Equatable {
  // The derivative itself

  /// The derivative is infinite or no number.
  case notFinite

  /// It is 0, but the loss depends on the parameter.
  case neverReached

  /// It is not 0, but the loss does not depend on the parameter.
  case noInfluence

  // The ratio of the derivative to the definition

  /// −1, or −2 or −½ with a factor.
  case sign(factor: Double)

  /// 2: a ½ of the loss was lost, or a path was counted twice.
  case doubled

  /// ½: the 2 of a square was lost, or one path of two equal ones.
  case halved

  /// 1/n: the derivative of a mean, where the loss is a sum of n.
  case meanForSum(Int)

  /// n: the derivative of a sum, where the loss is a mean of n.
  case sumForMean(Int)

  /// Weights or local derivatives that were multiplied in once too often, and such that are
  /// missing.
  case factors(extra: [String], missing: [String], ratio: Double)

  // Other derivatives

  /// A matrix was transposed: the derivative of the element across the diagonal.
  case transposed(String)

  /// The derivative of another parameter, and that one has this one's.
  case swapped(String)

  /// The derivative of another parameter.
  case ofAnother(String)

  /// The adjoint went back through the matrix itself in place of its transpose.
  case backThroughTransposed(String)

  /// The shared product was collected from the input to the loss.
  case frontToBack

  // Sums

  /// Only one of the loss's parts counts: `=` in place of `+=`.
  case onlyTerm(Int, of: Int)

  /// One of the loss's parts is left out.
  case withoutTerm(Int, of: Int)

  /// Only the paths through one operation or use count: `=` in place of `+=`.
  case onlyPath(String)

  /// The paths through one operation are left out.
  case withoutPath(String)

  // Updates

  /// The derivatives are those before an update with this learning rate, the loss that after it.
  case afterUpdate(learningRate: Double)

  /// A weight was multiplied in with its value after the update.
  case movedWeight(String, learningRate: Double)

  // The measurement

  /// The slope jumps within the step; the operation, where the loss was recorded.
  case kink(String?, distance: Double)

  /// The slope jumps at the very value: every number from left to right is a derivative there.
  case onKink(String?, left: Double, right: Double)

  /// At one end of the step the loss is no number.
  case leavesDomain(better: Double)

  /// The curvature of the loss allows an error above the wanted accuracy.
  case stepTooLarge(floor: Double, better: Double)

  /// Rounding allows an error above the wanted accuracy, and a larger step would not.
  case stepTooSmall(floor: Double, better: Double)

  /// Rounding allows an error above the wanted accuracy, and no step helps.
  case rounding(Double)

  /// The loss itself is infinite or no number.
  case lossNotFinite

  // No rule fits

  /// The ratio is near 1, but not within the floor.
  case near(ratio: Double)

  /// The ratio says nothing.
  case unknown(ratio: Double)
}
