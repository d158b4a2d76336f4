import Synchronization

/// One operation on a tape: its value and the slots of its operands.
struct TapeNode {
  var value: Double

  /// The slot of the first operand; for `.imported`, the slot on the other tape.
  var left: Int32 = -1

  /// The slot of the second operand; for `.leaf`, `.imported` and `.named`, where the attachment is.
  var right: Int32 = -1

  var operation: ScalarOperation
  var leadsToParameter: Bool
}

/// A stretch of recorded operations, in the order in which they were computed.
///
/// Nodes are written once, before a handle to them exists, at addresses that don't change; so a
/// handle may be read on any thread. Only the thread whose recorder holds the tape appends to it.
/// A tape is emptied and used again when no handle to it is left. A node of another tape takes
/// part as an import, and only tapes of smaller epochs are imported, so that tapes make no cycles.
final class Tape: Owner, @unchecked Sendable {
  /// How many nodes a tape holds.
  static let capacity = 256

  let nodes = UnsafeMutablePointer<TapeNode>.allocate(capacity: capacity)
  private let attachments = UnsafeMutablePointer<AnyObject>.allocate(capacity: capacity)
  private(set) var count = 0
  private var attachmentCount = 0
  private(set) var imports = 0

  /// Larger than that of any tape begun before, and changed when the tape is emptied.
  private(set) var epoch: UInt64

  private static let epochs = Atomic<UInt64>(0)

  override init() {
    epoch = Tape.epochs.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// Forgets all nodes. Only for a tape to which no handle is left.
  func empty() {
    releaseImports()
    attachments.deinitialize(count: attachmentCount)
    attachmentCount = 0
    count = 0
    epoch = Tape.epochs.wrappingAdd(1, ordering: .relaxed).newValue
  }

  @inline(__always)
  func append(_ node: TapeNode) -> Int32 {
    (nodes + count).initialize(to: node)
    count += 1
    return Int32(truncatingIfNeeded: count - 1)
  }

  private func attach(_ object: AnyObject) -> Int32 {
    (attachments + attachmentCount).initialize(to: object)
    attachmentCount += 1
    return Int32(truncatingIfNeeded: attachmentCount - 1)
  }

  /// The slot of an operand, which is brought onto this tape when it isn't there yet.
  @inline(__always)
  func slot(of scalar: Scalar) -> Int32 {
    guard let owner = scalar.owner else {
      return append(
        TapeNode(
          value: Double(bitPattern: scalar.payload), operation: .constant, leadsToParameter: false))
    }
    if owner === self { return Int32(truncatingIfNeeded: scalar.payload) }
    guard scalar.payload == Scalar.leafMark else {
      return importSlot(of: unsafeDowncast(owner, to: Tape.self), scalar.payload)
    }
    let leaf = unsafeDowncast(owner, to: Leaf.self)
    if let slot = cachedSlot(of: leaf) { return slot }
    let slot = append(
      TapeNode(
        value: leaf.value, right: attach(leaf), operation: .leaf,
        leadsToParameter: leaf.isParameter))
    leaf.slot.store(epoch << 8 | UInt64(slot), ordering: .relaxed)
    return slot
  }

  @inline(never)
  private func importSlot(of tape: Tape, _ payload: UInt64) -> Int32 {
    let index = Int32(truncatingIfNeeded: payload)
    let foreign = tape.nodes[Int(index)]
    imports += 1
    return append(
      TapeNode(
        value: foreign.value, left: index, right: attach(tape), operation: .imported,
        leadsToParameter: foreign.leadsToParameter))
  }

  /// Where the leaf stands on this tape, if this is the tape that used it last.
  @inline(__always)
  func cachedSlot(of leaf: Leaf) -> Int32? {
    let packed = leaf.slot.load(ordering: .relaxed)
    return packed >> 8 == epoch ? Int32(packed & 255) : nil
  }

  func appendName(_ name: String, of slot: Int32) -> Int32 {
    let operand = nodes[Int(slot)]
    return append(
      TapeNode(
        value: operand.value, left: slot, right: attach(Label(name)), operation: .named,
        leadsToParameter: operand.leadsToParameter))
  }

  func leaf(at index: Int) -> Leaf {
    unsafeDowncast(attachments[Int(nodes[index].right)], to: Leaf.self)
  }

  func importedTape(at index: Int) -> Tape {
    unsafeDowncast(attachments[Int(nodes[index].right)], to: Tape.self)
  }

  func label(at index: Int) -> String {
    unsafeDowncast(attachments[Int(nodes[index].right)], to: Label.self).name
  }

  func name(at index: Int) -> String? {
    switch nodes[index].operation {
    case .named: label(at: index)
    case .leaf: leaf(at: index).name
    default: nil
    }
  }

  /// Moves the imported tapes out, and leaves an empty tape.
  private func takeImports() -> [Tape] {
    guard imports > 0 else { return [] }
    var tapes: [Tape] = []
    tapes.reserveCapacity(imports)
    for index in 0..<count where nodes[index].operation == .imported {
      tapes.append(importedTape(at: index))
    }
    attachments.deinitialize(count: attachmentCount)
    attachmentCount = 0
    imports = 0
    count = 0
    return tapes
  }

  /// Lets go of imported tapes one after the other, since a long chain of tapes that release each
  /// other would overflow the stack.
  private func releaseImports() {
    guard imports > 0 else { return }
    var waiting = takeImports()
    while var tape = waiting.popLast() {
      if isKnownUniquelyReferenced(&tape) { waiting.append(contentsOf: tape.takeImports()) }
    }
  }

  deinit {
    releaseImports()
    attachments.deinitialize(count: attachmentCount)
    attachments.deallocate()
    nodes.deallocate()
  }
}
