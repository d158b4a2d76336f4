/// Spells out the derivatives of a loss by parameters, factor by factor.
///
/// ```swift
/// for row in derivations(of: loss, for: [w3, w2, w1]) { print(row) }
/// ```
///
/// Which factors are shared is told from the rows before, so list the parameters nearest the loss
/// first. Parameters that the loss doesn't depend on have no path and the derivative 0.
///
/// - Parameters:
///   - loss: what is differentiated.
///   - parameters: by what; results on the way to the loss may be asked for too.
///   - step: the step of the central difference; chosen by ``differenceStep(at:)`` when nil.
public func derivations(
  of loss: Scalar, for parameters: [Scalar], step: Double? = nil
) -> Derivations {
  let graph = ScalarGraph(of: loss)
  let targets = parameters.map { parameter in
    require(
      parameter.leadsToParameter,
      "derivations(of:for:): derivatives are taken by parameters, but \(parameter.name ?? "one") "
        + "is a constant of value \(parameter.value)")
    return graph.index(of: parameter)
  }
  let wanted = graph.leading(to: targets.compactMap { $0 })
  let (adjoints, multiplications) = graph.adjoints(towards: wanted)
  let symbols = graph.symbols()
  var seen: Set<ScalarGraph.Edge> = []
  var rows: [Derivation] = []
  var withoutSharing: Natural = 0
  var noise = 0.0
  for (parameter, target) in zip(parameters, targets) {
    guard let target else {
      rows.append(.unreached(parameter, step: step))
      continue
    }
    let (pathCount, products) = graph.countPaths(to: target)
    withoutSharing += products
    let paths = graph.paths(to: target, limit: Derivation.pathLimit).map {
      graph.path($0, symbols, &seen)
    }
    let value = graph.nodes[target].value
    let look = Look(
      adjoints[target], of: { graph.loss(moving: target, to: $0) }, at: value,
      step: step ?? differenceStep(at: value), stencil: .two, wanted: .infinity, noise: &noise)
    rows.append(
      Derivation(
        parameter: symbols[target], parameterValue: value, paths: paths, pathCount: pathCount,
        value: adjoints[target], look: look))
  }
  return Derivations(
    rows: rows, multiplications: multiplications, multiplicationsWithoutSharing: withoutSharing,
    graph: graph, targets: targets)
}

extension Derivation {
  fileprivate static func unreached(_ parameter: Scalar, step: Double?) -> Derivation {
    Derivation(
      parameter: parameter.name ?? "p", parameterValue: parameter.value, paths: [], pathCount: 0,
      value: 0, difference: 0, step: step ?? differenceStep(at: parameter.value),
      absoluteError: 0, relativeError: 0, floor: 0, agrees: true)
  }

  fileprivate init(
    parameter: String, parameterValue: Double, paths: [Path], pathCount: Natural, value: Double,
    look: Look
  ) {
    let difference = look.chosen.value
    let error = (value - difference).magnitude
    self.init(
      parameter: parameter, parameterValue: parameterValue, paths: paths, pathCount: pathCount,
      value: value, difference: difference, step: look.chosen.step, absoluteError: error,
      relativeError: value == difference ? 0 : error / max(value.magnitude, difference.magnitude),
      floor: look.chosen.floor, agrees: look.agrees)
  }
}
