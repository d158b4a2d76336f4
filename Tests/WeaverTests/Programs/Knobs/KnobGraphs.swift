import Nabla

/// Recorded losses at which the engines of a lesson, of `wasmkit` and of a browser are compared. The
/// same file is compiled for the tests of the executable.
enum KnobGraphs {
  static let names = ["the chain with tanh", "a network 2-8-1", "the neuron that learns AND"]

  static func loss(_ name: String) -> (loss: Scalar, varied: [Scalar]) {
    var source = RandomSource(seed: 3)
    func parameter(_ name: String) -> Scalar { Scalar(source.uniform(in: -1..<1), name: name) }
    switch name {
    case names[0]:
      let w = ["w1", "w2", "w3"].map(parameter)
      let x = Scalar(constant: 0.8, name: "x")
      let loss = squaredError(predicted: w[2] * tanh(w[1] * tanh(w[0] * x)), expected: 0.5)
      return (loss, w + [x])
    case names[1]:
      let weights = (1...33).map { parameter("w\($0)") }
      func output(_ x: Double, _ y: Double) -> Scalar {
        (0..<8).reduce(weights[32]) { sum, unit in
          let w = weights[(4 * unit)...]
          let a = w[w.startIndex] * Scalar(x) + w[w.startIndex + 1] * Scalar(y)
          return sum + w[w.startIndex + 3] * tanh(a + w[w.startIndex + 2])
        }
      }
      return (sum(output, wanted: [0, 1, 1, 0]), weights)
    default:
      let w = ["w1", "w2", "b"].map(parameter)
      return (sum({ w[0] * Scalar($0) + w[1] * Scalar($1) + w[2] }, wanted: [-1, -1, -1, 1]), w)
    }
  }

  private static func sum(
    _ output: (Double, Double) -> Scalar, wanted: [Double]
  ) -> Scalar {
    let inputs = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
    return zip(inputs, wanted).reduce(Scalar(0)) { sum, sample in
      sum + (output(sample.0.0, sample.0.1) - Scalar(sample.1)).squared()
    }
  }

  /// The loss, every derivative and a training at so many settings, as an engine is asked for them.
  static func data(_ name: String, settings count: Int) -> [UInt8] {
    let (loss, varied) = loss(name)
    let recording = KnobRecording(of: loss)
    var settings = KnobSettings()
    settings.knobs = varied.compactMap { recording.variable(of: $0)?.variable }
      .map { (variable: $0, range: -3.0...3) }
    settings.numbers =
      [recording.loss] + settings.knobs.map { PageNumber(.derivative, $0.variable) }
      + [PageNumber(.difference, 0)] + recording.nodes.map(\.value)
    settings.training = (rate: 0.05, rates: 0.001...0.2, steps: 40)
    let graph = recording.bytes
    let length = (0..<4).map { UInt8(truncatingIfNeeded: graph.count >> (8 * $0)) }
    return length + graph + (settings.bytes(of: graph, settings: count) ?? [])
  }
}
