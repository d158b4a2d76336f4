/// A kind of operation on tensors: what is known of it besides its numbers.
///
/// Each stands beside the function that computes it and its derivative. All parts must be given, so
/// no operation costs nothing or lacks a formula by oversight.
final class Operation: Sendable {
  /// What an operation takes to compute its result.
  typealias Forward = @Sendable (_ node: Node) -> Cost

  /// What it takes to hand the adjoint of the result to the operand at a place.
  typealias Backward = @Sendable (_ node: Node, _ place: Int) -> Cost

  /// The local derivative by the operand at a place, as a formula.
  typealias Derivative = @Sendable (_ names: Names, _ place: Int) -> String

  /// What derivations call the result of an operation and its operands.
  struct Names {
    let result: String
    let operands: [String]

    subscript(place: Int) -> String { operands[place] }
  }

  /// What messages, derivations and graphs call it.
  let name: String
  let forward: Forward
  let backward: Backward
  let derivative: Derivative

  /// An operation, which is never released: nodes refer to it without counting.
  init(
    _ name: String, forward: @escaping Forward, backward: @escaping Backward,
    derivative: @escaping Derivative
  ) {
    self.name = name
    self.forward = forward
    self.backward = backward
    self.derivative = derivative
    _ = Unmanaged.passRetained(self)
  }

  /// An operation that computes nothing: copies, choices, and other places for the same elements.
  ///
  /// - Parameter backward: what adjoints cost that arrive at one element; nothing where each has
  ///   its own.
  convenience init(
    copying name: String, backward: @escaping Backward = { _, _ in Cost() },
    derivative: @escaping Derivative
  ) {
    self.init(name, forward: { _ in Cost() }, backward: backward, derivative: derivative)
  }
}

extension Operation {
  /// What losses are differentiated by.
  static let parameter = Operation(copying: "parameter") { _, _ in "1" }

  /// A tensor without operands.
  static let constant = Operation(copying: "constant") { _, _ in "1" }

  /// A tensor under another name.
  static let named = Operation(copying: "named") { _, _ in "1" }
}

/// What the costs of operations are counted from.
extension Node {
  /// The elements of the first operand.
  var operandCount: Int { inputs.first?.count ?? 0 }

  /// The rows of the result.
  var rows: Int { shape.dropLast().reduce(1, *) }

  /// Whether an operand is the first that an adjoint is handed to: it bears what they share.
  func isFirst(_ place: Int) -> Bool {
    !inputs[..<place].contains { $0.leadsToParameter }
  }

  /// The additions that bring an adjoint of a result back to the shape of a repeated operand.
  func folding(_ place: Int) -> Int { max(0, count - inputs[place].count) }
}
