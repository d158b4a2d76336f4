/// A number that stands for the bits of many results of one operation, so that the engines of a lesson
/// and of a page can be compared without handing all of them over.
package enum ElementaryDigest {
  /// - Parameters:
  ///   - code: the operation, as the bytes of a graph have it.
  ///   - seed: the arguments follow from it: every other one is in [−32, 32), the others are any.
  ///   - count: how many results there are.
  package static func digest(code: UInt8, seed: UInt64, count: Int) -> UInt64 {
    guard let operation = ScalarOperation(rawValue: code) else { return 0 }
    var state = seed
    func bits() -> UInt64 {
      // SplitMix64, as `RandomSource` fills its state.
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<max(0, count) {
      let (first, second) = (bits(), bits())
      let isNear = index & 1 == 0
      let a = isNear ? Double(first >> 11) * 0x1p-47 - 32 : Double(bitPattern: first)
      let b = isNear ? Double(second >> 11) * 0x1p-47 - 32 : Double(bitPattern: second)
      let value = operation.value(a, b)
      let (toLeft, toRight) = operation.derivatives(a, b, value)
      for result in [value, toLeft, toRight] {
        digest = (digest ^ (result != result ? 1 : result.bitPattern)) &* 0x0000_0100_0000_01B3
      }
    }
    return digest
  }
}
