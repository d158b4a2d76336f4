/// A loss as a check sees it: numbers with names, and what the loss is when they are moved.
struct Probe {
  /// What the parameters are called.
  var names: [String]

  /// Where they stand.
  var values: [Double]

  /// The loss with one parameter at another value.
  var moving: (_ parameter: Int, _ value: Double) -> Double

  /// The loss with other values of all parameters, where it can be had.
  var loss: (([Double]) -> Double)?

  /// The parts that the loss is the sum of, one for each sample, where they are known.
  var terms: (([Double]) -> [Double])?

  /// The record of the loss, where there is one, and the parameters' nodes.
  var record: (graph: ScalarGraph, nodes: [Int])?

  /// Names an operation of which the slope jumps while a parameter goes from one value to another.
  var kink: (_ parameter: Int, _ left: Double, _ right: Double) -> String? = { _, _, _ in nil }

  /// The loss as a function of one parameter.
  func function(_ parameter: Int) -> (Double) -> Double {
    { moving(parameter, $0) }
  }

  /// Compares derivatives with central differences, and says why those differ that do.
  ///
  /// - Parameters:
  ///   - derivatives: in the order of the parameters.
  ///   - step: the step of all differences; where nil, each has its own.
  ///   - tolerance: the error, relative to the largest of the derivatives, that the check should
  ///     be able to see.
  ///   - curves: of how many derivatives, the worst first, the differences with other steps are kept.
  func check(
    _ derivatives: [Double], step: Double?, stencil: Stencil = .two, tolerance: Double, curves: Int
  ) -> GradientCheck {
    require(
      step == nil || (step! > 0 && step!.isFinite),
      "gradientCheck: the step must be positive and finite, received \(step ?? 0)")
    require(
      tolerance > 0 && tolerance.isFinite,
      "gradientCheck: the tolerance must be positive and finite, received \(tolerance)")
    let largest = derivatives.filter(\.isFinite).reduce(0) { max($0, $1.magnitude) }
    let wanted = largest > 0 ? tolerance * largest : .infinity
    var noise = 0.0
    var looks = derivatives.indices.map { index in
      Look(
        derivatives[index], of: function(index), at: values[index], step: step, stencil: stencil,
        wanted: wanted, noise: &noise, kink: { kink(index, $0, $1) })
    }
    let worst = looks.indices.sorted { looks[$0].isWorse(than: looks[$1], $0 < $1) }
    for index in worst.prefix(max(0, curves)) {
      looks[index].measureCurve(of: function(index), stencil)
    }
    var diagnoses = looks.map(\.remark)
    if looks.contains(where: { !$0.agrees }) {
      let causes = Causes(probe: self, looks: looks)
      for index in looks.indices where !looks[index].agrees {
        diagnoses[index] = causes.diagnosis(of: index)
      }
    }
    return GradientCheck(
      entries: worst.map { index in
        GradientCheck.Entry(names[index], index, looks[index], diagnoses[index])
      }, tolerance: tolerance)
  }
}

extension Look {
  /// The error over the floor: how far beyond what is allowed.
  var excess: Double {
    let error = (derivative - chosen.value).magnitude
    return error == 0 ? 0 : error / chosen.floor
  }

  /// Those that disagree come first, then the larger excess; no number is worst of all.
  fileprivate func isWorse(than other: Look, _ isBefore: Bool) -> Bool {
    if agrees != other.agrees { return !agrees }
    if (remark == nil) != (other.remark == nil) { return remark != nil }
    if excess.isNaN != other.excess.isNaN { return excess.isNaN }
    return excess == other.excess || excess.isNaN ? isBefore : excess > other.excess
  }
}
