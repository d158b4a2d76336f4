internal import Nabla
internal import Wire

/// The numbers of a recorded loss at the start, as texts; all that were asked for are kept.
final class KnobNumbers {
  private let machine: KnobMachine
  private let recording: KnobRecording
  private(set) var all: [PageNumber] = []
  private var known: Set<PageNumber> = []

  /// The recorded loss, which can be read again, because it was written by us.
  init(_ recording: KnobRecording) {
    self.recording = recording
    guard let machine = recording.bytes.withUnsafeBytes({ KnobMachine($0) }) else {
      refuse("Knobs: the recorded loss cannot be read again")
    }
    self.machine = machine
  }

  private func value(_ number: PageNumber) -> Double {
    if known.insert(number).inserted { all.append(number) }
    return machine.number(number)
  }

  private func number(_ number: PageNumber, _ text: String) -> Wire.Knobs.Number {
    .init(text, kind: Int(number.kind.rawValue), index: number.index)
  }

  /// A number in a few digits.
  func shown(_ place: PageNumber) -> Wire.Knobs.Number {
    number(place, value(place).shown())
  }

  private func formatted(_ place: PageNumber, _ decimals: Int) -> Wire.Knobs.Number {
    number(place, value(place).formatted(decimals))
  }

  func row(_ row: KnobRecording.Row, _ decimals: Int) -> Wire.Knobs.Row {
    let listed = Natural(row.paths.count)
    return .init(
      parameter: row.parameter,
      paths: row.paths.map { path in
        path.map {
          .init(symbol: $0.symbol, number: shown($0.number), isShared: $0.isShared)
        }
      },
      omittedPaths: row.pathCount > listed ? "\(row.pathCount)" : nil,
      backpropagated: formatted(PageNumber(.derivative, row.variable), decimals),
      difference: formatted(PageNumber(.difference, row.variable), decimals))
  }

  func node(_ node: KnobRecording.Node) -> Wire.Knobs.Node {
    .init(
      value: node.label == nil ? nil : shown(node.value), derivative: node.derivative.map(shown))
  }

  func graph(_ leadsDown: Bool?) -> Graph {
    let nodes = recording.nodes.map { node -> Graph.Node in
      let value = value(node.value).shown()
      let role: Graph.Role =
        node.isLoss ? .loss : node.isParameter ? .parameter : node.isConstant ? .constant : .result
      return Graph.Node(
        node.label ?? value, role: role, value: node.label == nil ? nil : value,
        gradient: node.derivative.map { self.value($0).shown() })
    }
    let edges = recording.arrows.map {
      Graph.Edge(
        from: $0.operand, to: $0.result, label: $0.symbol, value: value($0.number).shown())
    }
    return Graph(nodes: nodes, edges: edges, leadsDown: leadsDown)
  }

  func training(rate: Double, steps: Int) -> Wire.Knobs.Training {
    machine.train(rate: rate, steps: steps)
    let losses = (0...steps).map { machine.number(PageNumber(.training, $0)) }
    return .init(
      steps: steps, losses: losses.map { $0.isFinite ? $0 : nil },
      last: losses[steps].shown())
  }
}
