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

extension Adam: Gathering {
  private var settings: [Double] { [learningRate, beta1, beta2, epsilon] }

  package func gathered(for parameters: [Tensor]) -> Gathered? {
    guard let means = means.gathered(for: parameters),
      let squares = squares.gathered(for: parameters),
      let powers = powers.gathered(for: parameters)
    else { return nil }
    return Gathered(
      settings: settings, steps: steps, numbers: [rate], memories: [means, squares, powers])
  }

  package mutating func resume(_ gathered: Gathered, for parameters: [Tensor]) -> Bool {
    guard gathered.settings == settings, gathered.numbers.count == 1,
      gathered.memories.count == 3,
      let means = Memory(gathered.memories[0], for: parameters),
      let squares = Memory(gathered.memories[1], for: parameters),
      let powers = Memory(gathered.memories[2], for: parameters, count: { _ in 2 })
    else { return false }
    steps = gathered.steps
    rate = gathered.numbers[0]
    (self.means, self.squares, self.powers) = (means, squares, powers)
    return true
  }
}

extension AdamW: Gathering {
  package func gathered(for parameters: [Tensor]) -> Gathered? {
    var gathered = adam.gathered(for: parameters)
    gathered?.settings.append(weightDecay)
    return gathered
  }

  package mutating func resume(_ gathered: Gathered, for parameters: [Tensor]) -> Bool {
    var gathered = gathered
    return gathered.settings.popLast() == weightDecay && adam.resume(gathered, for: parameters)
  }
}

extension RMSProp: Gathering {
  private var settings: [Double] { [learningRate, decay, momentum, epsilon] }

  package func gathered(for parameters: [Tensor]) -> Gathered? {
    guard let squares = squares.gathered(for: parameters),
      let velocities = velocities.gathered(for: parameters)
    else { return nil }
    return Gathered(
      settings: settings, steps: steps, numbers: [rate], memories: [squares, velocities])
  }

  package mutating func resume(_ gathered: Gathered, for parameters: [Tensor]) -> Bool {
    guard gathered.settings == settings, gathered.numbers.count == 1,
      gathered.memories.count == 2,
      let squares = Memory(gathered.memories[0], for: parameters),
      let velocities = Memory(gathered.memories[1], for: parameters)
    else { return false }
    steps = gathered.steps
    rate = gathered.numbers[0]
    (self.squares, self.velocities) = (squares, velocities)
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
