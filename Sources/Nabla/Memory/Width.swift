#if canImport(Glibc)
  import Glibc
#endif

/// How wide the vectors are that matrix work uses. It changes the speed and no bit of any result.
enum Width: Int, Sendable {
  case narrow = 128
  case wide = 256
  case wider = 512

  /// The width that this processor and its operating system support.
  ///
  /// Asked from the C library, which has read it with CPUID; where it doesn't say, it is narrow.
  static let supported: Width = {
    #if NABLA_WIDE && canImport(Glibc)
      guard let symbol = dlsym(nil, "__x86_get_cpuid_feature_leaf") else { return .narrow }
      typealias Leaf = @convention(c) (UInt32) -> UnsafePointer<UInt32>?
      guard let registers = unsafeBitCast(symbol, to: Leaf.self)(1) else { return .narrow }
      // Of leaf 7: what the processor has in EAX to EDX, then what the system lets be used.
      let usable = registers[5]
      let has = { (bit: UInt32) in usable >> bit & 1 == 1 }
      if has(5) && has(16) && has(17) { return .wider }
      return has(5) ? .wide : .narrow
    #else
      return .narrow
    #endif
  }()

  /// The width in use: what is supported, or less where a test asks for it.
  nonisolated(unsafe) static var current = supported
}
