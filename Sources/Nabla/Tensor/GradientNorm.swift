extension Gradients {
  /// The Euclidean length of all derivatives by the parameters together.
  ///
  /// It neither overflows nor underflows on the way: where a square does, the derivatives are
  /// scaled by a power of two first. NaN where one is NaN, else ∞ where one is infinite. A parameter
  /// that is listed twice counts once.
  public func norm(of parameters: [Tensor]) -> Double {
    let (root, first, second) = scaledNorm(of: parameters)
    return root / first / second
  }

  /// These derivatives times a factor that brings their ``norm(of:)`` down to a limit, where it is
  /// above. An infinite derivative has no such factor: it becomes NaN, and finite ones beside it 0.
  /// Where one is NaN, all stay as they are.
  ///
  /// Source: R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural
  /// networks", ICML 2013, algorithm 1.
  public func clipped(toNorm limit: Double, of parameters: [Tensor]) -> Gradients {
    require(limit > 0, "Gradients: the limit of the norm must be positive, received \(limit)")
    let (root, first, second) = scaledNorm(of: parameters)
    guard root / first / second > limit else { return self }
    // A quotient first: the factor limit/norm may be too small for a number.
    return mapped { buffer in
      let scaled = Buffer(count: buffer.count)
      for i in 0..<scaled.count {
        scaled.pointer[i] = buffer.pointer[i] * first * second / root * limit
      }
      return scaled
    }
  }

  /// The norm of the derivatives times both factors, which are powers of two: 1, where the squares
  /// fit into numbers. (Two, because the largest that may be needed is no number.)
  private func scaledNorm(of parameters: [Tensor]) -> (root: Double, first: Double, second: Double)
  {
    var seen: Set<Int> = []
    let buffers = buffers(
      at: parameters.compactMap { entry(for: $0) }.filter { seen.insert($0).inserted })
    let plain = buffers.reduce(0.0) { $0 + Kernels.dot($1.count, $1.read, $1.read) }
    if plain.isFinite && plain > 0x1p-900 { return (plain.squareRoot(), 1, 1) }
    let largest = buffers.reduce(0.0) { max($0, Kernels.largestMagnitude($1.count, $1.read)) }
    guard largest.isFinite && largest > 0 else {
      let hasNaN = buffers.contains { buffer in
        (0..<buffer.count).contains { buffer.pointer[$0].isNaN }
      }
      return (hasNaN ? .nan : largest, 1, 1)
    }
    let exponent = -Int(largest.exponent)
    let first = Double(sign: .plus, exponent: exponent / 2, significand: 1)
    let second = Double(sign: .plus, exponent: exponent - exponent / 2, significand: 1)
    let squares = buffers.reduce(0.0) { sum, buffer in
      let copy = Buffer(count: buffer.count)
      for i in 0..<copy.count { copy.pointer[i] = buffer.pointer[i] * first * second }
      return sum + Kernels.dot(copy.count, copy.read, copy.read)
    }
    return (squares.squareRoot(), first, second)
  }
}
