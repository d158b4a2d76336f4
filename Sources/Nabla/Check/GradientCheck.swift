/// Derivatives beside their central differences, worst first.
///
/// The relative error is |a − n| / max(|a|, |n|) of the analytic derivative a and the numerical n
/// (Stanford CS231n, notes "Neural Networks Part 3", section Gradient checks), and 0 when both are
/// equal. A derivative agrees when its relative error is at most the tolerance, or when its
/// absolute error is within what rounding does to the difference: 4·2⁻⁵²·|L|/h.
public struct GradientCheck: Sendable {
  /// One derivative.
  public struct Entry: Sendable {
    /// What the parameter is called.
    public let parameter: String

    /// Its place among the parameters.
    public let index: Int

    /// The derivative under test: backpropagated, or given by the caller.
    public let analytic: Double

    /// The central difference.
    public let numerical: Double

    /// The step of the difference.
    public let step: Double

    /// The magnitude of analytic − numerical.
    public let absoluteError: Double

    /// The absolute error over the larger magnitude of both.
    public let relativeError: Double

    /// Whether the two are the same so far as can be told.
    public let agrees: Bool
  }

  /// All derivatives: those that don't agree first, then by falling relative error.
  public let entries: [Entry]

  /// The relative error up to which derivatives agree.
  public let tolerance: Double

  init(entries: [Entry], tolerance: Double) {
    self.tolerance = tolerance
    self.entries = entries.sorted { a, b in
      if a.agrees != b.agrees { return !a.agrees }
      // NaN is worst of all, and the order of equals is that of the parameters.
      let (left, right) = (a.relativeError, b.relativeError)
      if left.isNaN != right.isNaN { return left.isNaN }
      if left != right && !left.isNaN { return left > right }
      return a.index < b.index
    }
  }

  /// Whether all derivatives agree.
  public var agrees: Bool { entries.allSatisfy(\.agrees) }

  /// The largest relative error, also of entries that agree by their absolute error.
  public var worstRelativeError: Double {
    entries.reduce(0) { $1.relativeError.isNaN ? .nan : max($0, $1.relativeError) }
  }

  /// The entries that don't agree, worst first.
  public var offenders: [Entry] { entries.filter { !$0.agrees } }
}

extension GradientCheck: CustomStringConvertible {
  /// The verdict, then at most ten entries, worst first.
  public var description: String {
    let wrong = offenders.count
    let verdict =
      wrong == 0
      ? "all \(entries.count) derivatives agree"
      : "\(wrong) of \(entries.count) derivatives disagree"
    let lines = entries.prefix(10).map { entry in
      "\(entry.agrees ? " " : "✗") \(entry.parameter): \(entry.analytic), "
        + "by definition \(entry.numerical), relative error \(entry.relativeError)"
    }
    return ([verdict] + lines).joined(separator: "\n")
  }
}

/// Compares derivatives worked out elsewhere, by hand for instance, with central differences.
///
/// ```swift
/// let check = gradientCheck(of: { $0[0] * $0[1] }, at: [2, 3], against: [3, 2])
/// print(check.agrees)
/// ```
///
/// prints `true`.
///
/// - Parameters:
///   - loss: the loss as a function of the parameters.
///   - parameters: where it is differentiated.
///   - gradient: the derivatives to be checked, in the order of the parameters.
///   - names: what the parameters are called; `p0`, `p1`, … when nil.
///   - step: the step of the differences; by ``differenceStep(at:)`` for each when nil.
///   - tolerance: the largest relative error that agrees.
public func gradientCheck(
  of loss: ([Double]) -> Double, at parameters: [Double], against gradient: [Double],
  names: [String]? = nil, step: Double? = nil, tolerance: Double = 1e-6
) -> GradientCheck {
  require(
    gradient.count == parameters.count,
    "gradientCheck: as many derivatives as parameters are needed, received \(gradient.count) "
      + "derivatives for \(parameters.count) parameters")
  require(
    names == nil || names!.count == parameters.count,
    "gradientCheck: as many names as parameters are needed, received \(names?.count ?? 0) "
      + "names for \(parameters.count) parameters")
  require(
    step == nil || (step! > 0 && step!.isFinite),
    "gradientCheck: the step must be positive and finite, received \(step ?? 0)")
  var moved = parameters
  let entries = parameters.indices.map { index in
    let value = parameters[index]
    let difference = CentralDifference(at: value, step: step ?? differenceStep(at: value)) {
      moved[index] = $0
      return loss(moved)
    }
    moved[index] = value
    return GradientCheck.Entry(
      index, names?[index] ?? "p\(index)", gradient[index], difference, tolerance)
  }
  return GradientCheck(entries: entries, tolerance: tolerance)
}

/// Compares backpropagated derivatives with central differences.
///
/// ```swift
/// print(gradientCheck(of: { tanh($0[0] * $0[1]) }, at: [0.5, 0.25]).agrees)
/// ```
///
/// prints `true`.
///
/// - Parameters:
///   - loss: the loss as a function of the parameters.
///   - parameters: where it is differentiated.
///   - names: what the parameters are called; `p0`, `p1`, … when nil.
///   - step: the step of the differences; by ``differenceStep(at:)`` for each when nil.
///   - tolerance: the largest relative error that agrees.
public func gradientCheck(
  of loss: ([Scalar]) -> Scalar, at parameters: [Double], names: [String]? = nil,
  step: Double? = nil, tolerance: Double = 1e-6
) -> GradientCheck {
  let leaves = parameters.map { Scalar.parameter($0) }
  return gradientCheck(
    of: { values in loss(values.map { Scalar($0) }).value }, at: parameters,
    against: loss(leaves).gradient()[leaves], names: names, step: step, tolerance: tolerance)
}

extension GradientCheck.Entry {
  init(
    _ index: Int, _ parameter: String, _ analytic: Double, _ difference: CentralDifference,
    _ tolerance: Double
  ) {
    let comparison = Comparison(analytic, difference, tolerance: tolerance)
    self.init(
      parameter: parameter, index: index, analytic: analytic, numerical: difference.derivative,
      step: difference.step, absoluteError: comparison.absoluteError,
      relativeError: comparison.relativeError, agrees: comparison.agrees)
  }
}
