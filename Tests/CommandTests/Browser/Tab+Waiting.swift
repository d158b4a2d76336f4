extension Tab {
  /// Waits until an expression holds; `false` where it has not in half a minute.
  func waits(for expression: String) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(30)
    while .now < end {
      if try await evaluate("(\(expression)) === true") { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }
}
