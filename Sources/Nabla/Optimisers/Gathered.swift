/// What an optimiser has gathered in its steps, apart from the parameters' identities, which are
/// others in each program.
package struct Gathered: Codable, Sendable {
  /// What the optimiser was made with, which cannot change.
  var settings: [Double]
  var steps: Int
  /// What is the same for all parameters.
  var numbers: [Double]
  /// For each memory and each parameter, its numbers; nil where it had none.
  var memories: [[[Double]?]]
}

/// An optimiser of which can be said what it has gathered.
package protocol Gathering: Optimizer {
  /// What was gathered for these parameters; nil where there is something for others.
  func gathered(for parameters: [Tensor]) -> Gathered?

  /// Goes on from there; whether what was gathered is that of such an optimiser.
  mutating func resume(_ gathered: Gathered, for parameters: [Tensor]) -> Bool
}

extension Memory {
  func gathered(for parameters: [Tensor]) -> [[Double]?]? {
    let known = Set(parameters.map(\.node.identity))
    guard buffers.keys.allSatisfy(known.contains) else { return nil }
    return parameters.map { buffers[$0.node.identity]?.array }
  }

  init?(_ numbers: [[Double]?], for parameters: [Tensor]) {
    guard numbers.count == parameters.count else { return nil }
    for (parameter, numbers) in zip(parameters, numbers) {
      guard let numbers else { continue }
      guard numbers.count == parameter.count else { return nil }
      buffers[parameter.node.identity] = Buffer(numbers)
    }
  }
}

extension Adam: Gathering {
  private var settings: [Double] { [learningRate, beta1, beta2, epsilon] }

  package func gathered(for parameters: [Tensor]) -> Gathered? {
    guard let means = means.gathered(for: parameters),
      let squares = squares.gathered(for: parameters)
    else { return nil }
    return Gathered(
      settings: settings, steps: steps, numbers: [rate, power1, power2],
      memories: [means, squares])
  }

  package mutating func resume(_ gathered: Gathered, for parameters: [Tensor]) -> Bool {
    guard gathered.settings == settings, gathered.numbers.count == 3,
      gathered.memories.count == 2,
      let means = Memory(gathered.memories[0], for: parameters),
      let squares = Memory(gathered.memories[1], for: parameters)
    else { return false }
    steps = gathered.steps
    (rate, power1, power2) = (gathered.numbers[0], gathered.numbers[1], gathered.numbers[2])
    (self.means, self.squares) = (means, squares)
    return true
  }
}

extension SGD: Gathering {
  private var settings: [Double] { [learningRate, momentum, nesterov ? 1 : 0] }

  package func gathered(for parameters: [Tensor]) -> Gathered? {
    guard let velocities = velocities.gathered(for: parameters) else { return nil }
    return Gathered(settings: settings, steps: steps, numbers: [rate], memories: [velocities])
  }

  package mutating func resume(_ gathered: Gathered, for parameters: [Tensor]) -> Bool {
    guard gathered.settings == settings, gathered.numbers.count == 1,
      gathered.memories.count == 1,
      let velocities = Memory(gathered.memories[0], for: parameters)
    else { return false }
    steps = gathered.steps
    rate = gathered.numbers[0]
    self.velocities = velocities
    return true
  }
}
