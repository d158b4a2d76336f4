import Wire

/// What a lesson shows, as HTML.
struct DisplayHTML {
  /// Sets a formula, or says why not in its place.
  let formula: (Formula) -> String

  func html(_ display: Display) -> String {
    switch display {
    case .text(let text), .value(let text): Self.output(text)
    case .table(let table): html(table)
    case .derivatives(let derivatives): html(derivatives)
    case .formula(let tex):
      "<div class=\"formula\">"
        + formula(Formula(tex: tex, isDisplay: true)) + "</div>\n"
    case .group(let displays): displays.map(html).joined()
    }
  }

  /// Printed text.
  static func output(
    _ text: String, isFailure: Bool = false, label: String = CourseTexts.english.output
  ) -> String {
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return
      "<pre class=\"output\(isFailure ? " failure" : "")\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(label)\"><samp>\(HTML.escaped(text))</samp></pre>\n"
  }

  private func html(_ table: Table) -> String {
    let isNumeric = table.numericColumns
    var html = Self.opening("table", label: table.caption ?? "Table")
    html += "<table>\n"
    if let caption = table.caption { html += "<caption>\(HTML.escaped(caption))</caption>\n" }
    html += "<thead><tr>"
    for (column, heading) in table.columns.enumerated() {
      html +=
        "<th scope=\"col\"\(isNumeric[column] ? " class=\"number\"" : "")>"
        + "\(HTML.escaped(heading))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.alignedRows {
      html += "<tr>"
      for (column, cell) in row.enumerated() {
        html += "<td\(isNumeric[column] ? " class=\"number\"" : "")>\(HTML.escaped(cell))</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func html(_ derivatives: Derivatives) -> String {
    var html = Self.opening("derivatives", label: derivatives.caption ?? "Derivative table")
    html += "<table>\n<caption>"
    if let caption = derivatives.caption { html += "\(HTML.escaped(caption)) " }
    html +=
      "<span class=\"counts\">\(derivatives.multiplications) multiplications with sharing, "
      + "\(HTML.escaped(derivatives.multiplicationsWithoutSharing)) without</span></caption>\n"
    html +=
      "<thead><tr><th scope=\"col\">derivative</th><th scope=\"col\">factors, from the loss "
      + "back</th><th scope=\"col\" class=\"number\">backpropagated</th>"
      + "<th scope=\"col\" class=\"number\">central difference</th>"
      + "<th scope=\"col\" class=\"number\">error</th><th scope=\"col\">agree</th></tr></thead>\n"
    html += "<tbody>\n"
    for row in derivatives.rows {
      let name = HTML.escaped("d\(derivatives.of)/d\(row.parameter)")
      html += "<tr><th scope=\"row\">\(name)</th><td class=\"factors\">\(factors(row))</td>"
      for number in [row.backpropagated, row.difference, row.error] {
        html += "<td class=\"number\">\(HTML.escaped(number))</td>"
      }
      html +=
        row.agrees
        ? "<td class=\"agrees\">yes</td></tr>\n" : "<td class=\"differs\">no</td></tr>\n"
    }
    html += "</tbody>\n</table>\n"
    if derivatives.rows.contains(where: { $0.paths.contains { $0.contains(where: \.isShared) } }) {
      html +=
        "<p class=\"legend\"><span class=\"factor shared\"><span class=\"symbol\">shared</span>"
        + "</span> already computed on the way here, not computed again</p>\n"
    }
    return html + "</div>\n"
  }

  private func factors(_ row: DerivativeRow) -> String {
    var terms = row.paths.map { path in
      let factors = path.map { factor in
        let value = "<span class=\"value\">\(HTML.escaped(factor.value))</span>"
        let content = "<span class=\"symbol\">\(HTML.escaped(factor.symbol))</span> \(value)"
        return factor.isShared
          ? "<mark class=\"factor shared\" title=\"already computed\">\(content)"
            + "<span class=\"hidden-text\"> (shared)</span></mark>"
          : "<span class=\"factor\">\(content)</span>"
      }.joined(separator: " <span class=\"times\">·</span> ")
      return "<span class=\"path\">\(factors)</span>"
    }
    if let omitted = row.omittedPaths { terms.append("… (\(HTML.escaped(omitted)) paths)") }
    if terms.isEmpty { return "0" }
    return terms.joined(separator: " <span class=\"plus\">+</span> ")
  }

  /// A wide table scrolls in its own box, which the keyboard can reach.
  private static func opening(_ name: String, label: String) -> String {
    "<div class=\"scroll \(name)\" role=\"group\" tabindex=\"0\" "
      + "aria-label=\"\(HTML.escaped(label))\">\n"
  }
}
