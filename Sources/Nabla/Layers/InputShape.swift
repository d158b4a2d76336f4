extension Layer where Self: CustomStringConvertible {
  /// Ends the program when an input doesn't fit, in the words in which the layer was made.
  @inline(__always)
  func requireInput(
    _ input: Tensor, _ rule: @autoclosure () -> Bool, _ shape: @autoclosure () -> String
  ) {
    require(
      rule(),
      "\(self): an input of shape \(shape()) is needed, received \(input.shape)"
        + (Scope.current.map { ", layer \($0.name)" } ?? ""))
  }

  /// Ends the program when an input is no sequences of at least one moment.
  func requireSequence(_ input: Tensor, inputs: Int) {
    requireInput(
      input, input.rank == 3 && input.shape[1] > 0 && input.shape[2] == inputs,
      "[batch, time, \(inputs)], with at least one moment,")
  }

  /// Ends the program when a state from which to go on doesn't fit.
  func requireState(_ state: Tensor, _ shape: [Int]) {
    require(
      state.shape == shape,
      "\(self): a state of shape \(shape) is needed, received \(state.shape)")
  }
}
