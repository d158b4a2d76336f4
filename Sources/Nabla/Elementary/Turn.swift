// The reduction of Payne and Hanek (Radian reduction for trigonometric functions, ACM SIGNUM
// Newsletter 18, 1983) in integers: of the product of x with 2/π only the digits below the point
// and the two bits above matter, so only those digits of 2/π are multiplied that lead there.

extension Elementary {
  /// |x| = n π/2 + r + rest up to multiples of 2π, and the signs of x: for ½ ≤ |x| < ∞.
  ///
  /// r + rest is good to 70 bits even for the double that is nearest to a multiple of π/2, which
  /// leaves |r| ≈ 2⁻⁶¹ (Muller, Elementary Functions, 3rd ed., chapter 11).
  static func turn(_ x: Double) -> (n: Int, r: Double, rest: Double) {
    let exponent = Int(x.magnitude.bitPattern &>> 52) - 1075
    let m = x.significandBitPattern | 0x0010_0000_0000_0000
    // |x| = m · 2^exponent. The digits of 2/π before this one give multiples of 4.
    let (word, shift) = (exponent + 62).quotientAndRemainder(dividingBy: 64)
    func digits(_ i: Int) -> UInt64 {
      (twoOverPi[word + i] << shift) | (twoOverPi[word + i + 1] >> (64 - shift))
    }
    // The lowest 192 bits of m · (three words of digits), of which two are before the point.
    let last = m.multipliedFullWidth(by: digits(2))
    let middle = m.multipliedFullWidth(by: digits(1))
    let (w1, carry) = middle.low.addingReportingOverflow(last.high)
    let w0 = (m &* digits(0)) &+ middle.high &+ (carry ? 1 : 0)
    let w2 = last.low
    var n = Int(w0 >> 62)
    var f0 = (w0 << 2) | (w1 >> 62)
    var f1 = (w1 << 2) | (w2 >> 62)
    var f2 = w2 << 2
    // The nearest multiple, and the fraction's sign.
    let isBelow = f0 >> 63 == 1
    if isBelow {
      n += 1
      (f0, f1, f2) = (~f0, ~f1, ~f2)
    }
    var scale = 0x1p-64
    if f0 == 0 {
      (f0, f1, f2) = (f1, f2, 0)
      scale = 0x1p-128
    }
    let zeros = f0.leadingZeroBitCount
    f0 = (f0 << zeros) | (f1 >> (64 - zeros))
    f1 = (f1 << zeros) | (f2 >> (64 - zeros))
    scale *= Double(sign: .plus, exponent: -zeros, significand: 1)
    // The fraction as a + b, of 53 bits each, times π/2 = p + pRest.
    let a = Double(f0 & 0xFFFF_FFFF_FFFF_F800)
    let b = Double(((f0 & 0x7FF) << 42) | (f1 >> 22)) * 0x1p-42
    let p = 1.5707963267948966
    let pRest = 6.123233995736766e-17
    let aLead = Double(f0 & 0xFFFF_FFC0_0000_0000)
    let aEnd = a - aLead
    let pLead = 1.5707963109016418
    let pEnd = p - pLead
    let product = a * p
    let lost = (((aLead * pLead - product) + aLead * pEnd) + aEnd * pLead) + aEnd * pEnd
    let small = lost + (a * pRest + b * p)
    let r = product + small
    let rest = (product - r) + small
    if x < 0 { n = -n }
    let factor = (x < 0) == isBelow ? scale : -scale
    return (n & 3, r * factor, rest * factor)
  }
}

/// A word of zeros and the first 1,280 bits of 2/π, as `Tests/NablaTests/Elementary/tables.py`
/// prints them.
private let twoOverPi: [UInt64] = [
  0x0000_0000_0000_0000, 0xA2F9_836E_4E44_1529, 0xFC27_57D1_F534_DDC0, 0xDB62_9599_3C43_9041,
  0xFE51_63AB_DEBB_C561, 0xB724_6E3A_424D_D2E0, 0x0649_2EEA_09D1_921C, 0xFE1D_EB1C_B129_A73E,
  0xE882_35F5_2EBB_4484, 0xE99C_7026_B45F_7E41, 0x3991_D639_8353_39F4, 0x9C84_5F8B_BDF9_283B,
  0x1FF8_97FF_DE05_980F, 0xEF2F_118B_5A0A_6D1F, 0x6D36_7ECF_27CB_09B7, 0x4F46_3F66_9E5F_EA2D,
  0x7527_BAC7_EBE5_F17B, 0x3D07_39F7_8A52_92EA, 0x6BFB_5FB1_1F8D_5D08, 0x5603_3046_FC7B_6BAB,
  0xF0CF_BC20_9AF4_361D
]
