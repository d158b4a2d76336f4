/// What a scalar was computed from, as plain values in the order of computation.
///
/// Tapes and their imports are flattened, and names are merged into the nodes they name.
struct ScalarGraph {
  struct Node {
    var operation: ScalarOperation
    var value: Double
    var left = -1
    var right = -1
    var name: String?
    var leaf: Leaf?
    var leadsToParameter: Bool

    var operands: [Int] { right >= 0 ? [left, right] : left >= 0 ? [left] : [] }
  }

  /// Where a node was recorded.
  struct Place: Hashable {
    var epoch: UInt64
    var slot: Int32
  }

  private(set) var nodes: [Node] = []

  /// The nodes of what was recorded.
  private(set) var recorded: [Place: Int] = [:]
  private var leaves: [ObjectIdentifier: Int] = [:]

  /// The node of the loss.
  private(set) var root = 0

  init(of loss: Scalar) {
    switch loss.form {
    case .constant(let value):
      nodes = [Node(operation: .constant, value: value, leadsToParameter: false)]
    case .leaf(let leaf):
      root = index(of: leaf)
    case .recorded(let tape, let slot):
      flatten(from: tape, slot)
      root = recorded[Place(epoch: tape.epoch, slot: slot)]!
    }
  }

  /// Adds what is reachable, operands before their results.
  private mutating func flatten(from tape: Tape, _ slot: Int32) {
    for (place, tape) in ScalarGraph.reachable(from: tape, slot) { add(tape, place) }
  }

  /// What a recorded scalar was computed from, in the order of epochs and slots, in which operands
  /// come before their results.
  static func reachable(from tape: Tape, _ slot: Int32) -> [(place: Place, tape: Tape)] {
    var found: [(place: Place, tape: Tape)] = []
    var seen: Set<Place> = []
    var waiting = [(tape, slot)]
    while let (tape, slot) = waiting.popLast() {
      let place = Place(epoch: tape.epoch, slot: slot)
      guard seen.insert(place).inserted else { continue }
      found.append((place, tape))
      let node = tape.nodes[Int(slot)]
      switch node.operation {
      case .constant, .leaf: break
      case .imported: waiting.append((tape.importedTape(at: Int(slot)), node.left))
      default:
        waiting.append((tape, node.left))
        if node.operation.isBinary { waiting.append((tape, node.right)) }
      }
    }
    return found.sorted { ($0.place.epoch, $0.place.slot) < ($1.place.epoch, $1.place.slot) }
  }

  private mutating func add(_ tape: Tape, _ place: Place) {
    let slot = Int(place.slot)
    let node = tape.nodes[slot]
    switch node.operation {
    case .leaf:
      recorded[place] = index(of: tape.leaf(at: slot))
    case .imported:
      let origin = Place(epoch: tape.importedTape(at: slot).epoch, slot: node.left)
      recorded[place] = recorded[origin]!
    case .named:
      let operand = recorded[Place(epoch: place.epoch, slot: node.left)]!
      nodes[operand].name = tape.label(at: slot)
      recorded[place] = operand
    default:
      let isConstant = node.operation == .constant
      nodes.append(
        Node(
          operation: node.operation, value: node.value,
          left: isConstant ? -1 : recorded[Place(epoch: place.epoch, slot: node.left)]!,
          right: node.operation.isBinary
            ? recorded[Place(epoch: place.epoch, slot: node.right)]! : -1,
          leadsToParameter: node.leadsToParameter))
      recorded[place] = nodes.count - 1
    }
  }

  private mutating func index(of leaf: Leaf) -> Int {
    if let index = leaves[ObjectIdentifier(leaf)] { return index }
    nodes.append(
      Node(
        operation: leaf.isParameter ? .leaf : .constant, value: leaf.value, name: leaf.name,
        leaf: leaf, leadsToParameter: leaf.isParameter))
    leaves[ObjectIdentifier(leaf)] = nodes.count - 1
    return nodes.count - 1
  }

  /// Where a scalar stands, or nil when the loss was not computed from it.
  func index(of scalar: Scalar) -> Int? {
    switch scalar.form {
    case .constant: nil
    case .recorded(let tape, let slot): recorded[Place(epoch: tape.epoch, slot: slot)]
    case .leaf(let leaf):
      leaves[ObjectIdentifier(leaf)]
        ?? nodes.lastIndex { $0.leaf?.identity == leaf.identity }
    }
  }

  /// The loss when one node is moved to another value, by computing again what depends on it.
  func loss(moving moved: Int, to value: Double) -> Double {
    var values = nodes.map(\.value)
    var depends = [Bool](repeating: false, count: nodes.count)
    values[moved] = value
    depends[moved] = true
    for index in nodes.indices.dropFirst(moved + 1) {
      let node = nodes[index]
      guard node.left >= 0 else { continue }
      let right = node.right >= 0 ? node.right : node.left
      guard depends[node.left] || depends[right] else { continue }
      depends[index] = true
      values[index] = node.operation.value(
        values[node.left], node.right >= 0 ? values[node.right] : 0)
    }
    return values[root]
  }
}
