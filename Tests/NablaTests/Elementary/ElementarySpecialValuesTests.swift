import Nabla
import Testing

/// The values that IEEE 754 and C99, Annex F, prescribe, and the ends of the ranges.
@Suite struct ElementarySpecialValuesTests {
  static let infinity = Double.infinity
  static let nan = Double.nan
  static let tiny = Double.leastNonzeroMagnitude
  static let huge = Double.greatestFiniteMagnitude

  /// Function, argument, value: exact, with the sign of zero.
  static let table: [(String, Double, Double)] = [
    ("exp", 0, 1), ("exp", -0.0, 1), ("exp", infinity, infinity), ("exp", -infinity, 0),
    ("exp", nan, nan), ("exp", 710, infinity), ("exp", -746, 0), ("exp", huge, infinity),
    ("exp", -huge, 0), ("exp", tiny, 1), ("exp", -745.13, tiny),
    ("expm1", 0, 0), ("expm1", -0.0, -0.0), ("expm1", infinity, infinity),
    ("expm1", -infinity, -1), ("expm1", nan, nan), ("expm1", tiny, tiny), ("expm1", -tiny, -tiny),
    ("expm1", -50, -1), ("expm1", huge, infinity), ("expm1", -huge, -1),
    ("log", 1, 0), ("log", 0, -infinity), ("log", -0.0, -infinity), ("log", -1, nan),
    ("log", -tiny, nan), ("log", infinity, infinity), ("log", -infinity, nan), ("log", nan, nan),
    ("log", tiny, -744.4400719213812), ("log", huge, 709.782712893384),
    ("log1p", 0, 0), ("log1p", -0.0, -0.0), ("log1p", -1, -infinity), ("log1p", -1.5, nan),
    ("log1p", infinity, infinity), ("log1p", -infinity, nan), ("log1p", nan, nan),
    ("log1p", tiny, tiny), ("log1p", -tiny, -tiny), ("log1p", huge, 709.782712893384),
    ("tanh", 0, 0), ("tanh", -0.0, -0.0), ("tanh", infinity, 1), ("tanh", -infinity, -1),
    ("tanh", nan, nan), ("tanh", tiny, tiny), ("tanh", -tiny, -tiny), ("tanh", 20, 1),
    ("tanh", 32, 1), ("tanh", -huge, -1),
    ("sigmoid", 0, 0.5), ("sigmoid", -0.0, 0.5), ("sigmoid", infinity, 1),
    ("sigmoid", -infinity, 0), ("sigmoid", nan, nan), ("sigmoid", 40, 1), ("sigmoid", -746, 0),
    ("sigmoid", huge, 1), ("sigmoid", -huge, 0), ("sigmoid", tiny, 0.5), ("sigmoid", -745.13, tiny),
    ("softplus", 0, 0.6931471805599453), ("softplus", -0.0, 0.6931471805599453),
    ("softplus", infinity, infinity), ("softplus", -infinity, 0), ("softplus", nan, nan),
    ("softplus", 50, 50), ("softplus", huge, huge), ("softplus", -746, 0),
    ("softplus", -745.13, tiny),
    ("sin", 0, 0), ("sin", -0.0, -0.0), ("sin", infinity, nan), ("sin", -infinity, nan),
    ("sin", nan, nan), ("sin", tiny, tiny), ("sin", -tiny, -tiny),
    ("cos", 0, 1), ("cos", -0.0, 1), ("cos", infinity, nan), ("cos", -infinity, nan),
    ("cos", nan, nan), ("cos", tiny, 1)
  ]

  @Test(arguments: table) func valueIsExact(_ row: (String, Double, Double)) throws {
    let function = try #require(ElementaryFunction.all.first { $0.name == row.0 })
    #expect(canonicalBits(function.one(row.1)) == canonicalBits(row.2))
  }

  /// Base, exponent, power: C99, F.9.4.4, row by row, then the ends of the range.
  static let powers: [(Double, Double, Double)] = [
    (0, -3, infinity), (-0.0, -3, -infinity), (0, -2, infinity), (-0.0, -2, infinity),
    (0, -0.5, infinity), (-0.0, -0.5, infinity), (0, -infinity, infinity),
    (-0.0, -infinity, infinity), (0, 3, 0), (-0.0, 3, -0.0), (0, 2, 0), (-0.0, 2, 0),
    (-0.0, 0.5, 0), (0, infinity, 0), (-1, infinity, 1), (-1, -infinity, 1), (1, infinity, 1),
    (1, nan, 1), (1, 5, 1), (nan, 0, 1), (nan, -0.0, 1), (infinity, 0, 1), (0, 0, 1), (-2, 0, 1),
    (-8, 0.5, nan), (-8, 1 / 3.0, nan), (nan, 1, nan), (2, nan, nan), (-1, nan, nan),
    (0.5, -infinity, infinity), (-0.5, -infinity, infinity), (2, -infinity, 0), (-2, -infinity, 0),
    (0.5, infinity, 0), (-0.5, infinity, 0), (2, infinity, infinity), (-2, infinity, infinity),
    (-infinity, -3, -0.0), (-infinity, -2, 0), (-infinity, -0.5, 0), (-infinity, 3, -infinity),
    (-infinity, 2, infinity), (-infinity, 0.5, infinity), (infinity, -3, 0),
    (infinity, 3, infinity),
    (-infinity, infinity, infinity), (-infinity, -infinity, 0), (infinity, tiny, infinity),
    (2, 1024, infinity), (-2, 1025, -infinity), (2, -1074, tiny), (-2, -1075, -0.0),
    (2, -1022, 0x1p-1022), (2, 1023, 0x1p1023), (-2, 3, -8), (-3, 2, 9), (10, 2, 100),
    (2, 0.5, 1.4142135623730951), (tiny, 1, tiny), (tiny, 2, 0), (huge, 1, huge),
    (-huge, 1, -huge), (huge, 1.1, infinity), (-2, 0x1p53, infinity), (0.5, huge, 0),
    (2, tiny, 1), (1.5, -0x1p53, 0), (-1, 0x1p53, 1), (-1, 9007199254740991, -1)
  ]

  @Test(arguments: powers) func powerIsExact(_ row: (Double, Double, Double)) {
    let value = Elementary.pow(row.0, row.1)
    #expect(canonicalBits(value) == canonicalBits(row.2), "pow(\(row.0), \(row.1)) is \(value)")
  }
}
