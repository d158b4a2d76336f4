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
    // What two neighbours differ by beyond their rounding, which is an estimate.
    let gaps = values.indices.dropLast().map { index -> Double in
      let gap = (values[index + 1] - values[index]).magnitude
      let rounding = Look.safety * (roundings[index] + roundings[index + 1])
      return gap.isNaN ? .infinity : max(0, gap - rounding)
    }
    let fastest = stencil == .two ? 16.0 : 256
    var curvature = 0.0
    measurements = steps.indices.map { index in
      let before = index > 0 ? gaps[index - 1] : 0
      let after = index < gaps.count ? gaps[index] : .infinity
      if after.isFinite {
        // The error grows by the ratio of the gaps from step to step: 16 where the third derivative
        // decides, 4 where the second jumps, and less where several scales meet.
        let blur = index > 0 ? roundings[index] + roundings[index - 1] : roundings[index]
        let ratio = min(fastest, max(1.5, after / max(before, blur)))
        curvature = max(curvature, after / (ratio - 1))
      } else {
        curvature = max(curvature, before * fastest / (fastest - 1))
      }
      // What a smaller step says differently, beyond rounding, is an error of this one.
      for smaller in 0..<index where values[smaller].isFinite {
        let gap = (values[index] - values[smaller]).magnitude
        let rounding = Look.safety * (roundings[index] + roundings[smaller])
        curvature = max(curvature, gap - rounding)
      }
      // Near the best step rounding hides how fast the error grows: what the neighbours say
      // differently may be an error of this step, but is not taken for one of larger steps.
      var doubt = 0.0
      for smaller in max(0, index - 2)..<index where values[smaller].isFinite {
        let gap = (values[index] - values[smaller]).magnitude
        doubt = max(doubt, 2 * (gap - roundings[index] - roundings[smaller]))
      }
      if before == 0, index < gaps.count, values[index + 1].isFinite {
        doubt = max(doubt, 2 * (values[index + 1] - values[index]).magnitude)
      }
      let isNumber = values[index].isFinite && curvature.isFinite
      return GradientCheck.Measurement(
        step: steps[index], value: values[index], rounding: roundings[index],
        curvature: isNumber ? max(curvature, doubt) : .infinity)
    }
  }
}
