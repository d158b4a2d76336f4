/// What a lesson's program computed of a graph at some settings of its knobs, beside the graph: a page's
/// engine is asked for the same numbers when the page is made.
///
/// The bytes are, little-endian: how long the graph is, and the graph; how many knobs there are, and
/// the variable of each; how many numbers are compared, and the kind and index of each; how many
/// settings there are, and for each the rate and length of a training, the knobs' numbers, and the
/// numbers that were computed.
package enum KnobCheck {
  /// Everything is as it should be.
  package static let isRight: Int64 = -1
  /// The bytes are damaged.
  package static let isDamaged: Int64 = -2

  private static let mostKnobs = 100
  private static let mostNumbers = 10_000
  private static let mostSettings = 1001

  /// The place of the first number that is another than the lesson's; ``isRight`` where there is none.
  ///
  /// All not-a-numbers are one. Numbers are counted on from setting to setting.
  package static func firstDifference(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    var found = isRight
    let isWhole = compare(bytes) { place, isEqual, _ in
      if !isEqual, found == isRight { found = place }
    }
    return isWhole ? found : isDamaged
  }

  /// The number at a place, as it is computed here; NaN where there is none.
  package static func answer(_ bytes: UnsafeRawBufferPointer, at wanted: Int64) -> Double {
    var answer = Double.nan
    _ = compare(bytes) { place, _, number in
      if place == wanted { answer = number }
    }
    return answer
  }

  /// Computes all numbers, in their order; whether the bytes could be read to their end.
  private static func compare(
    _ bytes: UnsafeRawBufferPointer,
    _ see: (_ place: Int64, _ isEqual: Bool, _ number: Double) -> Void
  ) -> Bool {
    var reader = ByteReader(bytes)
    guard let length = reader.count(upTo: bytes.count), let graph = reader.bytes(length),
      let machine = KnobMachine(graph), let knobCount = reader.count(upTo: mostKnobs)
    else { return false }
    var knobs: [Int] = []
    for _ in 0..<knobCount {
      guard let variable = reader.count(upTo: RecordedGraph.limit) else { return false }
      knobs.append(variable)
    }
    guard let count = reader.count(upTo: mostNumbers) else { return false }
    var numbers: [PageNumber] = []
    for _ in 0..<count {
      guard let code = reader.byte(), let kind = PageNumber.Kind(rawValue: code),
        let index = reader.count(upTo: RecordedGraph.limit)
      else { return false }
      numbers.append(PageNumber(kind, index))
    }
    guard let settings = reader.count(upTo: mostSettings) else { return false }
    var place: Int64 = 0
    for _ in 0..<settings {
      guard let rate = reader.number(),
        let steps = reader.count(upTo: KnobMachine.longestTraining)
      else { return false }
      for variable in knobs {
        guard let number = reader.number() else { return false }
        machine.set(variable, to: number)
      }
      machine.run()
      machine.train(rate: rate, steps: steps)
      for number in numbers {
        guard let recorded = reader.number() else { return false }
        let computed = machine.number(number)
        let isEqual =
          computed.bitPattern == recorded.bitPattern || (computed.isNaN && recorded.isNaN)
        see(place, isEqual, computed)
        place += 1
      }
    }
    return reader.rest == 0
  }
}
