/// An operation of a replayed loss, and how numbers come to it and go on.
struct ReplayStep {
  var operation: ScalarOperation
  var left: Int32
  var right: Int32
  var result: Int32

  // Forward: whether an operand is the result of the step before.
  var takesLeft = false
  var takesRight = false

  // Backward: whether an adjoint is wanted, is the first to arrive, and is that of the next step.
  var leadsLeft: Bool
  var leadsRight: Bool
  var isFirstLeft = false
  var isFirstRight = false
  var handsLeft = false
  var handsRight = false
  var takesAdjoint = false
}

/// The record of a loss as steps over numbered slots.
///
/// A slot stands for a slot of a tape, so that adjoints are added up in the order in which
/// ``Scalar/gradient()`` adds them.
struct ReplayProgram {
  /// A parameter or a named constant, and its slots: one for each tape, the newest tape's first.
  struct Variable {
    let leaf: Leaf
    var slots: [Int]
  }

  private(set) var forward: [ReplayStep] = []
  private(set) var backward: [ReplayStep] = []
  private(set) var variables: [Variable] = []

  /// The numbers of all slots when the loss was recorded.
  private(set) var start: [Double] = []

  /// The slot of the loss.
  private(set) var root = 0

  private var places: [ObjectIdentifier: Int] = [:]

  init(of loss: Scalar) {
    switch loss.unnamed.form {
    case .constant(let value):
      start = [value]
    case .leaf(let leaf):
      start = [leaf.value]
      add(leaf, at: 0)
    case .recorded(let tape, let slot):
      flatten(tape, slot)
    }
    root = start.count - 1
    for index in variables.indices { variables[index].slots.reverse() }
    connect()
  }

  /// The number of a parameter or named constant among the variables.
  func variable(of leaf: Leaf) -> Int? {
    places[ObjectIdentifier(leaf)]
      ?? variables.lastIndex { $0.leaf.identity == leaf.identity }
  }

  /// What the loss was computed from, for messages.
  var names: String {
    variables.isEmpty
      ? "constants only"
      : variables.map { $0.leaf.name ?? "a parameter" }.joined(separator: ", ")
  }

  private mutating func add(_ leaf: Leaf, at slot: Int) {
    if let variable = places[ObjectIdentifier(leaf)] {
      variables[variable].slots.append(slot)
    } else {
      places[ObjectIdentifier(leaf)] = variables.count
      variables.append(Variable(leaf: leaf, slots: [slot]))
    }
  }

  /// Numbers what is reachable, operands first.
  private mutating func flatten(_ tape: Tape, _ slot: Int32) {
    var numbers: [ScalarGraph.Place: Int] = [:]
    var leads: [Bool] = []
    for (place, tape) in ScalarGraph.reachable(from: tape, slot) {
      let node = tape.nodes[Int(place.slot)]
      numbers[place] = start.count
      start.append(node.value)
      leads.append(node.leadsToParameter)
      var origin = place.epoch
      switch node.operation {
      case .constant: continue
      case .leaf:
        add(tape.leaf(at: Int(place.slot)), at: start.count - 1)
        continue
      case .imported: origin = tape.importedTape(at: Int(place.slot)).epoch
      default: break
      }
      let isBinary = node.operation.isBinary
      let left = numbers[.init(epoch: origin, slot: node.left)]!
      let right = isBinary ? numbers[.init(epoch: origin, slot: node.right)]! : left
      forward.append(
        ReplayStep(
          operation: node.operation, left: Int32(left), right: Int32(right),
          result: Int32(start.count - 1), leadsLeft: leads[left],
          leadsRight: isBinary && leads[right]))
    }
  }

  /// Finds out which numbers go from a step straight to the next.
  private mutating func connect() {
    for index in forward.indices.dropFirst() {
      let before = forward[index - 1].result
      forward[index].takesLeft = forward[index].left == before
      forward[index].takesRight = forward[index].right == before
    }
    backward = forward.reversed().filter { $0.leadsLeft || $0.leadsRight }
    var arrived: Set<Int32> = []
    for index in backward.indices {
      let step = backward[index]
      if index == 0 { backward[index].takesAdjoint = true }
      if step.leadsLeft { backward[index].isFirstLeft = arrived.insert(step.left).inserted }
      if step.leadsRight { backward[index].isFirstRight = arrived.insert(step.right).inserted }
      guard index + 1 < backward.count else { continue }
      let next = backward[index + 1].result
      let handsRight = step.leadsRight && step.right == next
      let handsLeft = step.leadsLeft && step.left == next && !handsRight
      (backward[index].handsLeft, backward[index].handsRight) = (handsLeft, handsRight)
      backward[index + 1].takesAdjoint = handsLeft || handsRight
    }
  }
}
