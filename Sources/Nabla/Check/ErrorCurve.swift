extension GradientCheck {
  /// A central difference with one step, and how far it can be trusted.
  public struct Measurement: Sendable {
    /// The step h.
    public let step: Double

    /// The central difference.
    public let value: Double

    /// What rounding of the loss may have changed: 2σ/h, with σ the larger of 2⁻⁵³·|L| and of the
    /// noise that was measured.
    public let rounding: Double

    /// What the curvature of the loss may have changed, told from the differences with steps
    /// of four times and of a quarter the size.
    public let curvature: Double

    /// The error that this difference may have: of rounding and of curvature.
    public var floor: Double { rounding + curvature }
  }
}

/// Central differences with steps that differ by factors of four: the V of error against step.
struct ErrorCurve {
  /// With growing steps.
  var measurements: [GradientCheck.Measurement]

  /// The one that can be trusted most.
  var best: GradientCheck.Measurement { measurements.min { $0.floor < $1.floor }! }

  /// - Parameters:
  ///   - step: a step that is among those of the curve.
  ///   - noise: what rounding moves the values by, as measured.
  init(
    of function: (Double) -> Double, at point: Double, step: Double, stencil: Stencil,
    noise: Double
  ) {
    let scale = max(1, point.magnitude)
    var least = 0x1p-44 * scale
    // A number far below 1 may be of another scale than 1.
    if point != 0, point.magnitude < 0x1p-20 { least = max(0x1p-22 * point.magnitude, 0x1p-160) }
    var steps = [step]
    while steps[0] > least, steps.count < 80 { steps.insert(steps[0] / 4, at: 0) }
    while steps.last! * 4 <= 2 * scale { steps.append(steps.last! * 4) }
    let differences = steps.map {
      CentralDifference(at: point, step: $0, stencil: stencil, of: function)
    }
    let roundings = differences.map { $0.rounding(noise: noise) }
    let values = differences.map(\.derivative)
    // What two neighbours differ by beyond their rounding.
    let gaps = values.indices.dropLast().map { index -> Double in
      let gap = (values[index + 1] - values[index]).magnitude
      return gap.isNaN ? .infinity : max(0, gap - roundings[index] - roundings[index + 1])
    }
    let fastest = stencil == .two ? 16.0 : 256
    var curvature = 0.0
    measurements = steps.indices.map { index in
      let before = index > 0 ? gaps[index - 1] : 0
      let after = index < gaps.count ? gaps[index] : .infinity
      if after.isFinite {
        // The error grows by the ratio of the gaps from step to step: 16 where the third derivative
        // decides, 4 where the second jumps.
        let blur = index > 0 ? roundings[index] + roundings[index - 1] : roundings[index]
        let ratio = min(fastest, max(4, after / max(before, blur)))
        curvature = max(curvature, after / (ratio - 1))
      } else {
        curvature = max(curvature, before * fastest / (fastest - 1))
      }
      let isNumber = values[index].isFinite && curvature.isFinite
      return GradientCheck.Measurement(
        step: steps[index], value: values[index], rounding: roundings[index],
        curvature: isNumber ? curvature : .infinity)
    }
  }
}
