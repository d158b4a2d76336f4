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
///   - step: the step of the differences; by ``differenceStep(at:)`` for each when nil.
///   - stencil: how many points a difference looks at.
///   - tolerance: the largest relative error that agrees.
///   - loss: the loss as a function of the model.
public func gradientCheck<Model: Layer>(
  of model: Model, step: Double? = nil, stencil: Stencil = .two, tolerance: Double = 1e-6,
  loss: (Model) -> Tensor
) -> GradientCheck {
  let parameters = model.parameters
  let result = loss(model)
  let gradients = result.gradients()
  let names = (model as? Network)?.parameterNames ?? parameters.map { $0.name ?? "parameter" }
  var probe = model
  var isMoved = false
  return check(parameters, gradients, names, step, stencil, tolerance) { moved in
    // The same tensors every time: only their elements change.
    if !isMoved { probe.parameters = moved }
    isMoved = true
    return loss(probe).value
  }
}

/// Compares backpropagated derivatives by tensors with central differences.
///
/// - Parameters:
///   - parameters: what is differentiated by.
///   - step: the step of the differences; by ``differenceStep(at:)`` for each when nil.
///   - stencil: how many points a difference looks at.
///   - tolerance: the largest relative error that agrees.
///   - loss: the loss as a function of the parameters.
public func gradientCheck(
  at parameters: [Tensor], step: Double? = nil, stencil: Stencil = .two, tolerance: Double = 1e-6,
  loss: ([Tensor]) -> Tensor
) -> GradientCheck {
  let gradients = loss(parameters).gradients()
  let names = parameters.indices.map { parameters[$0].name ?? "p\($0)" }
  return check(parameters, gradients, names, step, stencil, tolerance) { loss($0).value }
}

/// - Parameter loss: the loss for tensors whose elements are moved in place between calls, so that
///   a move costs nothing.
private func check(
  _ parameters: [Tensor], _ gradients: Gradients, _ names: [String], _ step: Double?,
  _ stencil: Stencil, _ tolerance: Double, _ loss: ([Tensor]) -> Double
) -> GradientCheck {
  require(
    step == nil || (step! > 0 && step!.isFinite),
    "gradientCheck: the step must be positive and finite, received \(step ?? 0)")
  let moved = parameters.map { parameter in
    let copy = Buffer(count: parameter.count)
    copy.pointer.update(from: parameter.node.values, count: parameter.count)
    return Tensor(constant: copy, parameter.shape)
  }
  // What a moved number doesn't reach is not computed again.
  let recall = Recall()
  _ = recall.first { loss(moved) }
  var entries: [GradientCheck.Entry] = []
  for (number, parameter) in parameters.enumerated() {
    let gradient = gradients[parameter]
    let elements = moved[number].node.buffer.pointer
    for index in 0..<parameter.count {
      let value = elements[index]
      let difference = CentralDifference(
        at: value, step: step ?? CentralDifference.step(at: value, stencil), stencil: stencil
      ) {
        elements[index] = $0
        return recall.again(moving: moved[number], index) { loss(moved) }
      }
      elements[index] = value
      entries.append(
        GradientCheck.Entry(
          entries.count, names[number] + place(index, parameter.shape),
          gradient.node.values[index], difference, tolerance))
    }
  }
  return GradientCheck(entries: entries, tolerance: tolerance)
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
