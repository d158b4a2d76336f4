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
  private var showsProduct = false
  private var showsSteps = false
  private var raise: Double?
  private var compiled: [Double]?
  private var predicted: [String: String] = [:]

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

  /// The table with the running product under the factors, `1.0283 → −0.5361 → 0.1249`: what is
  /// known after each factor. Several paths stand as a sum.
  public func runningProduct() -> DerivativeTable {
    var table = self
    table.showsProduct = true
    return table
  }

  /// The table with the rule of each step named, from the loss to the parameter, and the sum over
  /// paths where there are several.
  public func steps() -> DerivativeTable {
    var table = self
    table.showsSteps = true
    return table
  }

  /// The table with a sentence for each derivative: what it says that raising the parameter by an
  /// amount does, and what the loss then did.
  ///
  /// - Precondition: the amount is positive and finite.
  public func sentence(raisingBy amount: Double = 0.001) -> DerivativeTable {
    guard amount > 0, amount.isFinite else {
      refuse("DerivativeTable.sentence: the amount must be positive and finite, received \(amount)")
    }
    var table = self
    table.raise = amount
    return table
  }

  /// The table with rows whose derivative the reader is asked for before the page shows it: what
  /// gives it away is shown with it. What is recorded is the whole table.
  ///
  /// - Parameters:
  ///   - parameters: the names of the rows, such as `w1`.
  ///   - tolerance: how far from the derivative is right, relative to it.
  /// - Precondition: there are such rows, and the tolerance is positive and finite.
  public func predicting(_ parameters: [String], tolerance: Double = 0.01) -> DerivativeTable {
    guard tolerance > 0, tolerance.isFinite else {
      refuse(
        "DerivativeTable.predicting: the tolerance must be positive and finite, "
          + "received \(tolerance)")
    }
    let rows = derivations.map(\.parameter)
    if let name = parameters.first(where: { !rows.contains($0) }) {
      refuse(
        "DerivativeTable.predicting: no row is called '\(name)'; "
          + "the rows are: \(rows.joined(separator: ", "))")
    }
    var table = self
    for name in parameters { table.predicted[name] = "\(tolerance)" }
    return table
  }

  /// The table with a third witness: derivatives from the compiler's own differentiation, in the
  /// order of the rows. The lesson imports `_Differentiation` and passes the numbers on.
  ///
  /// - Precondition: there are as many derivatives as rows.
  public func compiler(_ derivatives: [Double]) -> DerivativeTable {
    guard derivatives.count == derivations.count else {
      refuse(
        "DerivativeTable.compiler: there are \(derivations.count) rows, "
          + "but \(derivatives.count) derivatives")
    }
    var table = self
    table.compiled = derivatives
    return table
  }

  /// The same with a function that gives the derivatives at the values of the parameters.
  public func compiler(_ gradient: ([Double]) throws -> [Double]) rethrows -> DerivativeTable {
    compiler(try gradient(derivations.map(\.parameterValue)))
  }

  /// The table as the weaver draws it.
  public var display: Display {
    .derivatives(
      Derivatives(
        of: name, rows: derivations.indices.map(row), multiplications: derivations.multiplications,
        multiplicationsWithoutSharing: "\(derivations.multiplicationsWithoutSharing)",
        caption: caption))
  }

  private func row(_ index: Int) -> DerivativeRow {
    let derivation = derivations[index]
    var row = DerivativeRow(
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
    row.predictionTolerance = predicted[derivation.parameter]
    if showsProduct { row.runningProduct = product(derivation) }
    let lines = [
      showsSteps ? steps(derivation) : nil, raise.map { sentence(index, $0) }
    ].compactMap(\.self)
    if !lines.isEmpty { row.sentence = lines.joined(separator: "\n") }
    if let compiled {
      row.compiler = compiled[index].formatted(decimals)
      // Both are exact but for rounding of the terms that are added up.
      let size = derivation.paths.reduce(derivation.value.magnitude) {
        max($0, $1.product.magnitude)
      }
      row.agrees = row.agrees && (compiled[index] - derivation.value).magnitude <= 1e-12 * size
    }
    return row
  }

  private func product(_ derivation: Derivation) -> String {
    let terms = derivation.paths.prefix(8).map { path -> String in
      var product = 1.0
      return path.factors.map {
        product *= $0.value
        return short(product)
      }.joined(separator: " → ")
    }
    if terms.count < 2 { return terms.first ?? "0" }
    let rest = derivation.pathCount > Natural(terms.count) ? " + …" : ""
    return terms.map { "(\($0))" }.joined(separator: " + ") + rest
      + " = \(short(derivation.value))"
  }

  /// `dL/dw1: (e − ê) by the chain rule, then w3 by the product rule`.
  private func steps(_ derivation: Derivation) -> String {
    let paths = derivation.paths.prefix(8).map { path in
      path.factors.map { "\($0.symbol) by the \($0.rule) rule" }.joined(separator: ", then ")
    }
    let sum = paths.count > 1 ? "; the sum over \(derivation.pathCount) paths" : ""
    return "d\(name)/d\(derivation.parameter): "
      + (paths.isEmpty ? "no path" : paths.joined(separator: "; plus ")) + sum
  }

  private func sentence(_ index: Int, _ amount: Double) -> String {
    let expected = derivations[index].value * amount
    let found = derivations.change(ofRow: index, by: amount)
    let verb = expected < 0 ? "falls" : "rises"
    let past = found < 0 ? "fell" : "rose"
    return "raise \(derivations[index].parameter) by \(amount.shown()) and \(name) \(verb) by "
      + "\(expected.magnitude.shown(digits: 2)): it \(past) by \(found.magnitude.shown(digits: 2))"
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
