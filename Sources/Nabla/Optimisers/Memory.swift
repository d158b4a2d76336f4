/// Numbers that an optimiser remembers for each parameter, zeros at first.
struct Memory: Sendable {
  var buffers: [UInt64: Buffer] = [:]

  /// The numbers for a parameter, to be changed in place.
  mutating func numbers(for parameter: Tensor) -> UnsafeMutablePointer<Double> {
    numbers(for: parameter, initially: 0, count: parameter.count)
  }

  /// As many numbers as are needed for a parameter, to be changed in place.
  mutating func numbers(
    for parameter: Tensor, initially value: Double, count: Int
  ) -> UnsafeMutablePointer<Double> {
    let identity = parameter.node.identity
    guard var buffer = buffers.removeValue(forKey: identity) else {
      let fresh = Buffer(repeating: value, count: count)
      buffers[identity] = fresh
      return fresh.pointer
    }
    // A copy of the optimiser keeps its own numbers.
    if !isKnownUniquelyReferenced(&buffer) {
      let copy = Buffer(count: buffer.count)
      copy.pointer.update(from: buffer.read, count: buffer.count)
      buffer = copy
    }
    buffers[identity] = buffer
    return buffer.pointer
  }
}

extension Memory {
  /// What is remembered of these parameters; nil where there is something of others.
  func gathered(for parameters: [Tensor]) -> [[Double]?]? {
    let known = Set(parameters.map(\.node.identity))
    guard buffers.keys.allSatisfy(known.contains) else { return nil }
    return parameters.map { buffers[$0.node.identity]?.array }
  }

  /// - Parameter count: how many numbers are remembered of a parameter.
  init?(
    _ numbers: [[Double]?], for parameters: [Tensor], count: (Tensor) -> Int = { $0.count }
  ) {
    guard numbers.count == parameters.count else { return nil }
    for (parameter, numbers) in zip(parameters, numbers) {
      guard let numbers else { continue }
      guard numbers.count == count(parameter) else { return nil }
      buffers[parameter.node.identity] = Buffer(numbers)
    }
  }
}
