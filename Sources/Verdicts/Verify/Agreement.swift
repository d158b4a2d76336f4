import Text

/// Whether a computed number is what was recorded.
enum Agreement {
  /// Compares two numbers as written.
  ///
  /// - Parameter tolerance: relative, as written in the fence; `nil` for the recorded digits.
  static func agrees(recorded: String, computed: String, tolerance: DecimalNumber?) -> Bool {
    if recorded.isNonFinite || computed.isNonFinite {
      return recorded.nonFiniteName == computed.nonFiniteName
    }
    guard let record = DecimalNumber(recorded), let value = DecimalNumber(computed) else {
      return recorded == computed
    }
    if recorded.isInteger {
      return computed.isInteger && record.isSameValue(as: value)
    }
    let distance = (value - record).magnitude
    let allowed = tolerance.map { $0 * record.magnitude } ?? record.halfUnit
    return !allowed.isLess(than: distance)
  }

  /// By how much the computed number differs, where both are finite.
  static func difference(recorded: String, computed: String) -> String? {
    guard !recorded.isNonFinite, !computed.isNonFinite, let record = DecimalNumber(recorded),
      let value = DecimalNumber(computed)
    else { return nil }
    return (value - record).description
  }
}

extension String {
  fileprivate var isNonFinite: Bool { hasSuffix("nan") || hasSuffix("inf") }
  /// `nan` whatever its sign, `inf` and `-inf`.
  fileprivate var nonFiniteName: String {
    if hasSuffix("nan") { return "nan" }
    if hasSuffix("inf") { return hasPrefix("-") ? "-inf" : "inf" }
    return self
  }
  fileprivate var isInteger: Bool { !contains { $0 == "." || $0 == "e" || $0 == "E" } }
}
