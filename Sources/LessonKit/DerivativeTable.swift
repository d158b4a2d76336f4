public import Nabla
public import Wire

/// The derivatives of a loss as a table: each as its factors, the shared ones marked, beside its
/// central difference.
///
/// ```swift
/// DerivativeTable(of: loss, for: [w3, w2, w1], caption: "At sample 156")
/// ```
public struct DerivativeTable: Displayable, Sendable {
  /// What is drawn.
  public let derivations: Derivations
  /// The name of what is derived.
  public let name: String
  /// How many decimals the derivatives are printed with.
  public let decimals: Int
  /// What the table shows.
  public let caption: String?

  /// The derivatives of `loss` by each parameter, in the order given: the one nearest the loss
  /// first shows the sharing best.
  ///
  /// - Parameters:
  ///   - loss: the number that is derived.
  ///   - parameters: by what; leaves of the graph of `loss`.
  ///   - decimals: the decimals of the two columns of derivatives.
  ///   - caption: what the table shows.
  public init(
    of loss: Scalar, for parameters: [Scalar], decimals: Int = 10, caption: String? = nil
  ) {
    self.init(
      Nabla.derivations(of: loss, for: parameters), of: loss.name ?? "L", decimals: decimals,
      caption: caption)
  }

  /// Derivatives that are there already.
  public init(
    _ derivations: Derivations, of name: String = "L", decimals: Int = 10, caption: String? = nil
  ) {
    self.derivations = derivations
    self.name = name
    self.decimals = decimals
    self.caption = caption
  }

  /// The table as the weaver draws it.
  public var display: Display {
    .derivatives(
      Derivatives(
        of: name, rows: derivations.map(row), multiplications: derivations.multiplications,
        multiplicationsWithoutSharing: "\(derivations.multiplicationsWithoutSharing)",
        caption: caption))
  }

  private func row(_ derivation: Derivation) -> DerivativeRow {
    DerivativeRow(
      parameter: derivation.parameter,
      paths: derivation.paths.map { path in
        path.factors.map {
          Wire.Factor(symbol: $0.symbol, value: short($0.value), isShared: $0.isShared)
        }
      },
      omittedPaths: derivation.pathCount > Natural(derivation.paths.count)
        ? "\(derivation.pathCount)" : nil,
      backpropagated: derivation.value.formatted(decimals),
      difference: derivation.difference.formatted(decimals),
      error: derivation.absoluteError.scientific(1), agrees: derivation.agrees)
  }

  /// A factor's value in few digits: the exact one stands in the columns beside it.
  private func short(_ value: Double) -> String {
    let magnitude = value.magnitude
    if magnitude != 0 && (magnitude < 1e-3 || magnitude >= 1e6) { return value.scientific(3) }
    var text = value.formatted(4)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension Derivations: Displayable {
  /// The table of the derivatives.
  public var display: Display { DerivativeTable(self).display }
}
