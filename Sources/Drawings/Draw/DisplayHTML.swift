import Formulas
package import Lessons
import Text
package import Wire

/// What a lesson shows, as HTML.
package struct DisplayHTML {
  /// Sets a formula, or says why not in its place.
  package let formula: (Formula) -> String
  /// Lays out a graph; nothing where that cannot be done, which is said elsewhere.
  package let layout: (GraphLayout.Request) -> GraphLayout?
  /// What pages say in their language.
  private let texts: CourseTexts
  /// Keeps a file of comma-separated values beside the page, and says its address; nothing where
  /// there are no files.
  private let keepCSV: (String) -> String?
  /// Whether this is one of many frames, whose tables of data are kept short.
  private var isFrame = false

  package init(
    _ texts: CourseTexts = .english,
    formula: @escaping (Formula) -> String,
    layout: @escaping (GraphLayout.Request) -> GraphLayout? = { _ in nil },
    keepCSV: @escaping (String) -> String? = { _ in nil }
  ) {
    self.texts = texts
    self.formula = formula
    self.layout = layout
    self.keepCSV = keepCSV
  }

  private var say: Wording { texts.wording }

  package func html(_ display: Display) -> String {
    switch display {
    case .text(let text), .value(let text): Self.output(text, label: texts.output)
    case .table(let table): Self.table(table, label: texts.table)
    case .derivatives(let derivatives): html(derivatives)
    case .formula(let tex):
      Self.formula(formula(Formula(tex: tex, isDisplay: true)), texts)
    case .group(let displays): displays.map(html).joined()
    case .plot(let plot): PlotDrawing(plot, context(of: display)).html
    case .bars(let bars): BarsDrawing(bars: bars, context: context(of: display)).html
    case .heatMap(let map): HeatMapDrawing(map, context(of: display)).html
    case .images(let images): ImagesDrawing(grid: images, context: context(of: display)).html
    case .graph(let graph):
      GraphDrawing(graph: graph, context: context(of: display), layout: layout).html
    case .neurons(let diagram): NeuronsDrawing(diagram, context(of: display)).html
    case .steps(let steps):
      StepsDrawing(steps: steps, context: context(of: display), html: frame.html).drawn()
    case .knobs(let knobs):
      KnobsDrawing(knobs: knobs, context: context(of: display), layout: layout).html
    }
  }

  private func context(of display: Display) -> DrawingContext {
    // The data of frames are kept together, by their steps.
    DrawingContext(say: say, isFrame: isFrame) { isFrame ? "" : links(to: display.data(say)) }
  }

  /// Links to files of the data; a table without rows is none.
  private func links(to data: [DataTable]) -> String {
    let links = data.filter { !$0.table.rows.isEmpty }.compactMap { data -> String? in
      guard let address = keepCSV(data.table.csv) else { return nil }
      let text = data.name.map { say(.about("CSV", $0)) } ?? say(.allAsCSV)
      return "<a href=\"\(HTML.escapedURL(address))\" download>"
        + "\(HTML.escaped(text))</a>"
    }
    return links.isEmpty ? "" : "<p class=\"note files\">\(links.joined(separator: " · "))</p>\n"
  }

  /// The same for the frames of steps.
  private var frame: DisplayHTML {
    var frame = self
    frame.isFrame = true
    return frame
  }

  /// Printed text.
  package static func output(
    _ text: String, isFailure: Bool = false, label: String
  ) -> String {
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return
      "<pre class=\"output\(isFailure ? " failure" : "")\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(label)\"><samp>\(HTML.escaped(text))</samp></pre>\n"
  }

  /// A displayed formula in a box that scrolls where it is too narrow, and what becomes of it on
  /// paper.
  package static func formula(_ mathML: String, _ texts: CourseTexts) -> String {
    let onPaper =
      switch FormulaWidth.onPaper(mathML) {
      case .fits: "\""
      case .shrinks(let width): " shrinks\" style=\"--wide: \(Coordinate.text(width))\""
      case .breaks: " breaks\""
      }
    return "<div class=\"formula\(onPaper) tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(texts.formula)\">\(mathML)</div>\n"
  }

  /// A table that scrolls where it is too wide.
  ///
  /// - Parameter text: what a cell's text becomes, given its row; the heading has none.
  package static func table(
    _ table: Table, label: String,
    text: (String, _ row: Int?) -> String = { text, _ in HTML.escaped(text) }
  ) -> String {
    let isNumber = table.numericColumns
    var isNumeric = isNumber
    let width = widest(table)
    let size = width.map { "shrinks\" style=\"--wide: \(Coordinate.text($0))" } ?? ""
    var html = opening(size.isEmpty ? "table" : "table \(size)", label: table.caption ?? label)
    // Where all columns are of numbers, the table says so once, and not at every cell.
    let isAllNumeric = isNumeric.allSatisfy(\.self) && table.rows.count > 4
    if isAllNumeric { isNumeric = isNumeric.map { _ in false } }
    html += isAllNumeric ? "<table class=\"numbers\">\n" : "<table>\n"
    if let caption = table.caption { html += "<caption>\(HTML.escaped(caption))</caption>\n" }
    html += "<thead><tr>"
    for (column, heading) in table.columns.enumerated() {
      // A corner without words is no heading.
      let tag = heading.allSatisfy(\.isWhitespace) ? ("td", "td") : ("th scope=\"col\"", "th")
      html +=
        "<\(tag.0)\(isNumeric[column] ? " class=\"number\"" : "")>"
        + "\(text(heading, nil))</\(tag.1)>"
    }
    html += "</tr></thead>\n<tbody>\n"
    let isCorner = table.columns.first?.allSatisfy(\.isWhitespace) == true
    for (index, row) in table.alignedRows.enumerated() {
      html += "<tr>"
      for (column, cell) in row.enumerated() {
        // Below such a corner stand the headings of the rows.
        let tag = column == 0 && isCorner ? ("th scope=\"row\"", "th") : ("td", "td")
        let content = isNumber[column] ? number(cell) : text(cell, index)
        html +=
          "<\(tag.0)\(isNumeric[column] ? " class=\"number\"" : "")>\(content)</\(tag.1)>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  /// A number with a true minus sign, as the drawings have it; zero has none.
  static func number(_ text: String) -> String {
    guard let sign = text.firstIndex(of: "-"),
      text[..<sign].allSatisfy(\.isWhitespace)
    else { return HTML.escaped(text) }
    let digits = text[text.index(after: sign)...]
    let isZero = digits.contains("0") && digits.allSatisfy { "0.".contains($0) }
    return HTML.escaped(text[..<sign]) + (isZero ? "" : "−") + HTML.escaped(digits)
  }

  /// How wide a table is whose words are whole, in the size of its letters, where that is wider
  /// than paper.
  private static func widest(_ table: Table) -> Double? {
    guard table.columns.count > 6 else { return nil }
    let widths = table.columns.indices.map { column in
      ([table.columns] + table.rows).reduce(0.0) { widest, row in
        row[column].split(separator: " ").reduce(widest) {
          max($0, TextWidth.of($1, size: 1))
        }
      }
    }
    let width = widths.reduce(0, +) + Double(table.columns.count)
    return width > 60 ? width : nil
  }

  /// A table of derivatives.
  ///
  /// - Parameter ask: what stands in place of a derivative that the reader is asked for, given its
  ///   row and its name; `nil` where all are shown.
  package func html(
    _ derivatives: Derivatives, ask: ((_ row: DerivativeRow, _ name: String) -> String)? = nil
  ) -> String {
    var html = Self.opening("derivatives", label: derivatives.caption ?? say(.derivativeTable))
    html += "<table>\n<caption>"
    let counts = say(
      .multiplications(
        derivatives.multiplications, without: derivatives.multiplicationsWithoutSharing))
    if let caption = derivatives.caption { html += "\(HTML.escaped(caption)) " }
    html +=
      "<span class=\"counts\">\(HTML.escaped(counts))</span></caption>\n<thead><tr>"
    for heading in [Phrase.derivative, .factorsFromLoss] {
      html += "<th scope=\"col\">\(say(heading))</th>"
    }
    let compiler = derivatives.hasCompiler ? [Phrase.compiler] : []
    for heading in [Phrase.backpropagated, .centralDifference] + compiler + [.error] {
      html += "<th scope=\"col\" class=\"number\">\(say(heading))</th>"
    }
    html += "<th scope=\"col\">\(say(.agree))</th></tr></thead>\n"
    html += "<tbody>\n"
    let repeated = RepeatedFactors(derivatives)
    for row in derivatives.rows {
      let asks = row.predictionTolerance == nil ? nil : ask
      let name = HTML.escaped("d\(derivatives.of)/d\(row.parameter)")
      html +=
        "<tr><th scope=\"row\">\(name)</th><td class=\"factors\">\(factors(row, repeated))"
      if asks == nil, let product = row.runningProduct { html += "<br>\(HTML.escaped(product))" }
      html += "</td>"
      let third = compiler.map { ($0, row.compiler ?? "") }
      for (heading, text) in [
        (Phrase.backpropagated, row.backpropagated), (.centralDifference, row.difference)
      ] + third + [(.error, row.error)] {
        html +=
          "<td class=\"number\" data-label=\"\(HTML.escaped(say(heading)))\">"
        if let asks {
          let isAsked = heading == .backpropagated
          html += isAsked ? asks(row, "d\(derivatives.of)/d\(row.parameter)") : "…"
        } else {
          html += Self.number(text)
        }
        html += "</td>"
      }
      html +=
        asks != nil
        ? "<td>…</td></tr>\n"
        : row.agrees
          ? "<td class=\"agrees\">\(say(.yes))</td></tr>\n"
          : "<td class=\"differs\">\(say(.no))</td></tr>\n"
    }
    html += "</tbody>\n</table>\n"
    let told = derivatives.rows.filter { ask == nil || $0.predictionTolerance == nil }
    for sentence in told.compactMap(\.sentence) {
      html += "<p class=\"note\">\(HTML.escaped(sentence))</p>\n"
    }
    if derivatives.rows.contains(where: { $0.paths.contains { $0.contains(where: \.isShared) } }) {
      html +=
        "<p class=\"legend\"><span class=\"factor shared\"><span class=\"symbol\">\(say(.shared))</span>"
        + "</span> \(say(.sharedLegend))</p>\n"
    }
    return html + "</div>\n"
  }

  private func factors(_ row: DerivativeRow, _ repeated: RepeatedFactors) -> String {
    var terms = row.paths.map { path in
      let factors = zip(path, repeated.numbers(of: path)).map { factor, number in
        let value = "<span class=\"value\">\(Self.number(factor.value))</span>"
        let content = "<span class=\"symbol\">\(HTML.escaped(factor.symbol))</span> \(value)"
        // The same factor in all rows lights up together; the keyboard reaches it at the shared ones.
        let key = number.map { " data-factor=\"\($0)\"" } ?? ""
        let stop = number == nil ? "" : " tabindex=\"0\""
        return factor.isShared
          ? "<mark class=\"factor shared\" title=\"\(say(.alreadyComputed))\"\(key)\(stop)>\(content)"
            + "<span class=\"hidden-text\"> (\(say(.shared)))</span></mark>"
          : "<span class=\"factor\"\(key)>\(content)</span>"
      }.joined(separator: " <span class=\"times\">·</span> ")
      return "<span class=\"path\">\(factors)</span>"
    }
    if let omitted = row.omittedPaths { terms.append("… (\(HTML.escaped(say(.paths(omitted)))))") }
    if terms.isEmpty { return "0" }
    return terms.joined(separator: " <span class=\"plus\">+</span> ")
  }

  /// A wide table scrolls in its own box, which the keyboard can reach.
  static func opening(_ name: String, label: String) -> String {
    "<div class=\"scroll \(name)\" role=\"group\" tabindex=\"0\" "
      + "aria-label=\"\(HTML.escaped(label))\">\n"
  }
}
