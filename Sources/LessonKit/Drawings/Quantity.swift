public import Nabla

/// A number that can be drawn.
public protocol Quantity {
  /// The number as a `Double`.
  var quantity: Double { get }
}

extension Double: Quantity {
  /// Itself.
  public var quantity: Double { self }
}

extension Float: Quantity {
  /// The same value.
  public var quantity: Double { Double(self) }
}

extension Int: Quantity {
  /// The same value.
  public var quantity: Double { Double(self) }
}

extension UInt8: Quantity {
  /// The same value.
  public var quantity: Double { Double(self) }
}

extension Scalar: Quantity {
  /// Its value.
  public var quantity: Double { value }
}

extension Sequence where Element: Quantity {
  var quantities: [Double] { map(\.quantity) }
}
