/// What two tensors have in common that are one parameter in two places of a model.
struct Tie: Hashable {
  private let identity: UInt64
  private let node: ObjectIdentifier?

  init(_ tensor: Tensor) {
    identity = tensor.node.identity
    // A constant in two places is one when it is the same in memory.
    node = identity == 0 ? ObjectIdentifier(tensor.node) : nil
  }
}

extension [Tensor] {
  /// These tensors without those that stand here a second time.
  var distinct: [Tensor] {
    var seen = Set<Tie>()
    return filter { seen.insert(Tie($0)).inserted }
  }
}

/// Changes tensors one after the other, and one that comes again not a second time: it becomes what
/// it became at first.
struct TiedChanges {
  private var changed: [Tie: Tensor] = [:]

  mutating func change(_ tensor: inout Tensor, _ change: (inout Tensor) -> Void) {
    let tie = Tie(tensor)
    if let known = changed[tie] {
      tensor = known
    } else {
      change(&tensor)
      changed[tie] = tensor
    }
  }
}

extension [Tensor] {
  /// Expects as many tensors as there are, of the same shapes.
  func requireSameShapes(_ given: [Tensor], _ layer: some Layer) {
    require(
      given.count == count, "\(layer.name).parameters: \(count) are needed, received \(given.count)"
    )
    for (index, (own, new)) in zip(self, given).enumerated() {
      require(
        own.shape == new.shape,
        "\(layer.name).parameters: parameter \(index) has the shape \(own.shape), received "
          + "\(new.shape)")
    }
  }
}
