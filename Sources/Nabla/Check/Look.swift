/// One derivative beside its central difference, looked at as closely as is needed to judge it.
struct Look {
  let derivative: Double
  let point: Double

  /// The difference that stands beside the derivative.
  var chosen: GradientCheck.Measurement

  /// The difference that can be trusted most: the chosen one, where no other was measured.
  var best: GradientCheck.Measurement

  /// Differences with other steps, where they were measured.
  var curve: [GradientCheck.Measurement] = []

  /// Whether the derivative is right, as far as can be told.
  var agrees: Bool

  /// What is wrong with the step, or special about the place.
  var remark: Diagnosis?

  /// What rounding moves the loss by, where it was measured.
  var noise = 0.0

  /// A derivative agrees within so many times the estimated floor: both the noise and the
  /// curvature are estimates from few values, right to a factor of 2 or 3.
  static let safety = 4.0

  /// - Parameters:
  ///   - step: the step asked for; where nil, a good one is chosen.
  ///   - wanted: the error above which a floor is worth a remark; infinite for none.
  ///   - noise: what rounding has moved this loss by so far; the first look takes it for granted.
  ///   - kink: names the operation with a kink between two values.
  init(
    _ derivative: Double, of function: (Double) -> Double, at point: Double, step: Double?,
    stencil: Stencil, wanted: Double, noise known: inout Double,
    kink name: (_ left: Double, _ right: Double) -> String? = { _, _ in nil }
  ) {
    self.derivative = derivative
    self.point = point
    let start = step ?? CentralDifference.step(at: point, stencil)
    let first = CentralDifference(at: point, step: start, stencil: stencil, of: function)
    func measurement(_ noise: Double) -> GradientCheck.Measurement {
      .init(
        step: start, value: first.derivative, rounding: first.rounding(noise: noise), curvature: 0)
    }
    // Noise that other parameters showed is trusted within limits.
    chosen = measurement(min(known, 0x1p-47 * first.size))
    best = chosen
    agrees = Look.within(derivative, chosen)
    if agrees && Look.safety * chosen.floor <= wanted { return }
    noise = Noise.measured(of: function, at: point)
    known = max(known, noise)
    chosen = measurement(noise)
    best = chosen
    agrees = Look.within(derivative, chosen)
    if agrees && Look.safety * chosen.floor <= wanted { return }
    measureCurve(of: function, stencil)
    agrees = Look.within(derivative, best)
    if let step {
      remark = remark(onStep: step, wanted, function, name)
    } else {
      chosen = best
      if agrees, wanted.isFinite, best.floor > wanted { remark = .rounding(best.floor) }
    }
    if !agrees { lookForKink(at: function, name) }
  }

  static func within(_ derivative: Double, _ measurement: GradientCheck.Measurement) -> Bool {
    (derivative - measurement.value).magnitude <= safety * measurement.floor
  }

  /// Measures the differences with all steps, once.
  mutating func measureCurve(of function: (Double) -> Double, _ stencil: Stencil) {
    guard curve.isEmpty else { return }
    let measured = ErrorCurve(
      of: function, at: point, step: chosen.step, stencil: stencil, noise: noise)
    curve = measured.measurements
    best = measured.best
    if let same = curve.first(where: { $0.step == chosen.step }) { chosen = same }
  }

  /// What makes the difference with the step asked for worse than it could be.
  private func remark(
    onStep step: Double, _ wanted: Double, _ function: (Double) -> Double,
    _ name: (Double, Double) -> String?
  ) -> Diagnosis? {
    guard agrees else { return nil }
    guard chosen.value.isFinite else {
      return function(point).isFinite ? .leavesDomain(better: best.step) : nil
    }
    let error = (chosen.value - best.value).magnitude
    if error > Look.safety * (chosen.rounding + best.floor),
      let kink = Kink(of: function, at: point, within: step, noise: noise)
    {
      return .kink(
        name(kink.position - kink.width, kink.position + kink.width),
        distance: kink.position - point)
    }
    guard wanted.isFinite, chosen.floor > wanted else { return nil }
    guard best.floor < chosen.floor / 4 else { return .rounding(chosen.floor) }
    return chosen.curvature > chosen.rounding
      ? .stepTooLarge(floor: chosen.floor, better: best.step)
      : .stepTooSmall(floor: chosen.floor, better: best.step)
  }

  /// On a kink a difference is the mean of the slopes at both sides; each of them, and what lies
  /// between, is a derivative (a subgradient).
  private mutating func lookForKink(
    at function: (Double) -> Double, _ name: (Double, Double) -> String?
  ) {
    let step = differenceStep(at: point)
    guard derivative.isFinite,
      let kink = Kink(of: function, at: point, within: step, noise: noise),
      (kink.position - point).magnitude <= kink.width
    else { return }
    let (left, right) = Kink.slopes(of: function, at: point, step: step)
    let width = (left - right).magnitude
    let blur = max(1e-6 * width, Look.safety * best.rounding)
    guard derivative >= min(left, right) - blur, derivative <= max(left, right) + blur else {
      return
    }
    agrees = true
    remark = .onKink(
      name(point - kink.width, point + kink.width), left: left, right: right)
  }
}
