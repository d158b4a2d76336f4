import Markup
import Text
import Wire

/// A table of derivatives: each with its factors from the loss back, and what it was checked by.
struct DerivativesTable {
  let derivatives: Derivatives
  let say: Wording
  /// What stands in place of a derivative that the reader is asked for, given its row and its name;
  /// `nil` where all are shown.
  let ask: ((_ row: DerivativeRow, _ name: String) -> [Node])?
  private let repeated: RepeatedFactors

  init(
    _ derivatives: Derivatives, _ say: Wording,
    ask: ((_ row: DerivativeRow, _ name: String) -> [Node])?
  ) {
    self.derivatives = derivatives
    self.say = say
    self.ask = ask
    repeated = RepeatedFactors(derivatives)
  }

  var html: Node {
    var content: [Node] = [
      .block(
        "table", [:],
        [
          .line("caption", [:], caption), .line("thead", [:], [.inline("tr", [:], headings)]),
          .block("tbody", [:], derivatives.rows.map(row))
        ])
    ]
    let told = derivatives.rows.filter { ask == nil || $0.predictionTolerance == nil }
    content += told.compactMap(\.sentence).map(Drawing.note)
    if derivatives.rows.contains(where: { $0.paths.contains { $0.contains(where: \.isShared) } }) {
      content.append(
        .line(
          "p", ["class": "legend"],
          [
            .inline(
              "span", ["class": "factor shared"],
              [.inline("span", ["class": "symbol"], say(.shared))]),
            .text(" \(say(.sharedLegend))")
          ]))
    }
    return DisplayHTML.scrolling(
      "derivatives", label: derivatives.caption ?? say(.derivativeTable), content)
  }

  private var caption: [Node] {
    let counts = say(
      .multiplications(
        derivatives.multiplications, without: derivatives.multiplicationsWithoutSharing))
    return (derivatives.caption.map { [.text("\($0) ")] } ?? [])
      + [.inline("span", ["class": "counts"], counts)]
  }

  private var compiler: [Phrase] { derivatives.hasCompiler ? [.compiler] : [] }

  private var headings: [Node] {
    func heading(_ phrase: Phrase, isNumber: Bool = false) -> Node {
      .inline("th", ["scope": "col", "class": isNumber ? "number" : nil], say(phrase))
    }
    let numbers = [Phrase.backpropagated, .centralDifference] + compiler + [.error]
    return [heading(.derivative), heading(.factorsFromLoss)]
      + numbers.map { heading($0, isNumber: true) } + [heading(.agree)]
  }

  private func row(_ row: DerivativeRow) -> Node {
    let asks = row.predictionTolerance == nil ? nil : ask
    let name = "d\(derivatives.of)/d\(row.parameter)"
    var factors = factors(row)
    if asks == nil, let product = row.runningProduct {
      factors += [.inline("br"), .text(product)]
    }
    var cells: [Node] = [
      .inline("th", ["scope": "row"], name), .inline("td", ["class": "factors"], factors)
    ]
    let third = compiler.map { ($0, row.compiler ?? "") }
    for (heading, text) in [
      (Phrase.backpropagated, row.backpropagated), (.centralDifference, row.difference)
    ] + third + [(.error, row.error)] {
      let shown: [Node] =
        if let asks {
          heading == .backpropagated ? asks(row, name) : [.text("…")]
        } else {
          [.text(DisplayHTML.number(text))]
        }
      cells.append(.inline("td", ["class": "number", "data-label": say(heading)], shown))
    }
    cells.append(
      asks != nil
        ? .inline("td", [:], "…")
        : .inline(
          "td", ["class": row.agrees ? "agrees" : "differs"], say(row.agrees ? .yes : .no)))
    return .line("tr", [:], cells)
  }

  // MARK: Factors

  private func factors(_ row: DerivativeRow) -> [Node] {
    var terms: [[Node]] = row.paths.map { path in
      let factors = zip(path, repeated.numbers(of: path)).map { [factor($0, number: $1)] }
      let times: [Node] = [.text(" "), .inline("span", ["class": "times"], "·"), .text(" ")]
      return [
        .inline("span", ["class": "path"], Array(factors.joined(separator: times)))
      ]
    }
    if let omitted = row.omittedPaths { terms.append([.text("… (\(say(.paths(omitted))))")]) }
    if terms.isEmpty { return [.text("0")] }
    let plus: [Node] = [.text(" "), .inline("span", ["class": "plus"], "+"), .text(" ")]
    return Array(terms.joined(separator: plus))
  }

  /// The same factor in all rows lights up together; the keyboard reaches it at the shared ones.
  private func factor(_ factor: Factor, number: Int?) -> Node {
    let key = number.map(String.init)
    let content: [Node] = [
      .inline("span", ["class": "symbol"], factor.symbol), .text(" "),
      .inline("span", ["class": "value"], DisplayHTML.number(factor.value))
    ]
    guard factor.isShared else {
      return .inline("span", ["class": "factor", "data-factor": key], content)
    }
    return .inline(
      "mark",
      [
        "class": "factor shared", "title": say(.alreadyComputed), "data-factor": key,
        "tabindex": key == nil ? nil : "0"
      ], content + [.inline("span", ["class": "hidden-text"], " (\(say(.shared)))")])
  }
}
