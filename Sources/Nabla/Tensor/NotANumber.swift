/// NaN has a sign that depends on the processor and means nothing: it is left out of all that is
/// shown.
extension Double {
  /// The same number, and NaN without a sign.
  @inline(__always)
  var unsigned: Double { self != self ? .nan : self }

  /// The number as a text: `nan` for every NaN.
  var text: String { unsigned.description }
}
