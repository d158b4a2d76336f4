extension Elementary {
  /// x = (4 i + quadrant) π/2 + high + low with |high| ≤ π/4.
  @inline(__always) static func reduce(_ x: Double) -> (quadrant: Int, high: Double, low: Double) {
    if x.magnitude < 0x1p20 {
      let n = (x * 0.6366197723675814 + rounder) - rounder
      let r0 = x - n * 1.5707963267341256
      let w = n * 6.077100506303966e-11
      let r1 = r0 - w
      let lost = (r0 - r1) - w
      let l = lost - n * 2.0222662487959506e-21
      let high = r1 + l
      let low = (r1 - high) + l
      if high.magnitude > 0x1p-20 || n == 0 { return (Int(n) & 3, high, low) }
    }
    return reduceExactly(x)
  }

  /// The reduction of Payne and Hanek: the product of x with as many digits of 2/π as matter.
  @inline(never) static func reduceExactly(_ x: Double)
    -> (quadrant: Int, high: Double, low: Double)
  {
    let bits = x.magnitude.bitPattern
    let exponent = Int(bits &>> 52) - 1075
    let m = (bits & 0x000F_FFFF_FFFF_FFFF) | 0x0010_0000_0000_0000
    // |x| = m · 2^exponent; the bits of 2/π of weight above 2^(2 − exponent) give multiples of 4.
    let first = max(exponent - 2, 0)
    let lead = exponent - 2 - first  // negative for a small exponent
    let word = first &>> 6
    let shift = UInt64(first & 63)
    func digits(_ i: Int) -> UInt64 {
      let a = twoOverPi[word + i]
      return shift == 0 ? a : (a &<< shift) | (twoOverPi[word + i + 1] &>> (64 - shift))
    }
    let d0 = digits(0)
    let d1 = digits(1)
    let d2 = digits(2)
    let d3 = digits(3)
    // m · (d0 d1 d2 d3) as five words; the product has the weight 2^(exponent − first − 256).
    let (h3, p3) = m.multipliedFullWidth(by: d3)
    let (h2, l2) = m.multipliedFullWidth(by: d2)
    let (h1, l1) = m.multipliedFullWidth(by: d1)
    let l0 = m &* d0
    let h0 = m.multipliedFullWidth(by: d0).high
    _ = p3
    let (w3, c3) = l2.addingReportingOverflow(h3)
    let (s2, c2a) = l1.addingReportingOverflow(h2)
    let (w2, c2b) = s2.addingReportingOverflow(c3 ? 1 : 0)
    let (s1, c1a) = l0.addingReportingOverflow(h1)
    let (w1, c1b) = s1.addingReportingOverflow((c2a ? 1 : 0) + (c2b ? 1 : 0))
    let w0 = h0 &+ (c1a ? 1 : 0) &+ (c1b ? 1 : 0)
    // The binary point: (w0 w1 w2 w3) · 2^-192 · 2^(2 + lead): the integer part is the top of w1,
    // two bits when lead is zero, fewer bits of w0 and w1 when it is not.
    var f0: UInt64
    var f1: UInt64
    var f2: UInt64
    var quadrant: Int
    let up = 2 + lead  // bits above the point, in w1 and, when it is negative, none
    if up >= 0 {
      quadrant = up == 0 ? Int(w0 & 3) : Int((((w0 &<< UInt64(up)) | (w1 &>> UInt64(64 - up)))) & 3)
      let u = UInt64(up)
      f0 = u == 0 ? w1 : (w1 &<< u) | (w2 &>> (64 - u))
      f1 = u == 0 ? w2 : (w2 &<< u) | (w3 &>> (64 - u))
      f2 = w3 &<< u
    } else {
      let u = UInt64(-up)
      quadrant = Int((w0 &>> u) & 3)
      f0 = (w0 &<< (64 - u)) | (w1 &>> u)
      f1 = (w1 &<< (64 - u)) | (w2 &>> u)
      f2 = (w2 &<< (64 - u)) | (w3 &>> u)
    }
    // To the nearest quarter turn.
    var negative = false
    if f0 &>> 63 == 1 {
      quadrant = (quadrant + 1) & 3
      negative = true
      f2 = ~f2
      f1 = ~f1
      f0 = ~f0
    }
    var scale = 1.0
    if f0 == 0 {
      f0 = f1
      f1 = f2
      f2 = 0
      scale = 0x1p-64
    }
    let z = UInt64(f0.leadingZeroBitCount)
    if z > 0 {
      f0 = (f0 &<< z) | (f1 &>> (64 - z))
      f1 = (f1 &<< z) | (f2 &>> (64 - z))
      scale *= power2(-Int(z))
    }
    // f = a + b with a of 53 bits, b the next ones.
    let a = Double(f0 &>> 11) * 0x1p-53
    let b = Double(((f0 & 0x7FF) &<< 42) | (f1 &>> 22)) * 0x1p-106
    // Times π/2, in two parts.
    let ah = leading(a)
    let al = a - ah
    let ph = leading(1.5707963267948966)
    let pl = 1.5707963267948966 - ph
    let p = a * 1.5707963267948966
    let e = (((ah * ph - p) + ah * pl + al * ph) + al * pl)
      + (a * 6.123233995736766e-17 + b * 1.5707963267948966)
    let high = p + e
    let low = (p - high) + e
    let sign = (x < 0) != negative ? -scale : scale
    return (x < 0 ? (4 - quadrant) & 3 : quadrant, high * sign, low * sign)
  }

  /// sin(x + y) on |x| ≤ π/4.
  @inline(__always) static func sineKernel(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    let p = (0.008333333333330922 + z * -0.00019841269836724218)
      + (z * z) * ((2.7557316086736407e-06 + z * -2.5051128873318032e-08)
        + (z * z) * 1.5917933891253894e-10)
    let cube = z * x
    return x + (cube * (-0.16666666666666666 + z * p) + (y - 0.5 * z * y))
  }

  /// cos(x + y) on |x| ≤ π/4.
  @inline(__always) static func cosineKernel(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    let xh = leading(x)
    let half = 0.5 * xh * xh
    let halfLow = 0.5 * (x - xh) * (x + xh)
    let p = (0.041666666666666664 + z * -0.0013888888888887387)
      + (z * z) * ((2.480158729875097e-05 + z * -2.755731726490816e-07)
        + (z * z) * (2.087614497811146e-09 + z * -1.1382547036607053e-11))
    let w = 1 - half
    let lost = (1 - w) - half
    return w + (lost + ((z * z) * p - halfLow - x * y))
  }

  /// The sine.
  public static func sin(_ x: Double) -> Double {
    if !(x.magnitude < .infinity) { return .nan }
    if x.magnitude < 0x1p-27 { return x }
    let (quadrant, high, low) = reduce(x)
    let v = quadrant & 1 == 0 ? sineKernel(high, low) : cosineKernel(high, low)
    return quadrant & 2 == 0 ? v : -v
  }

  /// The cosine.
  public static func cos(_ x: Double) -> Double {
    if !(x.magnitude < .infinity) { return .nan }
    let (quadrant, high, low) = reduce(x)
    let v = quadrant & 1 == 0 ? cosineKernel(high, low) : sineKernel(high, low)
    return (quadrant + 1) & 2 == 0 ? v : -v
  }

  /// The first 1,280 bits of 2/π.
  static let twoOverPi: [UInt64] = [
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
    0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d
  ]
}
