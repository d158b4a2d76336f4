/// A number of a recorded graph that a page can show.
package struct PageNumber: Hashable, Sendable {
  /// What kind of number it is.
  package enum Kind: UInt8, Sendable {
    /// The value in a slot.
    case value
    /// The derivative of the loss by the value in a slot.
    case adjoint
    /// The derivative of the result in a slot by its first operand.
    case byFirst
    /// The derivative of the result in a slot by its second operand.
    case bySecond
    /// The derivative of the loss by a variable.
    case derivative
    /// The central difference that stands beside it.
    case difference
    /// The loss after so many steps of training.
    case training
    /// The number of a variable.
    case variable
  }

  package var kind: Kind
  /// The number of the slot, the variable or the step.
  package var index: Int

  package init(_ kind: Kind, _ index: Int) {
    self.kind = kind
    self.index = index
  }
}
