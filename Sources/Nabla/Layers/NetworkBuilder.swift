/// Collects the layers of a ``Network``.
@resultBuilder
public enum NetworkBuilder {
  /// One layer.
  public static func buildExpression(_ layer: some Layer) -> [any Layer] { [layer] }

  /// Several layers.
  public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }

  /// Layers in their order.
  public static func buildBlock(_ layers: [any Layer]...) -> [any Layer] { layers.flatMap { $0 } }

  /// Layers of a loop.
  public static func buildArray(_ layers: [[any Layer]]) -> [any Layer] { layers.flatMap { $0 } }

  /// Layers that may be missing.
  public static func buildOptional(_ layers: [any Layer]?) -> [any Layer] { layers ?? [] }

  /// The first choice.
  public static func buildEither(first layers: [any Layer]) -> [any Layer] { layers }

  /// The second choice.
  public static func buildEither(second layers: [any Layer]) -> [any Layer] { layers }
}
