/// Compares the backpropagated derivatives of a model's parameters with central differences.
///
/// ```swift
/// let check = gradientCheck(of: network) { samples.loss(of: $0(samples.inputs)) }
/// print(check.agrees)
/// ```
///
/// The loss is computed twice for every number that the model learns, or four times, but for what
/// the number doesn't reach: operations on operands that have not changed give their results of
/// before, bit for bit. The loss must depend on nothing but the model: give random layers their own
/// generator with the same seed in every call.
///
/// - Parameters:
///   - model: a layer or a network.
///   - step: the step of the differences; a good one for each when nil.
///   - stencil: how many points a difference looks at.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives the differences with other steps are kept.
///   - loss: the loss as a function of the model.
public func gradientCheck<Model: Layer>(
  of model: Model, step: Double? = nil, stencil: Stencil = .two, tolerance: Double = 1e-6,
  curves: Int = 10, loss: (Model) -> Tensor
) -> GradientCheck {
  let parameters = model.parameters
  let result = loss(model)
  let gradients = result.gradients()
  let names = (model as? Network)?.parameterNames ?? parameters.map { $0.name ?? "parameter" }
  var probe = model
  var isMoved = false
  return check(
    parameters, gradients, names, step, stencil, tolerance, curves,
    loss: { moved in
      // The same tensors every time: only their elements change.
      if !isMoved { probe.parameters = moved }
      isMoved = true
      return loss(probe).value
    },
    record: { moved in
      var recorded = model
      recorded.parameters = moved
      return loss(recorded)
    })
}

/// Compares backpropagated derivatives by tensors with central differences.
///
/// - Parameters:
///   - parameters: what is differentiated by.
///   - step: the step of the differences; a good one for each when nil.
///   - stencil: how many points a difference looks at.
///   - tolerance: the error, relative to the largest derivative, above which a step is remarked on.
///   - curves: for how many derivatives the differences with other steps are kept.
///   - loss: the loss as a function of the parameters.
public func gradientCheck(
  at parameters: [Tensor], step: Double? = nil, stencil: Stencil = .two, tolerance: Double = 1e-6,
  curves: Int = 10, loss: ([Tensor]) -> Tensor
) -> GradientCheck {
  let gradients = loss(parameters).gradients()
  let names = parameters.indices.map { parameters[$0].name ?? "p\($0)" }
  return check(
    parameters, gradients, names, step, stencil, tolerance, curves, loss: { loss($0).value },
    record: loss)
}

/// - Parameters:
///   - loss: the loss for tensors whose elements are moved in place between calls, so that a move
///     costs nothing.
///   - record: the loss of parameters, with its record.
private func check(
  _ parameters: [Tensor], _ gradients: Gradients, _ names: [String], _ step: Double?,
  _ stencil: Stencil, _ tolerance: Double, _ curves: Int, loss: ([Tensor]) -> Double,
  record: ([Tensor]) -> Tensor
) -> GradientCheck {
  let moved = parameters.map { parameter in
    let copy = Buffer(count: parameter.count)
    copy.pointer.update(from: parameter.node.values, count: parameter.count)
    return Tensor(constant: copy, parameter.shape)
  }
  // What a moved number doesn't reach is not computed again.
  let recall = Recall()
  _ = recall.first { loss(moved) }
  let places = parameters.indices.flatMap { number in
    (0..<parameters[number].count).map { (number, $0) }
  }
  return withoutActuallyEscaping(loss) { loss in
    withoutActuallyEscaping(record) { record in
      var probe = Probe(
        names: places.map { names[$0] + place($1, parameters[$0].shape) },
        values: places.map { parameters[$0].node.values[$1] },
        moving: { index, value in
          let (number, element) = places[index]
          let elements = moved[number].node.buffer.pointer
          let before = elements[element]
          elements[element] = value
          defer { elements[element] = before }
          return recall.again(moving: moved[number], element) { loss(moved) }
        })
      probe.kink = { index, left, right in
        let (number, element) = places[index]
        return TensorGraph.kink { isRight in
          var parameters = parameters
          parameters[number].values[element] = isRight ? right : left
          return record(parameters)
        }
      }
      return probe.check(
        places.map { gradients[parameters[$0]].node.values[$1] }, step: step, stencil: stencil,
        tolerance: tolerance, curves: curves)
    }
  }
}

extension TensorGraph {
  /// The first operation of which the local derivatives jump from one record of a loss to another,
  /// with the layer that it belongs to.
  fileprivate static func kink(_ record: (_ isRight: Bool) -> Tensor) -> String? {
    let (before, after) = (TensorGraph(of: record(false)), TensorGraph(of: record(true)))
    // Every operation is walked back by itself: in a large record that is not worth a name.
    guard before.nodes.count == after.nodes.count, before.nodes.count <= 500 else { return nil }
    for (left, right) in zip(before.nodes, after.nodes)
    where left.node.operation == right.node.operation && left.node.backward != nil {
      for (a, b) in zip(slopes(of: left.node), slopes(of: right.node)) {
        let largest = a.reduce(0) { max($0, $1.magnitude) }
        if zip(a, b).contains(where: { ($0 - $1).magnitude > 0.01 * max(largest, $1.magnitude) }) {
          return left.node.operation + (left.node.scope.map { " in \($0)" } ?? "")
        }
      }
    }
    return nil
  }

  /// The derivatives of the sum of an operation's results by its operands.
  private static func slopes(of node: Node) -> [[Double]] {
    let pass = BackwardPass(
      from: node, seed: Buffer(repeating: 1, count: node.count), keepsAll: true)
    return node.inputs.compactMap { pass.visited[ObjectIdentifier($0)]?.array }
  }
}

/// An element's index as it is written: `[2, 0]`.
private func place(_ index: Int, _ shape: [Int]) -> String {
  if shape.isEmpty { return "" }
  var rest = index
  var indices: [Int] = []
  for length in shape.reversed() {
    indices.append(rest % length)
    rest /= length
  }
  return "[" + indices.reversed().map(String.init).joined(separator: ", ") + "]"
}
