/// Derivatives beside their central differences, worst first, with the reason where they differ.
///
/// A central difference has an error of its own, its *floor*: of rounding, 2σ/h with σ the noise of
/// the loss, and of curvature, which falls with the step h. Both are estimated for each derivative,
/// and a derivative agrees when it is within four times the floor of the best difference that was
/// measured. Where the difference with the first step leaves no doubt, no other is measured, and its
/// floor is that of rounding alone.
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

    /// The step of the difference: the one asked for, or a good one.
    public let step: Double

    /// The magnitude of analytic − numerical.
    public let absoluteError: Double

    /// The absolute error over the larger magnitude of both, |a − n| / max(|a|, |n|), and 0 when
    /// both are equal (Stanford CS231n, notes "Neural Networks Part 3", section Gradient checks).
    public let relativeError: Double

    /// The error that rounding and curvature allow the difference.
    public let floor: Double

    /// The difference that can be trusted most; with ``step``, where no other was measured.
    public let best: Measurement

    /// Whether the derivative is within four times the floor of the best difference.
    public let agrees: Bool

    /// Why the two differ, or what else is to be said; nil where all is well.
    public let diagnosis: Diagnosis?

    /// Differences with steps by factors of four, growing: the V of error against step. Empty
    /// where they were not measured.
    public let curve: [Measurement]

    init(_ parameter: String, _ index: Int, _ look: Look, _ diagnosis: Diagnosis?) {
      self.parameter = parameter
      self.index = index
      analytic = look.derivative
      numerical = look.chosen.value
      step = look.chosen.step
      absoluteError = (analytic - numerical).magnitude
      relativeError =
        analytic == numerical ? 0 : absoluteError / max(analytic.magnitude, numerical.magnitude)
      floor = look.chosen.floor
      best = look.best
      agrees = look.agrees
      self.diagnosis = diagnosis
      curve = look.curve
    }
  }

  /// All derivatives: those that don't agree first, then by how far the error exceeds the floor.
  public let entries: [Entry]

  /// The error, relative to the largest derivative, that the check was to see.
  public let tolerance: Double

  /// Whether all derivatives agree.
  public var agrees: Bool { entries.allSatisfy(\.agrees) }

  /// The largest relative error, also of entries that agree.
  public var worstRelativeError: Double {
    entries.reduce(0) { $1.relativeError.isNaN ? .nan : max($0, $1.relativeError) }
  }

  /// The entries that don't agree, worst first.
  public var offenders: [Entry] { entries.filter { !$0.agrees } }

  /// The verdict in a sentence: `2 of 3 derivatives disagree`.
  public var verdict: String {
    let wrong = offenders.count
    if entries.count == 1 { return "the derivative \(wrong == 0 ? "agrees" : "disagrees")" }
    return wrong == 0
      ? "all \(entries.count) derivatives agree"
      : "\(wrong) of \(entries.count) derivatives disagree"
  }
}

extension GradientCheck: CustomStringConvertible {
  /// The verdict, then at most ten entries, worst first, each with its diagnosis.
  public var description: String {
    let lines = entries.prefix(10).map { entry in
      "\(entry.agrees ? " " : "✗") \(entry.parameter): \(entry.analytic), "
        + "by definition \(entry.numerical), error \(entry.absoluteError), floor \(entry.floor)"
        + (entry.diagnosis.map { "\n    \($0)" } ?? "")
    }
    return ([verdict] + lines).joined(separator: "\n")
  }
}
