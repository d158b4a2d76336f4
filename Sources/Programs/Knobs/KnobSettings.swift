import Foundation
import Wire

/// The settings at which a lesson's program computed what its page will, read for messages: the engine
/// has `Nabla/Knobs/KnobCheck.swift` for the same bytes.
struct KnobSettings {
  private let bytes: [UInt8]
  private var variables: [Int] = []
  private var numbers: [(kind: UInt8, index: Int)] = []
  /// Where the first setting begins, and how long one is.
  private let start: Int
  private let size: Int

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    var position = 0
    func word() -> Int? {
      guard position + 4 <= bytes.count else { return nil }
      position += 4
      return bytes[position - 4..<position].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard let knobCount = word(), knobCount <= bytes.count else { return nil }
    for _ in 0..<knobCount {
      guard let variable = word() else { return nil }
      variables.append(variable)
    }
    guard let count = word(), count > 0, count <= bytes.count else { return nil }
    for _ in 0..<count {
      guard position < bytes.count else { return nil }
      position += 1
      let kind = bytes[position - 1]
      guard let index = word() else { return nil }
      numbers.append((kind, index))
    }
    guard word() != nil else { return nil }
    start = position
    size = 12 + 8 * (knobCount + count)
  }

  private func number(_ position: Int) -> Double? {
    guard position >= 0, position + 8 <= bytes.count else { return nil }
    return Double(
      bitPattern: bytes[position..<position + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// What the lesson computed at a place, what it is, and where the knobs stand.
  func told(at place: Int, in knobs: Knobs) -> (what: String, value: Double)? {
    let (setting, number) = place.quotientAndRemainder(dividingBy: numbers.count)
    let base = start + setting * size
    guard place >= 0, let value = self.number(base + 12 + 8 * (variables.count + number)) else {
      return nil
    }
    let places = variables.enumerated().compactMap { index, variable -> String? in
      guard let value = self.number(base + 12 + 8 * index) else { return nil }
      let name = knobs.knobs.first { $0.variable == variable }?.name
      return "\(name ?? "variable \(variable)") = \(value)"
    }
    let names = Dictionary(
      knobs.knobs.compactMap { knob in knob.variable.map { ($0, knob.name) } }
    ) { first, _ in first }
    let (kind, index) = numbers[number]
    let what =
      switch kind {
      case 4: "the derivative by \(names[index] ?? "variable \(index)")"
      case 5: "the central difference by \(names[index] ?? "variable \(index)")"
      case 6: "the loss after \(index) steps of training"
      case 0 where index == knobs.value.index: knobs.of
      default: "number \(kind):\(index) of the graph"
      }
    return (places.isEmpty ? what : what + " at " + places.joined(separator: ", "), value)
  }
}
