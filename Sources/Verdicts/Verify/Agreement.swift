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
    return !allowed(around: record, tolerance).isLess(than: distance)
  }

  /// How far a number may be from a recorded one that is no integer.
  private static func allowed(
    around record: DecimalNumber, _ tolerance: DecimalNumber?
  ) -> DecimalNumber {
    tolerance.map { $0 * record.magnitude } ?? record.halfUnit
  }

  /// The same as it is written, for what judges outside of here; `nil` where the number has to be
  /// the very one: for integers, and for `nan` and `inf`.
  static func allowed(around recorded: String, tolerance: DecimalNumber?) -> String? {
    guard !recorded.isNonFinite, !recorded.isInteger, let record = DecimalNumber(recorded) else {
      return nil
    }
    return allowed(around: record, tolerance).description
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
