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

/// The numbers of a replayed loss and the steps that they go through: what ``Replay`` is without the
/// scalars that it was recorded from, so that the page's engine can be made of it as well.
final class ReplayMachine {
  let values: UnsafeMutableBufferPointer<Double>
  let adjoints: UnsafeMutableBufferPointer<Double>

  // The steps, and the first slots of the variables, at hand without being counted.
  private let forward: UnsafeMutableBufferPointer<ReplayStep>
  private let backward: UnsafeMutableBufferPointer<ReplayStep>
  private let slots: UnsafeMutableBufferPointer<Int>
  private let parameters: UnsafeMutableBufferPointer<Int>

  /// All slots of each variable, and whether one has more than one.
  private let allSlots: [[Int]]
  private let hasCopies: Bool

  /// The slot of the loss, which is the last.
  let root: Int

  /// - Parameters:
  ///   - steps: in the order of computation: every operand is a slot before the result.
  ///   - start: the numbers of all slots.
  ///   - variables: the slots of each, at least one, and whether it is a parameter.
  init(
    _ steps: [ReplayStep], start: [Double], variables: [(slots: [Int], isParameter: Bool)]
  ) {
    func copy<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
      let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
      _ = memory.initialize(from: elements)
      return memory
    }
    root = start.count - 1
    values = copy(start)
    adjoints = copy([Double](repeating: 0, count: start.count))
    forward = copy(ReplayMachine.handingOn(steps))
    backward = copy(ReplayMachine.goingBack(steps, slots: start.count))
    allSlots = variables.map { $0.slots }
    slots = copy(allSlots.map { $0[0] })
    parameters = copy(variables.indices.filter { variables[$0].isParameter })
    hasCopies = allSlots.contains { $0.count > 1 }
    // A loss that is a parameter itself takes no step.
    if steps.isEmpty && !parameters.isEmpty { adjoints[0] = 1 }
    run()
  }

  deinit {
    values.deallocate()
    adjoints.deallocate()
    forward.deallocate()
    backward.deallocate()
    slots.deallocate()
    parameters.deallocate()
  }

  /// The number that the next ``run()`` takes for a variable.
  @inline(__always)
  subscript(variable: Int) -> Double {
    get { values[slots[variable]] }
    set {
      values[slots[variable]] = newValue
      if hasCopies { for slot in allSlots[variable] { values[slot] = newValue } }
    }
  }

  /// The derivative of the loss by a variable, in the last ``run()``.
  ///
  /// Starting from 0, as a gradient does: so there is no −0.
  @inline(__always)
  func derivative(_ variable: Int) -> Double {
    if !hasCopies { return 0 + adjoints[slots[variable]] }
    return allSlots[variable].reduce(0.0) { $0 + adjoints[$1] }
  }

  /// Changes every parameter along its derivative: w ← w − rate·dL/dw.
  func descend(rate: Double) {
    for variable in parameters {
      self[variable] = self[variable] - rate * derivative(variable)
    }
  }

  /// Computes the loss and its derivatives from the numbers at hand.
  func run() {
    runForward()
    runBackward()
  }

  /// Computes the loss.
  ///
  /// The result of a step is often an operand of the next, and is then handed on in a register.
  func runForward() {
    // The memory itself: a buffer's bounds need no check here.
    guard let values = values.baseAddress else { return }
    var last = 0.0
    for step in forward {
      let a = step.takesLeft ? last : values[Int(step.left)]
      let b = step.takesRight ? last : values[Int(step.right)]
      last = step.operation.value(a, b)
      values[Int(step.result)] = last
    }
  }

  private func runBackward() {
    guard let values = values.baseAddress, let adjoints = adjoints.baseAddress else { return }
    var last = 1.0
    for step in backward {
      let adjoint = step.takesAdjoint ? last : adjoints[Int(step.result)]
      let (toLeft, toRight) = step.operation.derivatives(
        values[Int(step.left)], values[Int(step.right)], values[Int(step.result)])
      if step.leadsLeft {
        let product = adjoint * toLeft
        let sum = step.isFirstLeft ? product : adjoints[Int(step.left)] + product
        adjoints[Int(step.left)] = sum
        if step.handsLeft { last = sum }
      }
      if step.leadsRight {
        let product = adjoint * toRight
        let sum = step.isFirstRight ? product : adjoints[Int(step.right)] + product
        adjoints[Int(step.right)] = sum
        if step.handsRight { last = sum }
      }
    }
  }

  // MARK: Which numbers go from a step straight to the next

  private static func handingOn(_ steps: [ReplayStep]) -> [ReplayStep] {
    var forward = steps
    for index in forward.indices.dropFirst() {
      let before = forward[index - 1].result
      forward[index].takesLeft = forward[index].left == before
      forward[index].takesRight = forward[index].right == before
    }
    return forward
  }

  private static func goingBack(_ steps: [ReplayStep], slots: Int) -> [ReplayStep] {
    var backward = [ReplayStep](steps.reversed().filter { $0.leadsLeft || $0.leadsRight })
    var arrived = [Bool](repeating: false, count: slots)
    func isFirst(_ slot: Int32) -> Bool {
      if arrived[Int(slot)] { return false }
      arrived[Int(slot)] = true
      return true
    }
    for index in backward.indices {
      let step = backward[index]
      if index == 0 { backward[index].takesAdjoint = true }
      if step.leadsLeft { backward[index].isFirstLeft = isFirst(step.left) }
      if step.leadsRight { backward[index].isFirstRight = isFirst(step.right) }
      guard index + 1 < backward.count else { continue }
      let next = backward[index + 1].result
      let handsRight = step.leadsRight && step.right == next
      let handsLeft = step.leadsLeft && step.left == next && !handsRight
      (backward[index].handsLeft, backward[index].handsRight) = (handsLeft, handsRight)
      backward[index + 1].takesAdjoint = handsLeft || handsRight
    }
    return backward
  }
}
