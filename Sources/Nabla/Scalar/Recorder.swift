/// Decides on which tape a thread records.
///
/// Every thread has one current tape. An operation none of whose operands stands on it begins
/// something new: then a tape without handles is emptied, and one that is well filled is left to
/// its handles. So a training loop uses the same memory in every step.
struct Recorder {
  private var tape = Tape()

  /// A tape with living handles is left when something new begins after this many nodes.
  private static let wellFilled = 64

  private static let local = ThreadLocal("Recorder") { state in
    let state: UnsafeMutableRawPointer? = state
    guard let recorder = state?.assumingMemoryBound(to: Recorder.self) else { return }
    recorder.deinitialize(count: 1)
    recorder.deallocate()
  }

  /// The recorder of this thread.
  @inline(__always)
  private static var current: UnsafeMutablePointer<Recorder> {
    if let state = local.pointer { return state.assumingMemoryBound(to: Recorder.self) }
    return begin()
  }

  @inline(never)
  private static func begin() -> UnsafeMutablePointer<Recorder> {
    let recorder = UnsafeMutablePointer<Recorder>.allocate(capacity: 1)
    recorder.initialize(to: Recorder())
    local.pointer = UnsafeMutableRawPointer(recorder)
    return recorder
  }

  /// The tape to record on, with space for an operation and both its operands.
  @inline(__always)
  private mutating func tape(for left: Scalar, _ right: Scalar) -> Tape {
    let continues = left.owner === tape || right.owner === tape
    let newest = max(epochElsewhere(left), epochElsewhere(right))
    if !continues && isKnownUniquelyReferenced(&tape) {
      if tape.count > 0 { tape.empty() }
    } else if tape.count > (continues ? Tape.capacity - 4 : Recorder.wellFilled) {
      tape = Tape()
    }
    if newest > tape.epoch { tape = Tape() }
    return tape
  }

  /// The epoch of an operand on another tape; 0 for others.
  @inline(__always)
  private func epochElsewhere(_ operand: Scalar) -> UInt64 {
    guard let owner = operand.owner, operand.payload != Scalar.leafMark, owner !== tape else {
      return 0
    }
    return unsafeDowncast(owner, to: Tape.self).epoch
  }

  /// Records an operation of one operand.
  @inline(__always)
  static func record(_ operation: ScalarOperation, _ operand: Scalar) -> Scalar {
    if operand.owner == nil {
      return Scalar(operation.value(Double(bitPattern: operand.payload), 0))
    }
    let tape = current.pointee.tape(for: operand, operand)
    let slot = tape.slot(of: operand)
    let node = tape.nodes[Int(slot)]
    return Scalar(
      tape,
      tape.append(
        TapeNode(
          value: operation.value(node.value, 0), left: slot, operation: operation,
          leadsToParameter: node.leadsToParameter)))
  }

  /// Records an operation of two operands.
  @inline(__always)
  static func record(_ operation: ScalarOperation, _ left: Scalar, _ right: Scalar) -> Scalar {
    if left.owner == nil && right.owner == nil {
      return Scalar(
        operation.value(Double(bitPattern: left.payload), Double(bitPattern: right.payload)))
    }
    let tape = current.pointee.tape(for: left, right)
    let leftSlot = tape.slot(of: left)
    let rightSlot = tape.slot(of: right)
    let a = tape.nodes[Int(leftSlot)]
    let b = tape.nodes[Int(rightSlot)]
    return Scalar(
      tape,
      tape.append(
        TapeNode(
          value: operation.value(a.value, b.value), left: leftSlot, right: rightSlot,
          operation: operation, leadsToParameter: a.leadsToParameter || b.leadsToParameter)))
  }

  /// Records that a result has a name.
  static func name(_ scalar: Scalar, _ name: String) -> Scalar {
    let tape = current.pointee.tape(for: scalar, scalar)
    return Scalar(tape, tape.appendName(name, of: tape.slot(of: scalar)))
  }
}
