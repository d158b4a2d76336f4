/// A loss that was recorded once, to be computed and differentiated again with other numbers.
///
/// Define-by-run records every operation every time. A training step that does the same every time
/// can be recorded once and repeated: the same operations in the same order, and so the same bits,
/// in a tenth of the time.
///
/// ```swift
/// let (w, x) = (Scalar(0.5, name: "w"), Scalar(constant: 1, name: "x"))
/// let step = Replay(of: squaredError(predicted: tanh(w * x), expected: 0.25))
/// let input = step.place(of: x)
/// for number in [1.0, -1.0] {
///   step[input] = number
///   step.run()
///   step.descend(rate: 0.05)
/// }
/// print(step[step.place(of: w)])
/// ```
///
/// prints `0.4734286459542862`. What the program decided while it was recorded, such as which
/// branch of an `if` to take, stays decided.
public final class Replay {
  /// Where a parameter or a named constant stands in the record.
  public struct Place: Sendable, Hashable {
    let variable: Int
  }

  private let program: ReplayProgram
  private let values: UnsafeMutablePointer<Double>
  private let adjoints: UnsafeMutablePointer<Double>

  // The program's steps, and the first slots of its variables, at hand without being counted.
  private let forward: UnsafeMutableBufferPointer<ReplayStep>
  private let backward: UnsafeMutableBufferPointer<ReplayStep>
  private let slots: UnsafeMutableBufferPointer<Int>
  private let parameters: UnsafeMutableBufferPointer<Int>

  /// Whether a variable has more than one slot.
  private let hasCopies: Bool

  /// The record of a loss, with the numbers that it was computed from.
  public init(of loss: Scalar) {
    func copy<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
      let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
      _ = memory.initialize(from: elements)
      return memory
    }
    let program = ReplayProgram(of: loss)
    self.program = program
    values = copy(program.start).baseAddress!
    adjoints = copy(program.start.map { _ in 0.0 }).baseAddress!
    forward = copy(program.forward)
    backward = copy(program.backward)
    slots = copy(program.variables.map { $0.slots[0] })
    parameters = copy(program.variables.indices.filter { program.variables[$0].leaf.isParameter })
    hasCopies = program.variables.contains { $0.slots.count > 1 }
    // A loss that is a parameter itself takes no step.
    if forward.isEmpty && !parameters.isEmpty { adjoints[0] = 1 }
    run()
  }

  deinit {
    values.deallocate()
    adjoints.deallocate()
    forward.deallocate()
    backward.deallocate()
    slots.deallocate()
    parameters.deallocate()
  }

  /// Where a parameter, or a constant with a name, stands.
  ///
  /// What the loss was not computed from is a precondition failure.
  public func place(of scalar: Scalar) -> Place {
    guard case .leaf(let leaf) = scalar.form, let variable = program.variable(of: leaf) else {
      fatalError(
        "Replay.place: the loss was computed from \(program.names), but not from "
          + (scalar.name.map { "'\($0)'" } ?? "this scalar of value \(scalar.value)"))
    }
    return Place(variable: variable)
  }

  /// The number that the next ``run()`` takes at a place.
  public subscript(place: Place) -> Double {
    get { values[slots[place.variable]] }
    set { set(place.variable, newValue) }
  }

  /// The loss of the last ``run()``.
  public var loss: Double { values[program.root] }

  /// The derivative of the loss by a parameter, in the last ``run()``; 0 for a constant.
  public func derivative(by place: Place) -> Double {
    derivative(place.variable)
  }

  /// Starting from 0, as a gradient does: so there is no −0.
  @inline(__always)
  private func derivative(_ variable: Int) -> Double {
    if !hasCopies { return 0 + adjoints[slots[variable]] }
    return program.variables[variable].slots.reduce(0.0) { $0 + adjoints[$1] }
  }

  @inline(__always)
  private func set(_ variable: Int, _ value: Double) {
    values[slots[variable]] = value
    if hasCopies { for slot in program.variables[variable].slots { values[slot] = value } }
  }

  /// Changes every parameter along its derivative: w ← w − rate·dL/dw.
  public func descend(rate: Double) {
    requireLearningRate(rate, "Replay.descend")
    for variable in parameters {
      set(variable, values[slots[variable]] - rate * derivative(variable))
    }
  }

  /// Computes the loss and its derivatives from the numbers at hand.
  ///
  /// The result of a step is often an operand of the next, and is then handed on in a register.
  public func run() {
    var last = 0.0
    for step in forward {
      let a = step.takesLeft ? last : values[Int(step.left)]
      let b = step.takesRight ? last : values[Int(step.right)]
      last = step.operation.value(a, b)
      values[Int(step.result)] = last
    }
    last = 1
    for step in backward {
      let adjoint = step.takesAdjoint ? last : adjoints[Int(step.result)]
      let (toLeft, toRight) = step.operation.derivatives(
        values[Int(step.left)], values[Int(step.right)], values[Int(step.result)])
      if step.leadsLeft {
        let product = adjoint * toLeft
        let sum = step.isFirstLeft ? product : adjoints[Int(step.left)] + product
        adjoints[Int(step.left)] = sum
        if step.handsLeft { last = sum }
      }
      if step.leadsRight {
        let product = adjoint * toRight
        let sum = step.isFirstRight ? product : adjoints[Int(step.right)] + product
        adjoints[Int(step.right)] = sum
        if step.handsRight { last = sum }
      }
    }
  }
}
