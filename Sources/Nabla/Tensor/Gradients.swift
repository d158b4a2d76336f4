/// The derivatives of a loss by every parameter that it was computed from.
///
/// They don't keep the graph of the loss alive.
public struct Gradients: Sendable {
  private struct Entry {
    let identity: UInt64
    let shape: [Int]
    var buffer: Buffer

    /// The parameter's nodes that the loss was computed from: mostly one. Where the parameter was
    /// changed between its uses, each of its values has an entry, and this is what tells them apart.
    let serial: UInt64
    var otherSerials: [UInt64] = []

    func isOf(_ node: UInt64) -> Bool { serial == node || otherSerials.contains(node) }
  }

  /// One for each value of each parameter, by growing identity.
  private var entries: [Entry] = []

  init() {}

  /// The adjoints that a backward pass came to. Those of equal values of one parameter are added.
  init(_ results: [(node: Node, adjoint: Buffer)]) {
    entries.reserveCapacity(results.count)
    for (node, adjoint) in results {
      var place = place(of: node.identity)
      while isEntry(place, of: node.identity),
        !node.hasValues(of: results.first { $0.node.serial == entries[place].serial }!.node)
      {
        place += 1
      }
      if isEntry(place, of: node.identity) {
        entries[place].buffer = sum(entries[place].buffer, adjoint)
        entries[place].otherSerials.append(node.serial)
      } else {
        entries.insert(
          Entry(
            identity: node.identity, shape: node.shape, buffer: adjoint, serial: node.serial),
          at: place)
      }
    }
  }

  private func isEntry(_ place: Int, of identity: UInt64) -> Bool {
    place < entries.count && entries[place].identity == identity
  }

  /// The first place whose identity is not less.
  private func place(of identity: UInt64) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].identity < identity { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The derivative by a parameter, in its shape. It is zeros when the loss doesn't depend on it.
  ///
  /// A parameter that was updated since is still found. Where the loss was computed from several
  /// values of one parameter, as from a network and a copy of it that was not updated, each has its
  /// own derivative, and a tensor that has none of these values is a precondition failure. So is one
  /// that is not a parameter.
  ///
  /// What comes out is a constant: there are no second derivatives of tensors, and ``Tensor/gradients()``
  /// of a loss that was computed from it is a precondition failure. ``Scalar/derivative(by:)`` has
  /// derivatives of every order.
  public subscript(parameter: Tensor) -> Tensor {
    require(
      parameter.isParameter,
      "Gradients: derivatives are kept by parameters, but this tensor of shape "
        + "\(parameter.shape) is a \(parameter.node.operation)")
    guard let buffer = buffer(for: parameter) else {
      return Tensor(repeating: 0, shape: parameter.shape)
    }
    return Tensor(derivative: buffer, parameter.shape)
  }

  /// Whether the loss depends on the parameter.
  public func reach(_ parameter: Tensor) -> Bool {
    buffer(for: parameter) != nil
  }

  var allBuffers: [Buffer] { entries.map { $0.buffer } }

  func buffer(for parameter: Tensor) -> Buffer? {
    entry(for: parameter).map { entries[$0].buffer }
  }

  /// The place of a parameter's derivative.
  func entry(for parameter: Tensor) -> Int? {
    let identity = parameter.node.identity
    let first = place(of: identity)
    guard isEntry(first, of: identity) else { return nil }
    if !isEntry(first + 1, of: identity) { return first }
    let serial = parameter.node.serial
    var found = first
    while isEntry(found, of: identity), !entries[found].isOf(serial) { found += 1 }
    require(
      isEntry(found, of: identity),
      "Gradients: the loss was computed from several values of the parameter "
        + "'\(parameter.name ?? "")' of shape \(parameter.shape), as of a network and its copy, and "
        + "this tensor has been changed since; ask for its derivative before it is changed, or let "
        + "the copy's output enter the loss detached()")
    return found
  }

  /// The derivatives at places of ``entry(for:)``.
  func buffers(at places: some Sequence<Int>) -> [Buffer] { places.map { entries[$0].buffer } }

  /// The derivatives with others in their place.
  func mapped(_ change: (Buffer) -> Buffer) -> Gradients {
    var changed = self
    for index in entries.indices { changed.entries[index].buffer = change(entries[index].buffer) }
    return changed
  }

  /// The sums of the derivatives of two losses, by the parameters of either.
  public static func + (lhs: Gradients, rhs: Gradients) -> Gradients {
    var total = lhs
    for entry in rhs.entries {
      let first = total.place(of: entry.identity)
      var place = first
      while total.isEntry(place, of: entry.identity), !total.entries[place].isOf(entry.serial) {
        place += 1
      }
      // A parameter that was changed between the losses is still one.
      if place == first + 1, !total.isEntry(place, of: entry.identity) { place = first }
      if total.isEntry(place, of: entry.identity) {
        total.entries[place].buffer = sum(total.entries[place].buffer, entry.buffer)
        if !total.entries[place].isOf(entry.serial) {
          total.entries[place].otherSerials.append(entry.serial)
        }
      } else {
        total.entries.insert(entry, at: place)
      }
    }
    return total
  }

  /// All derivatives times a number.
  public static func * (lhs: Double, rhs: Gradients) -> Gradients {
    rhs.mapped { buffer in
      let factor = Buffer(repeating: lhs, count: 1)
      let scaled = Buffer(count: buffer.count)
      Fast.pair(.multiply, scaled.count, buffer.read, 1, factor.read, 0, scaled.pointer)
      return scaled
    }
  }
}

private func sum(_ a: Buffer, _ b: Buffer) -> Buffer {
  let sum = Buffer(count: a.count)
  Fast.pair(.add, sum.count, a.read, 1, b.read, 1, sum.pointer)
  return sum
}

extension Node {
  /// Whether both have the same elements, bit for bit.
  fileprivate func hasValues(of other: Node) -> Bool {
    if self === other || buffer === other.buffer { return true }
    return count == other.count
      && (0..<count).allSatisfy { values[$0].bitPattern == other.values[$0].bitPattern }
  }
}

extension Tensor {
  /// Differentiates this tensor, a loss with one element, by all parameters (reverse mode).
  ///
  /// It may be called any number of times, with the same result. Depth is limited by memory only.
  /// There are no second derivatives of tensors: a loss that was computed from the results of
  /// `gradients()` is a precondition failure, unless they were ``detached()``.
  public func gradients() -> Gradients {
    require(
      count == 1,
      "Tensor.gradients: a loss has one element, but the shape is \(shape); sum() or mean() it")
    require(
      !node.usesDerivatives,
      "Tensor.gradients: the loss was computed from derivatives, which tensors record no way back "
        + "through: second derivatives are not available; use Scalar.derivative(by:), or detached() "
        + "where the derivatives are meant as constants")
    guard node.leadsToParameter else { return Gradients() }
    return Gradients(BackwardPass(from: node, seed: Buffer(repeating: 1, count: 1)).results)
  }
}
