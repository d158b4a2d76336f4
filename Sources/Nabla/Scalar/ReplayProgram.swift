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

  private(set) var steps: [ReplayStep] = []
  private(set) var variables: [Variable] = []

  /// The numbers of all slots when the loss was recorded; the last is the loss.
  private(set) var start: [Double] = []

  private var places: [ObjectIdentifier: Int] = [:]

  /// The slots of what was recorded.
  private(set) var slots: [ScalarGraph.Place: Int] = [:]

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
    for index in variables.indices { variables[index].slots.reverse() }
  }

  /// The record as a machine that repeats it.
  var machine: ReplayMachine {
    ReplayMachine(
      steps, start: start,
      variables: variables.map { (slots: $0.slots, isParameter: $0.leaf.isParameter) })
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
    var leads: [Bool] = []
    for (place, tape) in ScalarGraph.reachable(from: tape, slot) {
      let node = tape.nodes[Int(place.slot)]
      slots[place] = start.count
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
      let left = slots[.init(epoch: origin, slot: node.left)]!
      let right = isBinary ? slots[.init(epoch: origin, slot: node.right)]! : left
      steps.append(
        ReplayStep(
          operation: node.operation, left: Int32(left), right: Int32(right),
          result: Int32(start.count - 1), leadsLeft: leads[left],
          leadsRight: isBinary && leads[right]))
    }
  }
}
