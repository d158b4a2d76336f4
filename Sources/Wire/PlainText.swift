extension Display {
  /// The display as the plain text that an `output` block records, without a newline at its end.
  public var plainText: String {
    switch self {
    case .text(let text), .value(let text): text
    case .table(let table): table.plainText
    case .derivatives(let derivatives): derivatives.plainText
    case .formula(let tex): tex
    case .plot(let plot): plot.plainText
    case .bars(let bars): bars.plainText
    case .heatMap(let map): map.plainText
    case .images(let images): images.plainText
    case .graph(let graph): graph.plainText
    case .neurons(let diagram): diagram.plainText
    case .steps(let steps): steps.plainText
    case .knobs(let knobs): knobs.plainText
    case .group(let displays): displays.map(\.plainText).joined(separator: "\n")
    }
  }
}

extension Table {
  /// Whether each column is one of numbers, which stand below one another at their points.
  public var numericColumns: [Bool] {
    columns.indices.map { column in
      let cells = rows.map { $0[column] }.filter { !$0.isEmpty }
      return !cells.isEmpty && cells.allSatisfy(\.looksLikeNumber)
    }
  }

  /// The cells with each column of numbers padded so that the points, or where they would stand,
  /// are below one another.
  /// Padding is figure-wide blanks before and after.
  public var alignedRows: [[String]] {
    var aligned = rows
    for (column, isNumeric) in numericColumns.enumerated() where isNumeric {
      let tails = rows.map { row in
        row[column].count - row[column].prefix { !".eE".contains($0) }.count
      }
      let longest = tails.max() ?? 0
      for row in rows.indices {
        aligned[row][column] += String(repeating: " ", count: longest - tails[row])
      }
    }
    return aligned
  }

  /// Headings, a rule, and the rows, in columns two blanks apart.
  public var plainText: String {
    let cells = alignedRows
    let isNumeric = numericColumns
    let widths = columns.indices.map { column in
      max(columns[column].count, cells.map { $0[column].count }.max() ?? 0)
    }
    func line(_ texts: [String]) -> String {
      var parts: [String] = []
      for (column, text) in texts.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - text.count)
        parts.append(isNumeric[column] ? padding + text : text + padding)
      }
      return parts.joined(separator: "  ").droppingTrailingBlanks()
    }
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
    let body = [line(columns), rule] + cells.map(line)
    return ((caption.map { [$0] } ?? []) + body).joined(separator: "\n")
  }
}

extension Derivatives {
  /// A row a parameter: the factors with the shared ones in brackets, then the two values.
  public var plainText: String {
    var cells: [[String]] = []
    for row in rows {
      cells.append(
        ["d\(of)/d\(row.parameter)", row.formula, row.backpropagated, row.difference]
          + (hasCompiler ? [row.compiler ?? ""] : []) + [row.error, row.agrees ? "yes" : "NO"])
      if let product = row.runningProduct {
        cells.append(["", product] + [String](repeating: "", count: hasCompiler ? 5 : 4))
      }
    }
    let table = Table(
      columns: ["", "factors", "backpropagated", "central difference"]
        + (hasCompiler ? ["compiler"] : []) + ["error", "agree"], rows: cells, caption: caption)
    let sentences = rows.compactMap(\.sentence).map { "\n" + $0 }.joined()
    return table.plainText + "\nmultiplications: \(multiplications) with sharing, "
      + "\(multiplicationsWithoutSharing) without" + sentences
  }
}

extension DerivativeRow {
  /// The sum over paths of the products of factors, shared runs in brackets: `[(e − ê)·w3]·y`.
  public var formula: String {
    var terms = paths.map { factors -> String in
      let shared = factors.prefix { $0.isShared }.map(\.symbol)
      let own = factors.dropFirst(shared.count).map(\.symbol)
      let prefix = shared.isEmpty ? [] : ["[" + shared.joined(separator: "·") + "]"]
      return (prefix + own).joined(separator: "·")
    }
    if let omittedPaths { terms.append("… (\(omittedPaths) paths)") }
    return terms.joined(separator: " + ")
  }
}

extension String {
  fileprivate var looksLikeNumber: Bool {
    var rest = Substring(self)
    if let first = rest.first, "+-−".contains(first) { rest.removeFirst() }
    if ["nan", "inf"].contains(rest) { return true }
    guard let first = rest.first, first.isNumber else { return false }
    return Double(rest) != nil
  }

  func droppingTrailingBlanks() -> String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
