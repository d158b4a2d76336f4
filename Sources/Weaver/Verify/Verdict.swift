/// What verification found of one lesson.
struct Verdict: Sendable {
  /// What differs, at the recorded places.
  var mismatches: [Diagnostic] = []
  /// How many recorded numbers were compared.
  var numbers = 0
  /// How many recorded lines without a number were compared.
  var texts = 0
  /// For each block whose record says `...`, the computed lines (from 0) that it stands for.
  var elided: [Int: Set<Int>] = [:]
}
