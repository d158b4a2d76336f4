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
  private let machine: ReplayMachine

  /// The record of a loss, with the numbers that it was computed from.
  public init(of loss: Scalar) {
    program = ReplayProgram(of: loss)
    machine = program.machine
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
    get { machine[place.variable] }
    set { machine[place.variable] = newValue }
  }

  /// The loss of the last ``run()``.
  public var loss: Double { machine.values[machine.root] }

  /// The derivative of the loss by a parameter, in the last ``run()``; 0 for a constant.
  public func derivative(by place: Place) -> Double {
    machine.derivative(place.variable)
  }

  /// Changes every parameter along its derivative: w ← w − rate·dL/dw.
  public func descend(rate: Double) {
    requireLearningRate(rate, "Replay.descend")
    machine.descend(rate: rate)
  }

  /// Computes the loss and its derivatives from the numbers at hand.
  public func run() { machine.run() }
}
