// What a check of an exercise asks. The first expectation that does not hold ends the program, and
// its words are what the student reads.

/// Expects a number.
///
/// It holds where |computed − expected| ≤ tolerance · |expected|, as a record with `tolerance` does;
/// the tolerance is 1e-9 where none is given, and absolute where 0 is expected. Infinities equal
/// those of the same sign, and not-a-number equals itself.
///
/// - Parameters:
///   - what: what is compared, as the student reads it: `at w = 3`.
///   - tolerance: how far the number may be from the expected one, relative to it.
public func expect(
  _ computed: Double, _ expected: Double, _ what: String, tolerance: Double? = nil
) {
  if !isNear(computed, expected, tolerance) { fail(what, "\(computed)", "\(expected)") }
}

/// Expects numbers, each as one number is expected.
public func expect(
  _ computed: [Double], _ expected: [Double], _ what: String, tolerance: Double? = nil
) {
  let areNear =
    computed.count == expected.count
    && zip(computed, expected).allSatisfy { isNear($0, $1, tolerance) }
  if !areNear { fail(what, "\(computed)", "\(expected)") }
}

/// Expects a value that equals another: an integer, a text, a list.
public func expect<Value: Equatable>(_ computed: Value, _ expected: Value, _ what: String) {
  if computed != expected { fail(what, "\(computed)", "\(expected)") }
}

/// Expects a condition to hold; where it does not, `what` is all that the student reads.
public func expect(_ condition: Bool, _ what: String) {
  if !condition { fail(what) }
}

private func isNear(_ computed: Double, _ expected: Double, _ tolerance: Double?) -> Bool {
  if computed == expected || (computed.isNaN && expected.isNaN) { return true }
  guard computed.isFinite, expected.isFinite else { return false }
  let allowed = (tolerance ?? 1e-9) * (expected == 0 ? 1 : abs(expected))
  return abs(computed - expected) <= allowed
}

private func fail(_ what: String, _ computed: String, _ expected: String) -> Never {
  fail("\(what): computed \(computed), expected \(expected)")
}

private func fail(_ words: String) -> Never {
  Story.current.refuse(
    words, help: "the lesson expects this to hold", line: Recollection.current.place)
}
