extension Layer {
  /// All that training changes: the parameters, each once, and then the running statistics.
  package var trained: [Tensor] {
    var copy = self
    var found: [Tensor] = []
    copy.changeTrained { found.append($0) }
    return found
  }

  /// Changes all of it in the same order.
  package mutating func changeTrained(_ change: (inout Tensor) -> Void) {
    changeParameters(change)
    changeStatistics(change)
  }
}
