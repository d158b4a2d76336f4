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
///   - step: the step of the differences; a good one for each when nil.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives the differences with other steps are kept.
public func gradientCheck(
  of loss: ([Scalar]) -> Scalar, at parameters: [Double], names: [String]? = nil,
  step: Double? = nil, tolerance: Double = 1e-6, curves: Int = 10
) -> GradientCheck {
  require(
    names == nil || names!.count == parameters.count,
    "gradientCheck: as many names as parameters are needed, received \(names?.count ?? 0) "
      + "names for \(parameters.count) parameters")
  let leaves = parameters.map { Scalar.parameter($0) }
  let result = loss(leaves)
  let graph = ScalarGraph(of: result)
  return withoutActuallyEscaping(loss) { loss in
    // The loss is computed anew every time: a record would not see one that forgets a step.
    let values = { (values: [Double]) in loss(values.map { Scalar($0) }).value }
    var moved = parameters
    var probe = Probe(
      names: names ?? parameters.indices.map { "p\($0)" }, values: parameters,
      moving: { index, value in
        moved[index] = value
        defer { moved[index] = parameters[index] }
        return values(moved)
      }, loss: values)
    let nodes = leaves.map { graph.index(of: $0) }
    probe.kink = { index, left, right in
      nodes[index].flatMap { graph.kink(moving: $0, from: left, to: right) }
    }
    return probe.check(
      result.gradient()[leaves], step: step, tolerance: tolerance, curves: curves)
  }
}

/// Compares derivatives worked out by hand with central differences of a recorded loss.
///
/// ```swift
/// let w1 = Scalar(0.5, name: "w1")
/// let w2 = Scalar(-0.25, name: "w2")
/// let loss = squaredError(predicted: w2 * tanh(w1), expected: 1)
/// print(gradientCheck(of: loss, claimed: ["w1": 0.2, "w2": -0.5]))
/// ```
///
/// The differences come from computing the record again with a parameter moved. The record tells
/// the check which paths lead to a parameter and which factors lie on them, so that it can name a
/// path that was left out, a factor that is missing, and the operation of a kink.
///
/// - Parameters:
///   - loss: a scalar that was computed from parameters with names.
///   - derivatives: the derivatives to be checked, by the names of parameters of the loss.
///   - step: the step of the differences; a good one for each when nil.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives the differences with other steps are kept.
public func gradientCheck(
  of loss: Scalar, claimed derivatives: [String: Double], step: Double? = nil,
  tolerance: Double = 1e-6, curves: Int = 10
) -> GradientCheck {
  let graph = ScalarGraph(of: loss)
  let leaves = graph.nodes.indices.filter {
    graph.nodes[$0].operation == .leaf && graph.nodes[$0].name != nil
  }
  let names = leaves.map { graph.nodes[$0].name! }
  for (place, name) in names.enumerated() where derivatives[name] != nil {
    require(
      names.firstIndex(of: name) == place,
      "gradientCheck: names must tell parameters apart, but two are called \(name)")
  }
  for name in derivatives.keys.sorted() {
    require(
      names.contains(name),
      "gradientCheck: the loss has no parameter \(name); it has "
        + (names.isEmpty ? "none with a name" : names.joined(separator: ", ")))
  }
  let nodes = leaves.filter { derivatives[graph.nodes[$0].name!] != nil }
  var probe = Probe(
    names: nodes.map { graph.nodes[$0].name! }, values: nodes.map { graph.nodes[$0].value },
    moving: { graph.loss(moving: nodes[$0], to: $1) },
    loss: { values in
      graph.values(
        moving: Dictionary(uniqueKeysWithValues: zip(nodes, values)))[graph.root]
    })
  probe.record = (graph, nodes)
  probe.kink = { graph.kink(moving: nodes[$0], from: $1, to: $2) }
  return probe.check(
    probe.names.map { derivatives[$0]! }, step: step, tolerance: tolerance, curves: curves)
}
