import Synchronization

/// What a scalar may keep alive.
class Owner: @unchecked Sendable {}

/// The object behind a parameter or a named constant.
final class Leaf: Owner, @unchecked Sendable {
  let value: Double
  let name: String?
  let isParameter: Bool

  /// The same for all values that one parameter takes in its life.
  let identity: UInt64

  /// The slot of this leaf on the tape that used it last, packed with the tape's epoch.
  let slot = Atomic<UInt64>(0)

  private static let identities = Atomic<UInt64>(0)

  init(value: Double, name: String?, isParameter: Bool) {
    self.value = value
    self.name = name
    self.isParameter = isParameter
    identity = Leaf.identities.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// The same parameter with another value or name.
  init(moving leaf: Leaf, to value: Double, name: String?) {
    self.value = value
    self.name = name
    isParameter = leaf.isParameter
    identity = leaf.identity
  }
}

/// The name given to a result.
final class Label: Sendable {
  let name: String

  init(_ name: String) {
    self.name = name
  }
}
