import Synchronization

/// What an operation on tensors left behind: its result, its operands, and the way back.
///
/// A node is not changed after it was made, until nobody holds it. It holds its operands, so the graph lives as long as
/// a tensor at its end does.
final class Node: @unchecked Sendable {
  /// The backward half of an operation: hands the adjoint of the node to its operands.
  typealias Backward = @Sendable (_ node: Node, _ adjoint: Buffer, _ pass: BackwardPass) -> Void

  /// Grows from operands to results, so that its falling order is an order for going backwards.
  let serial: UInt64

  /// What computed it.
  unowned(unsafe) let kind: Operation

  let shape: [Int]
  fileprivate(set) var buffer: Buffer

  /// The elements, in the buffer: at hand without touching its reference count.
  let values: UnsafePointer<Double>
  let count: Int

  private(set) var operands: Operands
  let leadsToParameter: Bool

  /// Whether it was computed from the results of ``Tensor/gradients()``.
  let usesDerivatives: Bool

  let backward: Backward?
  let name: String?

  /// For operations with windows, how many terms they sum: see ``Window``.
  let window: Window?

  /// The name of what computed it.
  var operation: String { kind.name }

  /// The layer that was at work.
  private let frame: Scope.Frame?

  /// Its name.
  var scope: String? { frame?.name }

  /// The same for all values that one parameter takes in its life; 0 for other nodes.
  let identity: UInt64

  private static let serials = Atomic<UInt64>(0)

  init(
    operation: Operation, shape: [Int], buffer: Buffer, inputs: Operands, leadsToParameter: Bool,
    backward: Backward?, name: String? = nil, identity: UInt64 = 0, window: Window? = nil,
    usesDerivatives: Bool = false
  ) {
    serial = Node.serials.wrappingAdd(1, ordering: .relaxed).newValue
    kind = operation
    self.shape = shape
    self.buffer = buffer
    values = buffer.read
    count = buffer.count
    operands = inputs
    self.leadsToParameter = leadsToParameter
    self.usesDerivatives = usesDerivatives
    self.backward = backward
    self.name = name
    self.window = window
    self.identity = identity
    frame = Scope.current
  }

  /// The next in a list of nodes that are being released.
  var waiting: Node?

  var inputs: Inputs {
    @inline(__always)
    get { Inputs(node: self) }
  }

  var isParameter: Bool { identity != 0 }

  /// Lets go of operands one after the other: a deep graph whose nodes release each other would
  /// overflow the stack.
  deinit {
    var list: Node?
    operands.release(into: &list)
    while let node = list {
      list = node.waiting
      node.waiting = nil
      node.operands.release(into: &list)
    }
  }
}

/// What can't be told from shapes about an operation with windows that move over images.
struct Window: Sendable {
  /// How many pixels all windows look at, not counting padding, each as often as it is looked at.
  let looks: Int

  /// How many pixels are looked at at least once.
  let pixels: Int

  /// The same along one dimension, for so many windows.
  static func along(
    _ length: Int, _ size: Int, _ stride: Int, _ padding: Int, _ windows: Int
  ) -> (looks: Int, pixels: Int) {
    var looks = 0
    var seen = 0
    var pixels = 0
    for window in 0..<windows {
      let first = max(0, window * stride - padding)
      let end = min(length, window * stride - padding + size)
      looks += max(0, end - first)
      pixels += max(0, end - max(first, seen))
      seen = max(seen, end)
    }
    return (looks, pixels)
  }
}

extension Tensor {
  /// Gives a parameter other elements, in place where nobody else holds the old ones.
  ///
  /// - Parameter change: computes the new elements from the old; both may be the same memory.
  @inline(__always)
  mutating func move(
    _ change: (_ old: UnsafePointer<Double>, _ new: UnsafeMutablePointer<Double>) -> Void
  ) {
    if isKnownUniquelyReferenced(&node), isKnownUniquelyReferenced(&node.buffer) {
      change(node.buffer.read, node.buffer.pointer)
    } else {
      let moved = Buffer(count: count)
      change(node.values, moved.pointer)
      self = Tensor(moving: self, to: moved)
    }
  }
}
