import CMPFR

/// A true value from MPFR, at 160 bits, and the distance of a double from it.
///
/// The only file that touches MPFR.
final class Reference {
  /// What MPFR computes: result, arguments, rounding.
  typealias Number = UnsafeMutablePointer<__mpfr_struct>

  /// A function of one or two arguments, the first of which also receives the result.
  typealias Formula = @Sendable (_ result: Number, _ x: Number, _ y: Number) -> Void

  private let numbers = UnsafeMutablePointer<__mpfr_struct>.allocate(capacity: 4)

  init() {
    for i in 0..<4 { mpfr_init2(numbers + i, 160) }
  }

  deinit {
    for i in 0..<4 { mpfr_clear(numbers + i) }
    numbers.deallocate()
    mpfr_free_cache()
  }

  /// |value − f(x, y)| in units of the last place of a double of the true value's size.
  ///
  /// Zero where both are not-a-number, or the value is the infinity that the true one rounds to.
  func distance(of value: Double, from formula: Formula, _ x: Double, _ y: Double) -> Double {
    let (result, difference) = (numbers + 2, numbers + 3)
    mpfr_set_d(numbers, x, MPFR_RNDN)
    mpfr_set_d(numbers + 1, y, MPFR_RNDN)
    formula(result, numbers, numbers + 1)
    if mpfr_nan_p(result) != 0 || value.isNaN {
      return mpfr_nan_p(result) != 0 && value.isNaN ? 0 : .infinity
    }
    if value.isInfinite || mpfr_inf_p(result) != 0 {
      return mpfr_get_d(result, MPFR_RNDN) == value ? 0 : .infinity
    }
    mpfr_sub_d(difference, result, value, MPFR_RNDN)
    if mpfr_zero_p(difference) != 0 { return 0 }
    let exponent = mpfr_zero_p(result) != 0 ? -1074 : max(mpfr_get_exp(result) - 53, -1074)
    mpfr_mul_2si(difference, difference, -exponent, MPFR_RNDN)
    return mpfr_get_d(difference, MPFR_RNDN).magnitude
  }
}

extension Reference {
  static let exp: Formula = { r, x, _ in mpfr_exp(r, x, MPFR_RNDN) }
  static let expm1: Formula = { r, x, _ in mpfr_expm1(r, x, MPFR_RNDN) }
  static let log: Formula = { r, x, _ in mpfr_log(r, x, MPFR_RNDN) }
  static let log1p: Formula = { r, x, _ in mpfr_log1p(r, x, MPFR_RNDN) }
  static let tanh: Formula = { r, x, _ in mpfr_tanh(r, x, MPFR_RNDN) }
  static let sin: Formula = { r, x, _ in mpfr_sin(r, x, MPFR_RNDN) }
  static let cos: Formula = { r, x, _ in mpfr_cos(r, x, MPFR_RNDN) }
  static let pow: Formula = { r, x, y in mpfr_pow(r, x, y, MPFR_RNDN) }
  static let sigmoid: Formula = { r, x, _ in
    mpfr_neg(r, x, MPFR_RNDN)
    mpfr_exp(r, r, MPFR_RNDN)
    mpfr_add_ui(r, r, 1, MPFR_RNDN)
    mpfr_ui_div(r, 1, r, MPFR_RNDN)
  }
  static let softplus: Formula = { r, x, _ in
    guard mpfr_sgn(x) > 0 else {
      mpfr_exp(r, x, MPFR_RNDN)
      mpfr_log1p(r, r, MPFR_RNDN)
      return
    }
    // Without overflow.
    mpfr_neg(r, x, MPFR_RNDN)
    mpfr_exp(r, r, MPFR_RNDN)
    mpfr_log1p(r, r, MPFR_RNDN)
    mpfr_add(r, r, x, MPFR_RNDN)
  }
}
