import Glibc
import Nabla

/// A function, its true values, where it is tried, and the C library's for comparing speed.
struct Case: Sendable {
  var name: String
  var function: @Sendable (Double, Double) -> Double
  var formula: Reference.Formula
  var points: Points
  /// The second argument's, for a function of two.
  var second: Points?
  /// Where speed is measured.
  var typical: ClosedRange<Double>
  var one: @Sendable (Double) -> Double
  var many: @Sendable (UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void
  var platform: @Sendable (Double) -> Double

  static let all = [
    exp, expm1, log, log1p, tanh, sigmoid, softplus, sin, cos, pow
  ]

  static let exp = Case(
    name: "exp", function: { x, _ in Elementary.exp(x) }, formula: Reference.exp,
    points: Points(
      ranges: [-1...1, -20...20, -746...710, -746 ... -700, 700...710], exponents: -60...9,
      seams: halvesOfLn2 + [708, -708, 709.782712893384, -745.1332191019412, -708.3964185322641]),
    typical: -10...10,
    one: { Elementary.exp($0) }, many: { Elementary.exp($0, into: $1) }, platform: { Glibc.exp($0) }
  )

  static let expm1 = Case(
    name: "expm1", function: { x, _ in Elementary.expm1(x) }, formula: Reference.expm1,
    points: Points(
      ranges: [-1...1, -0.4...0.4, -40...40, -746...710], exponents: -1022...9,
      seams: halvesOfLn2 + [37, -37, 60, 36.7, 37.4]),
    typical: -10...10,
    one: { Elementary.expm1($0) }, many: { Elementary.expm1($0, into: $1) },
    platform: { Glibc.expm1($0) })

  static let log = Case(
    name: "log", function: { x, _ in Elementary.log(x) }, formula: Reference.log,
    points: Points(
      ranges: [0...2, 0.7...1.42, 0.99...1.01, 0...1e4], exponents: -1023...1023,
      seams: rootsOfTwo + [1, 0x1p-1022], isPositive: true),
    typical: 0...10,
    one: { Elementary.log($0) }, many: { Elementary.log($0, into: $1) }, platform: { Glibc.log($0) }
  )

  static let log1p = Case(
    name: "log1p", function: { x, _ in Elementary.log1p(x) }, formula: Reference.log1p,
    points: Points(
      ranges: [-1...1, -0.3...0.42, 0...1e4], exponents: -1022...1023,
      seams: rootsOfTwoLessOne + [-1, 0x1p1000, 1, 3]),
    typical: 0...10,
    one: { Elementary.log1p($0) }, many: { Elementary.log1p($0, into: $1) },
    platform: { Glibc.log1p($0) })

  static let tanh = Case(
    name: "tanh", function: { x, _ in Elementary.tanh(x) }, formula: Reference.tanh,
    points: Points(
      ranges: [-1...1, -0.25...0.25, -4...4, -22...22], exponents: -1022...5,
      seams: sixteenths),
    typical: -4...4,
    one: { Elementary.tanh($0) }, many: { Elementary.tanh($0, into: $1) },
    platform: { Glibc.tanh($0) })

  static let sigmoid = Case(
    name: "sigmoid", function: { x, _ in Elementary.sigmoid(x) }, formula: Reference.sigmoid,
    points: Points(
      ranges: [-1...1, -4...4, -40...40, -746...40, -746 ... -690], exponents: -60...9,
      seams: halvesOfLn2 + [690, -690, -745.1, -708.4, 36.7]),
    typical: -6...6,
    one: { Elementary.sigmoid($0) }, many: { Elementary.sigmoid($0, into: $1) },
    platform: { 1 / (1 + Glibc.exp(-$0)) })

  static let softplus = Case(
    name: "softplus", function: { x, _ in Elementary.softplus(x) }, formula: Reference.softplus,
    points: Points(
      ranges: [-1...1, -4...4, -40...40, -746...40, -746 ... -690], exponents: -60...9,
      seams: halvesOfLn2 + [690, -690, -745.1, -708.4, -0.8813735870195429]),
    typical: -6...6,
    one: { Elementary.softplus($0) }, many: { Elementary.softplus($0, into: $1) },
    platform: { Glibc.log1p(Glibc.exp($0)) })

  static let sin = Case(
    name: "sin", function: { x, _ in Elementary.sin(x) }, formula: Reference.sin,
    points: Points(
      ranges: [-1...1, -4...4, -100...100, -0x1p20...0x1p20, -1e9...1e9], exponents: -60...1023,
      seams: quarterTurns + hardTurns),
    typical: -10...10,
    one: { Elementary.sin($0) }, many: { Elementary.sin($0, into: $1) }, platform: { Glibc.sin($0) }
  )

  static let cos = Case(
    name: "cos", function: { x, _ in Elementary.cos(x) }, formula: Reference.cos,
    points: Points(
      ranges: [-1...1, -4...4, -100...100, -0x1p20...0x1p20, -1e9...1e9], exponents: -60...1023,
      seams: quarterTurns + hardTurns),
    typical: -10...10,
    one: { Elementary.cos($0) }, many: { Elementary.cos($0, into: $1) }, platform: { Glibc.cos($0) }
  )

  static let pow = Case(
    name: "pow", function: { x, y in Elementary.pow(x, y) }, formula: Reference.pow,
    points: Points(
      ranges: [0...2, 0.99...1.01, 0...100], exponents: -1023...1023,
      seams: rootsOfTwo + [1, 0x1p-1022, 0.7109375, 1.421875, 0.99609375, 1.0078125],
      isPositive: true),
    second: Points(
      ranges: [-3...3, -100...100, -70000...70000], exponents: -20...12,
      seams: [0.5, 1, 2, 3, -1, 1.0 / 3, 1000]),
    typical: 0...10,
    one: { Elementary.pow($0, 2.7) }, many: { Elementary.pow($0, 2.7, into: $1) },
    platform: { Glibc.pow($0, 2.7) })

  /// Sixteenths of octaves from 1/16, where the hyperbolic tangent's table steps.
  private static let sixteenths: [Double] = (0..<160).map {
    let octave: Double = Double(1 << ($0 / 16)) / 16
    return octave * (1 + Double($0 % 16) / 16)
  }

  /// Odd multiples of ½ ln 2, where the exponential's reduction steps.
  private static let halvesOfLn2: [Double] = (-80..<80).map {
    (Double($0) + 0.5) * 0.6931471805599453
  }

  /// Odd powers of √2, where the logarithm's reduction steps.
  private static let rootsOfTwo: [Double] = (-20..<20).map {
    0.7071067811865476 * Double(sign: .plus, exponent: $0, significand: 1)
  }

  private static let rootsOfTwoLessOne: [Double] = rootsOfTwo.map { $0 - 1 }

  /// Multiples of π/4, where the results are small or the reduction steps.
  private static let quarterTurns: [Double] = (-4000..<4000).map { Double($0) * 0.7853981633974483 }

  /// The double nearest to a multiple of π/2 (Muller, Elementary Functions, 3rd ed., chapter 11),
  /// the largest double, and where the quick reduction ends.
  private static let hardTurns: [Double] = [
    0x1.6ac5b262ca1ffp849, .greatestFiniteMagnitude, 0x1p20, -0x1p20, 0x1p-20, 1e22
  ]
}
