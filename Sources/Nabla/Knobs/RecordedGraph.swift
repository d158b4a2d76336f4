/// A recorded loss as it is written into a page, with every number to the bit.
///
/// The bytes are, little-endian: the mark `∇1`, how many slots there are, and for each the code of its
/// operation, then the number of a constant or parameter, or the slots of its operands. Then how many
/// variables there are, and for each whether it is a parameter, how many slots it has, and these.
package struct RecordedGraph {
  /// The most slots of a graph in a page: its values with their names and copies.
  package static let limit = 2000

  /// `∇1`.
  private static let mark: [UInt8] = [0xE2, 0x88, 0x87, 0x31]

  private(set) var steps: [ReplayStep] = []
  private(set) var start: [Double] = []
  private(set) var variables: [(slots: [Int], isParameter: Bool)] = []

  /// What the bytes say; `nil` where they are damaged: then some slot, operand or variable is not
  /// what it could be.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = ByteReader(bytes)
    for byte in Self.mark where reader.byte() != byte { return nil }
    guard let count = reader.count(upTo: Self.limit), count > 0 else { return nil }
    var codes: [ScalarOperation] = []
    for _ in 0..<count {
      guard let code = reader.byte(), let operation = ScalarOperation(rawValue: code),
        read(operation, from: &reader)
      else { return nil }
      codes.append(operation)
    }
    guard let variableCount = reader.count(upTo: count) else { return nil }
    var owned = [Bool](repeating: false, count: count)
    var leads = owned
    for _ in 0..<variableCount {
      guard let kind = reader.byte(), kind <= 1, let slotCount = reader.count(upTo: count),
        slotCount > 0
      else { return nil }
      var slots: [Int] = []
      for _ in 0..<slotCount {
        guard let slot = reader.count(upTo: count - 1), codes[slot] == .leaf, !owned[slot] else {
          return nil
        }
        owned[slot] = true
        leads[slot] = kind == 1
        slots.append(slot)
      }
      variables.append((slots: slots, isParameter: kind == 1))
    }
    guard reader.rest == 0 else { return nil }
    for index in steps.indices {
      let step = steps[index]
      let isBinary = step.operation.isBinary
      steps[index].leadsLeft = leads[Int(step.left)]
      steps[index].leadsRight = isBinary && leads[Int(step.right)]
      leads[Int(step.result)] = steps[index].leadsLeft || steps[index].leadsRight
    }
  }

  /// Takes the next slot; its operands must be slots before it.
  private mutating func read(_ operation: ScalarOperation, from reader: inout ByteReader) -> Bool {
    switch operation {
    case .constant, .leaf:
      guard let number = reader.number() else { return false }
      start.append(number)
    default:
      guard let left = reader.count(upTo: start.count - 1), !start.isEmpty,
        let right = operation.isBinary ? reader.count(upTo: start.count - 1) : left
      else { return false }
      steps.append(
        ReplayStep(
          operation: operation, left: Int32(truncatingIfNeeded: left),
          right: Int32(truncatingIfNeeded: right), result: Int32(truncatingIfNeeded: start.count),
          leadsLeft: false, leadsRight: false))
      start.append(0)
    }
    return true
  }

  /// The graph as a machine that computes it.
  var machine: ReplayMachine { ReplayMachine(steps, start: start, variables: variables) }
}

extension RecordedGraph {
  /// The mark and the count, with which the bytes of a graph begin.
  static func opening(slots: Int) -> [UInt8] { mark + word(slots) }

  static func word(_ number: Int) -> [UInt8] {
    let bits = UInt32(truncatingIfNeeded: number)
    return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: bits >> $0) }
  }

  static func number(_ number: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) }
  }
}
