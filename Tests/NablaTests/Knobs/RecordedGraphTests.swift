import Testing

@testable import Nabla

@Suite("A recorded graph as bytes") struct RecordedGraphTests {
  /// Shared results, names, copies of a parameter on several tapes, and every operation of two operands.
  static func loss(length: Int = 3) -> (loss: Scalar, w: [Scalar], x: Scalar) {
    let w = [0.5, -0.25, 1.5].enumerated().map { Scalar($1, name: "w\($0 + 1)") }
    let x = Scalar(constant: 0.75, name: "x")
    var y = w[0] * x
    for _ in 0..<length { y = tanh((y * w[1] + w[2] / (x + 2)).named("h")) - y * w[0] }
    let loss = squaredError(predicted: y, expected: 0.5) + (w[2].magnitude + 1).power(x)
    return (loss.named("L"), w, x)
  }

  static func machine(_ bytes: [UInt8]) -> KnobMachine? {
    bytes.withUnsafeBytes { KnobMachine($0) }
  }

  @Test(arguments: [1, 3, 100])
  func `gives the bits of the loss and its gradient`(length: Int) throws {
    let (loss, w, _) = Self.loss(length: length)
    let recording = KnobRecording(of: loss)
    let machine = try #require(Self.machine(recording.bytes))
    #expect(machine.number(recording.loss).bitPattern == loss.value.bitPattern)
    let gradient = loss.gradient()
    for weight in w {
      let variable = try #require(recording.variable(of: weight)).variable
      #expect(
        machine.number(PageNumber(.derivative, variable)).bitPattern
          == gradient[weight].bitPattern)
    }
  }

  @Test func `follows what is set, as a replay does`() throws {
    let (loss, w, x) = Self.loss()
    let recording = KnobRecording(of: loss)
    let machine = try #require(Self.machine(recording.bytes))
    let replay = Replay(of: loss)
    var source = RandomSource(seed: 5)
    for _ in 0..<200 {
      for scalar in w + [x] {
        let number = source.uniform(in: -3..<3)
        machine.set(try #require(recording.variable(of: scalar)).variable, to: number)
        replay[replay.place(of: scalar)] = number
      }
      machine.run()
      replay.run()
      #expect(machine.number(recording.loss).text == replay.loss.text)
      machine.train(rate: 0.05, steps: 3)
      for step in 1...3 {
        replay.descend(rate: 0.05)
        replay.run()
        #expect(machine.number(PageNumber(.training, step)).text == replay.loss.text)
      }
      // A training changes nothing.
      let variable = try #require(recording.variable(of: w[0])).variable
      #expect(machine.number(PageNumber(.variable, variable)) != replay[replay.place(of: w[0])])
    }
  }

  @Test func `draws the numbers of graph and derivations`() throws {
    let (loss, w, _) = Self.loss()
    let recording = KnobRecording(of: loss)
    let machine = try #require(Self.machine(recording.bytes))
    let graph = loss.graph()
    #expect(recording.nodes.count == graph.nodes.count)
    for (node, drawn) in zip(recording.nodes, graph.nodes) {
      #expect(machine.number(node.value) == drawn.values[0])
      let derivative = node.derivative.map { machine.number($0) }
      #expect((derivative ?? 0) == (drawn.gradient?[0] ?? 0), "\(drawn)")
    }
    for (arrow, drawn) in zip(recording.arrows, graph.edges) {
      #expect(machine.number(arrow.number) == drawn.value)
      #expect(arrow.symbol == drawn.derivative)
    }
    let rows = derivations(of: loss, for: w)
    for (row, derivation) in zip(recording.rows(for: w), rows) {
      #expect(row.pathCount == derivation.pathCount)
      #expect(machine.number(PageNumber(.difference, row.variable)) == derivation.difference)
      for (path, other) in zip(row.paths, derivation.paths) {
        #expect(path.map { machine.number($0.number) } == other.factors.map(\.value))
        #expect(path.map(\.symbol) == other.factors.map(\.symbol))
        #expect(path.map(\.isShared) == other.factors.map(\.isShared))
      }
    }
  }

  @Test func `a loss without operations is one too`() throws {
    let w = Scalar(2, name: "w")
    let recording = KnobRecording(of: w)
    let machine = try #require(Self.machine(recording.bytes))
    #expect(machine.number(recording.loss) == 2)
    #expect(machine.number(PageNumber(.derivative, 0)) == 1)
    #expect(Self.machine(KnobRecording(of: 3).bytes)?.number(PageNumber(.value, 0)) == 3)
  }

  @Test func `damaged bytes are refused, or are another graph, and never a trap`() throws {
    let bytes = KnobRecording(of: Self.loss().loss).bytes
    for count in bytes.indices { #expect(Self.machine(Array(bytes.prefix(count))) == nil) }
    #expect(Self.machine(bytes + [0]) == nil)
    var source = RandomSource(seed: 1)
    var refused = 0
    for _ in 0..<20_000 {
      var damaged = bytes
      for _ in 0..<3 {
        damaged[source.integer(below: bytes.count)] = UInt8(source.integer(below: 256))
      }
      guard let machine = Self.machine(damaged) else {
        refused += 1
        continue
      }
      machine.train(rate: 0.1, steps: 2)
      for kind in 0..<8 {
        for index in [-1, 0, 5, 1 << 20] {
          _ = machine.number(PageNumber(try #require(.init(rawValue: UInt8(kind))), index))
        }
      }
    }
    #expect(refused > 1000)
  }

  @Test func `a graph of more slots than a page can move is refused`() {
    var sum = Scalar(1, name: "w")
    for _ in 0...RecordedGraph.limit { sum = sum + 1 }
    #expect(Self.machine(KnobRecording(of: sum).bytes) == nil)
  }
}

@Suite("What a page's engine is asked for") struct KnobCheckTests {
  static func data() -> (data: [UInt8], program: Int) {
    let (loss, w, x) = RecordedGraphTests.loss()
    let recording = KnobRecording(of: loss)
    var settings = KnobSettings()
    settings.knobs = (w + [x]).compactMap { recording.variable(of: $0)?.variable }
      .map { (variable: $0, range: -2.0...2) }
    settings.numbers =
      [recording.loss] + settings.knobs.map { PageNumber(.derivative, $0.variable) }
    settings.training = (rate: 0.1, rates: 0.01...1, steps: 20)
    let bytes = settings.bytes(of: recording.bytes) ?? []
    return (
      RecordedGraph.word(recording.bytes.count) + recording.bytes + bytes, recording.bytes.count
    )
  }

  private func check(_ data: [UInt8]) -> Int64 {
    data.withUnsafeBytes { KnobCheck.firstDifference($0) }
  }

  @Test func `what the lesson computed is right`() {
    #expect(check(Self.data().data) == KnobCheck.isRight)
  }

  @Test func `another bit in a number is found, and what it is here`() throws {
    var (data, _) = Self.data()
    // The last number of the last setting: a training loss that it does not have is none, so spoil
    // the first of the first setting, behind the counts, the rate, the length and four knobs.
    let numbers = 5 + 21
    let size = 12 + 8 * (4 + numbers)
    let start = data.count - 21 * size + 12 + 8 * 4
    data[start] ^= 1
    #expect(check(data) == 0)
    let answer = data.withUnsafeBytes { KnobCheck.answer($0, at: 0) }
    #expect(answer.bitPattern == RecordedGraphTests.loss().loss.value.bitPattern)
    data[start] ^= 1
    data[start + size] ^= 1
    #expect(check(data) == Int64(numbers))
  }

  @Test func `another graph is found`() {
    var (data, _) = Self.data()
    // The number of the first slot that holds one: behind the length, the mark, the count and a code.
    data[4 + 8 + 1 + 6] ^= 1
    #expect(check(data) >= 0)
  }

  @Test func `damaged bytes are said to be`() {
    let (data, program) = Self.data()
    for count in stride(from: 0, to: data.count, by: 7) {
      #expect(check(Array(data.prefix(count))) == KnobCheck.isDamaged)
    }
    #expect(check(data + [0]) == KnobCheck.isDamaged)
    var source = RandomSource(seed: 2)
    for _ in 0..<300 {
      var damaged = data
      damaged[source.integer(below: program + 60)] = UInt8(source.integer(below: 256))
      _ = check(damaged)
    }
  }
}
