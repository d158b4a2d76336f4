/// One derivative of a loss, spelled out: its chains of factors, and whether numbers agree with it.
public struct Derivation: Sendable {
  /// A factor of a chain: the local derivative of one operation.
  public struct Factor: Sendable {
    /// What the factor is, in the names of the operands: `w3`, `(e − ê)`, `(1 − h²)`.
    public let symbol: String

    /// Its number.
    public let value: Double

    /// The rule that gives it: `product` (the derivative of a product by one operand is the other),
    /// `quotient`, or `chain` (the derivative of a function at its argument).
    public let rule: String

    /// Whether a row before, nearer the loss, has this factor already, and all before it: with
    /// backpropagation their product is taken over and not computed again.
    public let isShared: Bool
  }

  /// A way from the loss to the parameter: the product of its factors is one term of the derivative.
  public struct Path: Sendable {
    /// From the loss to the parameter. Factors of 1, as from sums, are left out; if there is no
    /// other, the 1 stands.
    public let factors: [Factor]

    /// The product of the factors, from the first to the last.
    public let product: Double
  }

  /// The parameter's name or symbol.
  public let parameter: String

  /// The parameter's value.
  public let parameterValue: Double

  /// The ways from the loss to the parameter, those of the first operands first. Empty where the
  /// loss doesn't depend on the parameter; at most ``pathLimit``.
  public let paths: [Path]

  /// How many paths there are, also where ``paths`` does not list them all.
  public let pathCount: Natural

  /// How many paths are listed at most.
  public static let pathLimit = 64

  /// The factors of the first path, which is the only one in a chain.
  public var factors: [Factor] { paths.first?.factors ?? [] }

  /// The derivative: the sum over all paths, as backpropagation computes it.
  public let value: Double

  /// The central difference (L(w + h) − L(w − h)) / 2h, from computing the recorded graph again.
  public let difference: Double

  /// The step h of the difference.
  public let step: Double

  /// The magnitude of ``value`` − ``difference``.
  public let absoluteError: Double

  /// The absolute error over the larger of both magnitudes; 0 when both are 0.
  public let relativeError: Double

  /// The error that rounding, and where it was measured curvature, allow the difference.
  public let floor: Double

  /// Whether both numbers are the same derivative, so far as a difference can tell: see
  /// ``GradientCheck``.
  public let agrees: Bool
}

extension Derivation: CustomStringConvertible {
  /// The row as a text: `dL/dw2 = (e − ê) · w3 · y = 0.25`.
  public var description: String {
    let terms = paths.map { path in path.factors.map(\.symbol).joined(separator: " · ") }
    let shown = terms.isEmpty ? "0" : terms.prefix(4).joined(separator: " + ")
    let rest = pathCount > Natural(min(4, terms.count)) ? " + … (\(pathCount) paths)" : ""
    return "dL/d\(parameter) = \(shown)\(rest) = \(value)"
  }
}

/// The derivatives of one loss by several parameters, with the factors that they share.
public struct Derivations: Sendable, RandomAccessCollection, CustomStringConvertible {
  /// A row for each parameter, in the order asked for.
  public let rows: [Derivation]

  /// The multiplications that backpropagation needs for these rows: each shared product once.
  ///
  /// 2n − 1 for the chain of n weights, counted, not computed by formula.
  public let multiplications: Int

  /// The multiplications when each row multiplies all its factors anew, on every path.
  ///
  /// n(n + 1)/2 for the chain of n weights, counted, not computed by formula.
  public let multiplicationsWithoutSharing: Natural

  /// The record of the loss, and the node of each row.
  let graph: ScalarGraph
  let targets: [Int?]

  /// By how much the loss changes when the parameter of a row is raised by an amount: computed
  /// from the record, L(w + δ) − L(w). 0 where the loss does not depend on it.
  public func change(ofRow row: Int, by amount: Double) -> Double {
    guard let target = targets[row] else { return 0 }
    return graph.loss(moving: target, to: graph.nodes[target].value + amount)
      - graph.nodes[graph.root].value
  }

  /// 0.
  public var startIndex: Int { rows.startIndex }

  /// The number of rows.
  public var endIndex: Int { rows.endIndex }

  /// The row of the parameter at that place in the order asked for.
  public subscript(position: Int) -> Derivation { rows[position] }

  /// The rows, a line each.
  public var description: String { rows.map(\.description).joined(separator: "\n") }
}
