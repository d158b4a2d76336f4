/// What moves behind knobs: a recorded loss whose variables can be set, with every number that a page
/// shows of it.
///
/// It is compiled twice, for the lesson's program and for the page, and both give the same bits.
package final class KnobMachine {
  /// The most steps of a training.
  package static let longestTraining = 1000

  private let machine: ReplayMachine
  private let steps: [ReplayStep]
  /// For each slot the step that it is the result of; −1 for a constant or a parameter.
  private let stepOfSlot: [Int]
  /// How many variables there are.
  package let variableCount: Int
  /// The losses of the last training, the first before its first step.
  private var losses: [Double] = []

  /// The graph in these bytes; `nil` where they are damaged.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let graph = RecordedGraph(bytes) else { return nil }
    machine = graph.machine
    steps = graph.steps
    variableCount = graph.variables.count
    var places = [Int](repeating: -1, count: graph.start.count)
    for (place, step) in graph.steps.enumerated() { places[Int(step.result)] = place }
    stepOfSlot = places
  }

  /// Sets a variable, for the next ``run()``. What is no variable is left alone.
  package func set(_ variable: Int, to number: Double) {
    if variable >= 0, variable < variableCount { machine[variable] = number }
  }

  /// Computes the loss and its derivatives.
  package func run() { machine.run() }

  /// One step of training: every parameter along its derivative, and the loss anew.
  package func descend(rate: Double) {
    machine.descend(rate: rate)
    machine.run()
  }

  /// The losses of so many steps of training from here; the variables are as they were after it.
  package func train(rate: Double, steps count: Int) {
    let count = max(0, min(count, Self.longestTraining))
    let before = (0..<variableCount).map { machine[$0] }
    losses = [machine.values[machine.root]]
    for _ in 0..<count {
      descend(rate: rate)
      losses.append(machine.values[machine.root])
    }
    for variable in 0..<variableCount { machine[variable] = before[variable] }
    machine.run()
  }

  /// A number; NaN where there is none.
  package func number(_ number: PageNumber) -> Double {
    let index = number.index
    switch number.kind {
    case .value: return machine.values.indices.contains(index) ? machine.values[index] : .nan
    case .adjoint:
      if index == machine.root { return 1 }
      return machine.adjoints.indices.contains(index) ? 0 + machine.adjoints[index] : .nan
    case .byFirst: return local(index).0
    case .bySecond: return local(index).1
    case .derivative:
      return index >= 0 && index < variableCount ? machine.derivative(index) : .nan
    case .difference: return difference(index)
    case .training: return losses.indices.contains(index) ? losses[index] : .nan
    case .variable: return index >= 0 && index < variableCount ? machine[index] : .nan
    }
  }

  /// The derivatives of the result in a slot by its operands.
  private func local(_ slot: Int) -> (Double, Double) {
    guard stepOfSlot.indices.contains(slot), stepOfSlot[slot] >= 0 else { return (.nan, .nan) }
    let step = steps[stepOfSlot[slot]]
    return step.operation.derivatives(
      machine.values[Int(step.left)], step.operation.isBinary ? machine.values[Int(step.right)] : 0,
      machine.values[slot])
  }

  /// The central difference of the loss by a variable, as derivative tables have it.
  private func difference(_ variable: Int) -> Double {
    guard variable >= 0, variable < variableCount else { return .nan }
    let point = machine[variable]
    let difference = CentralDifference(at: point, step: differenceStep(at: point)) { moved in
      machine[variable] = moved
      machine.runForward()
      return machine.values[machine.root]
    }
    machine[variable] = point
    machine.runForward()
    return difference.derivative
  }
}
