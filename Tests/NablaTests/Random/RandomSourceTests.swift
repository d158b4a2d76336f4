import Nabla
import Testing

struct RandomSourceTests {
  /// Reference: the authors' C programs xoshiro256starstar.c and splitmix64.c, run with seed 1.
  @Test func firstNumbers() {
    var source = RandomSource(seed: 1)
    let expected: [UInt64] = [
      12_966_619_160_104_079_557, 9_600_361_134_598_540_522, 10_590_380_919_521_690_900
    ]
    #expect((0..<3).map { _ in source.next() } == expected)
  }

  @Test func rangesAndMoments() {
    var source = RandomSource(seed: 42)
    let uniform = (0..<100_000).map { _ in source.uniform(in: -2..<3) }
    #expect(uniform.allSatisfy { $0 >= -2 && $0 < 3 })
    #expect(abs(uniform.reduce(0, +) / 100_000 - 0.5) < 0.02)
    let normal = (0..<100_000).map { _ in source.normal(mean: 1, deviation: 2) }
    let mean = normal.reduce(0, +) / 100_000
    #expect(abs(mean - 1) < 0.03)
    #expect(abs(normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 100_000 - 4) < 0.1)
    let counts = (0..<60_000).reduce(into: [0, 0, 0, 0, 0, 0]) { counts, _ in
      counts[source.integer(below: 6)] += 1
    }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    #expect(source.permutation(of: 100).sorted() == Array(0..<100))
  }

  @Test func initializers() {
    var source = RandomSource(seed: 3)
    let glorot = Initializer.glorot.parameter(
      [100, 50], name: "w", inputs: 100, outputs: 50, using: &source)
    #expect(glorot.values.allSatisfy { abs($0) < 0.2 })
    let he = Initializer.he.parameter(
      [200, 50], name: "w", inputs: 200, outputs: 50, using: &source)
    let variance = he.values.reduce(0) { $0 + $1 * $1 } / 10_000
    #expect(abs(variance - 0.01) < 0.001)
    #expect(
      Initializer.constant(2).parameter([2], name: "b", inputs: 1, outputs: 1, using: &source)
        .values
        == [2, 2])
  }

  @Test func edges() {
    var source = RandomSource(seed: 3)
    #expect(source.permutation(of: 0).isEmpty)
    #expect(source.permutation(of: 1) == [0])
    #expect(source.integer(below: 1) == 0)
    #expect(source.normal(mean: 4, deviation: 0) == 4)
    // The next number but one of a range: the lower bound is all that there is.
    #expect(source.uniform(in: 1..<1.0.nextUp) == 1)
    #expect(source.uniform(in: -1e307..<1e307).isFinite)
    #expect(
      Initializer.zeros.parameter([0, 2], name: "w", inputs: 0, outputs: 0, using: &source).shape
        == [0, 2])
  }

  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func refusals() async {
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 3)
      _ = source.uniform(in: 1..<1)
    }
    #expect(
      message(empty).contains("RandomSource: the range must not be empty, received 1.0..<1.0"))
    let deviation = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var source = RandomSource(seed: 3)
      _ = source.normal(deviation: .nan)
    }
    #expect(
      message(deviation).contains("the deviation must be finite and not negative, received nan"))
    await #expect(processExitsWith: .failure) {
      var source = RandomSource(seed: 3)
      _ = source.normal(mean: .infinity)
    }
    await #expect(processExitsWith: .failure) {
      var source = RandomSource(seed: 3)
      _ = source.integer(below: 0)
    }
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var source = RandomSource(seed: 3)
      _ = source.permutation(of: -1)
    }
    #expect(message(count).contains("the count must not be negative, received -1"))
  }
}
