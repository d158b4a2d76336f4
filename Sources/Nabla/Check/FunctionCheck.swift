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
///   - names: what the parameters are called; `p0`, `p1`, … when nil. Elements of matrices are told
///     by names such as `W[0, 1]`.
///   - step: the step of the differences; a good one for each when nil.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives, the worst first, the differences with other steps are
///     kept, each for about 50 values of the loss.
public func gradientCheck(
  of loss: ([Double]) -> Double, at parameters: [Double], against gradient: [Double],
  names: [String]? = nil, step: Double? = nil, tolerance: Double = 1e-6, curves: Int = 10
) -> GradientCheck {
  withoutActuallyEscaping(loss) { loss in
    check(loss, nil, parameters, gradient, names, step, tolerance, curves)
  }
}

/// Compares derivatives worked out by hand with central differences, for a loss that is the sum of
/// one part for each sample.
///
/// The check can tell when the derivatives are those of one sample only, or lack one.
///
/// ```swift
/// let samples = [1.0, 2, 3]
/// print(
///   gradientCheck(
///     ofSum: { w in samples.map { w[0] * $0 } }, at: [0.5], against: [3], names: ["w"]))
/// ```
///
/// prints a diagnosis that ends in `only sample 3 of 3 counts: = in place of +=`.
///
/// - Parameters:
///   - terms: the parts of the loss as a function of the parameters, always as many.
///   - parameters: where it is differentiated.
///   - gradient: the derivatives of the sum, in the order of the parameters.
///   - names: what the parameters are called; `p0`, `p1`, … when nil.
///   - step: the step of the differences; a good one for each when nil.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives the differences with other steps are kept.
public func gradientCheck(
  ofSum terms: ([Double]) -> [Double], at parameters: [Double], against gradient: [Double],
  names: [String]? = nil, step: Double? = nil, tolerance: Double = 1e-6, curves: Int = 10
) -> GradientCheck {
  withoutActuallyEscaping(terms) { terms in
    check(
      { terms($0).reduce(0, +) }, terms, parameters, gradient, names, step, tolerance, curves)
  }
}

private func check(
  _ loss: @escaping ([Double]) -> Double, _ terms: (([Double]) -> [Double])?,
  _ parameters: [Double], _ gradient: [Double], _ names: [String]?, _ step: Double?,
  _ tolerance: Double, _ curves: Int
) -> GradientCheck {
  require(
    gradient.count == parameters.count,
    "gradientCheck: as many derivatives as parameters are needed, received \(gradient.count) "
      + "derivatives for \(parameters.count) parameters")
  require(
    names == nil || names!.count == parameters.count,
    "gradientCheck: as many names as parameters are needed, received \(names?.count ?? 0) "
      + "names for \(parameters.count) parameters")
  var moved = parameters
  let probe = Probe(
    names: names ?? parameters.indices.map { "p\($0)" }, values: parameters,
    moving: { index, value in
      moved[index] = value
      defer { moved[index] = parameters[index] }
      return loss(moved)
    }, loss: loss, terms: terms)
  return probe.check(gradient, step: step, tolerance: tolerance, curves: curves)
}

/// A derivative that somebody states: of which number of a model, and what it is.
public struct Claim<Model> {
  /// What the number is called.
  public let name: String

  /// Where it stands in the model.
  public let place: WritableKeyPath<Model, Double>

  /// The derivative of the loss by it.
  public let derivative: Double

  /// A stated derivative.
  public init(_ name: String, _ place: WritableKeyPath<Model, Double>, _ derivative: Double) {
    self.name = name
    self.place = place
    self.derivative = derivative
  }
}

/// Compares derivatives of a model of one's own with central differences.
///
/// ```swift
/// let check = gradientCheck(
///   of: { $0.loss(on: sample) }, at: net,
///   claimed: [Claim("w2", \.w2, gradient.w2), Claim("w1", \.w1, gradient.w1)])
/// ```
///
/// - Parameters:
///   - loss: the loss as a function of the model.
///   - model: where it is differentiated: the numbers with which the derivatives were computed.
///   - claims: the derivatives to be checked.
///   - step: the step of the differences; a good one for each when nil.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives the differences with other steps are kept.
public func gradientCheck<Model>(
  of loss: (Model) -> Double, at model: Model, claimed claims: [Claim<Model>],
  step: Double? = nil, tolerance: Double = 1e-6, curves: Int = 10
) -> GradientCheck {
  gradientCheck(
    of: { values in
      var moved = model
      for (claim, value) in zip(claims, values) { moved[keyPath: claim.place] = value }
      return loss(moved)
    }, at: claims.map { model[keyPath: $0.place] }, against: claims.map(\.derivative),
    names: claims.map(\.name), step: step, tolerance: tolerance, curves: curves)
}
