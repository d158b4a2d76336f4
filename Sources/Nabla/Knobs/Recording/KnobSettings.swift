/// Settings of knobs, and what a lesson's program computes at each: what a page's engine is asked for
/// when the page is made. See ``KnobCheck`` for the bytes.
package struct KnobSettings {
  /// The knobs that are variables: which, and from where to where.
  package var knobs: [(variable: Int, range: ClosedRange<Double>)] = []
  /// The numbers that are compared.
  package var numbers: [PageNumber] = []
  /// The training that is compared, where there is one: its rates, and how long it is.
  package var training: (rate: Double, rates: ClosedRange<Double>, steps: Int)?

  /// How many steps of a training are compared at settings other than the start.
  private static let shortTraining = 8
  private static let seed: UInt64 = 17

  package init() {}

  /// Everything but the graph, as bytes: the start, and settings drawn from a fixed seed.
  ///
  /// - Parameters:
  ///   - graph: the bytes of the graph, which is damaged where the result is `nil`.
  ///   - count: how many settings are drawn.
  package func bytes(of graph: [UInt8], settings count: Int = 20) -> [UInt8]? {
    guard let machine = graph.withUnsafeBytes({ KnobMachine($0) }) else { return nil }
    var bytes = RecordedGraph.word(knobs.count)
    for knob in knobs { bytes += RecordedGraph.word(knob.variable) }
    var numbers = numbers
    if let training {
      numbers += (0...training.steps).map { PageNumber(.training, $0) }
    }
    bytes += RecordedGraph.word(numbers.count)
    for number in numbers { bytes += [number.kind.rawValue] + RecordedGraph.word(number.index) }
    var source = RandomSource(seed: Self.seed)
    bytes += RecordedGraph.word(count + 1)
    for setting in 0...count {
      let isStart = setting == 0
      let rate = training.map { isStart ? $0.rate : Self.draw($0.rates, &source) } ?? 0
      let steps = training.map { isStart ? $0.steps : min($0.steps, Self.shortTraining) } ?? 0
      bytes += RecordedGraph.number(rate) + RecordedGraph.word(steps)
      for knob in knobs {
        if !isStart { machine.set(knob.variable, to: Self.draw(knob.range, &source)) }
        bytes += RecordedGraph.number(machine.number(PageNumber(.variable, knob.variable)))
      }
      machine.run()
      machine.train(rate: rate, steps: steps)
      for number in numbers { bytes += RecordedGraph.number(machine.number(number)) }
    }
    return bytes
  }

  private static func draw(_ range: ClosedRange<Double>, _ source: inout RandomSource) -> Double {
    source.uniform(in: range.lowerBound..<range.upperBound)
  }
}
