import Nabla

/// One of the functions, in each of its forms, so that a test can be said of all of them.
struct ElementaryFunction: Sendable, CustomStringConvertible {
  var name: String
  var one: @Sendable (Double) -> Double
  var two: @Sendable (SIMD2<Double>) -> SIMD2<Double>
  var four: @Sendable (SIMD4<Double>) -> SIMD4<Double>
  var many: @Sendable (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void

  var description: String { name }

  static let all: [ElementaryFunction] = [
    .init(
      name: "exp", one: { Elementary.exp($0) }, two: { Elementary.exp($0) },
      four: { Elementary.exp($0) }, many: { Elementary.exp($0, into: $1) }),
    .init(
      name: "expm1", one: { Elementary.expm1($0) }, two: { Elementary.expm1($0) },
      four: { Elementary.expm1($0) }, many: { Elementary.expm1($0, into: $1) }),
    .init(
      name: "log", one: { Elementary.log($0) }, two: { Elementary.log($0) },
      four: { Elementary.log($0) }, many: { Elementary.log($0, into: $1) }),
    .init(
      name: "log1p", one: { Elementary.log1p($0) }, two: { Elementary.log1p($0) },
      four: { Elementary.log1p($0) }, many: { Elementary.log1p($0, into: $1) }),
    .init(
      name: "tanh", one: { Elementary.tanh($0) }, two: { Elementary.tanh($0) },
      four: { Elementary.tanh($0) }, many: { Elementary.tanh($0, into: $1) }),
    .init(
      name: "sigmoid", one: { Elementary.sigmoid($0) }, two: { Elementary.sigmoid($0) },
      four: { Elementary.sigmoid($0) }, many: { Elementary.sigmoid($0, into: $1) }),
    .init(
      name: "softplus", one: { Elementary.softplus($0) }, two: { Elementary.softplus($0) },
      four: { Elementary.softplus($0) }, many: { Elementary.softplus($0, into: $1) }),
    .init(
      name: "sin", one: { Elementary.sin($0) }, two: { Elementary.sin($0) },
      four: { Elementary.sin($0) }, many: { Elementary.sin($0, into: $1) }),
    .init(
      name: "cos", one: { Elementary.cos($0) }, two: { Elementary.cos($0) },
      four: { Elementary.cos($0) }, many: { Elementary.cos($0, into: $1) }),
    .init(
      name: "pow to 2.7", one: { Elementary.pow($0, 2.7) },
      two: { Elementary.pow($0, SIMD2(2.7, 2.7)) },
      four: { Elementary.pow($0, SIMD4(2.7, 2.7, 2.7, 2.7)) },
      many: { Elementary.pow($0, 2.7, into: $1) })
  ]
}

/// Steele, Lea and Flood's SplitMix64 (OOPSLA 2014): the same points at every run.
struct ElementaryPoints {
  var state: UInt64

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Mostly numbers that a network sees, of either sign; every fourth has any bits at all.
  mutating func next() -> Double {
    let bits = bits()
    if bits & 3 == 0 { return Double(bitPattern: self.bits()) }
    let size: UInt64 = 1003 + (bits >> 2) % 26
    return Double(bitPattern: (bits & 1 << 63) | size << 52 | self.bits() >> 12)
  }
}

/// The bits, with all that is not a number made one: its sign and payload are not promised.
func canonicalBits(_ x: Double) -> UInt64 {
  x.isNaN ? 0x7FF8_0000_0000_0000 : x.bitPattern
}
