import Testing

/// The same bits everywhere: a digest of 100,000 results of each function, recorded on x86-64.
@Suite struct ElementaryBitsTests {
  /// Fowler, Noll and Vo's FNV-1a of the results' bits, word by word.
  static let recorded: [String: UInt64] = [
    "exp": 0x63CB_F338_2E7B_D36A,
    "expm1": 0x98A6_36E4_50AF_6E02,
    "log": 0x7FEB_20A0_EF55_15C3,
    "log1p": 0x863C_4625_5CDC_C4A9,
    "tanh": 0xF4AD_3B85_1EB2_B357,
    "sigmoid": 0x8910_DF29_70A6_BDE5,
    "softplus": 0xA614_73FA_955C_8DF2,
    "sin": 0x1F7D_F2A1_7215_D6D6,
    "cos": 0x4D87_CB79_B347_4317,
    "pow to 2.7": 0x9E6B_1375_7460_0A84
  ]

  @Test(arguments: ElementaryFunction.all)
  func resultsAreTheRecordedBits(_ function: ElementaryFunction) throws {
    var points = ElementaryPoints(state: 3)
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for _ in 0..<100_000 {
      digest = (digest ^ canonicalBits(function.one(points.next()))) &* 0x0100_0000_01B3
    }
    #expect(digest == Self.recorded[function.name], "\(function.name): \(digest)")
  }
}
