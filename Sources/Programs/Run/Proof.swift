/// What a check said of one answer.
package struct Proof: Sendable, Equatable {
  /// Why the answer does not pass: the words of the expectation that does not hold, or of the
  /// crash; `nil` where it passes.
  package var failure: String?
}
