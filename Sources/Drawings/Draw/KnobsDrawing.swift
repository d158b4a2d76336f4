import Text
import Wire

/// Knobs and what moves with them, at the start. All of it is there without a script: the script puts
/// sliders in the places of the values and writes other numbers into what says where it comes from.
struct KnobsDrawing {
  let knobs: Knobs
  let context: DrawingContext
  /// Lays out boxes, or says why not in its place.
  let layout: (GraphLayout.Request) -> GraphLayout?
  private var say: Wording { context.say }

  var html: String {
    let heading = HTML.escaped(knobs.heading(say))
    var html =
      "<div class=\"drawing knobs\" role=\"group\" aria-label=\"\(heading)\" data-of=\"\(HTML.escaped(knobs.of))\" "
      + "data-program=\"\(HTML.escaped(knobs.program))\"\(words)>\n"
    html += "<p class=\"drawing-title\">\(heading)</p>\n"
    html += "<ul class=\"knob-list\">\n"
    for knob in knobs.knobs { html += self.html(knob) }
    html += "</ul>\n"
    html +=
      "<p class=\"knob-result\"><span class=\"knob-name\">\(HTML.escaped(knobs.of))</span> = "
      + "\(number(knobs.value))</p>\n"
    for view in knobs.views { html += self.html(view) }
    return html + context.links() + "</div>\n"
  }

  /// What the script says.
  private var words: String {
    let words: [(String, Phrase)] = [
      ("reset", .reset), ("link", .copyLink), ("one-step", .oneStep), ("no-engine", .noEngine),
      ("out", .outOfDomain)
    ]
    return words.map { " data-\($0)=\"\(HTML.escaped(say($1)))\"" }.joined()
  }

  private func html(_ knob: Knobs.Knob) -> String {
    func exact(_ number: Double) -> String { number.shown(digits: 17) }
    let variable = knob.variable.map { " data-variable=\"\($0)\"" } ?? ""
    return
      "<li class=\"knob\"\(variable) data-from=\"\(exact(knob.from))\" data-to=\"\(exact(knob.to))\" "
      + "data-step=\"\(exact(knob.step))\" data-value=\"\(exact(knob.value))\">"
      + "<span class=\"knob-name\">\(HTML.escaped(knobs.name(knob, say)))</span> "
      + "<span class=\"knob-value\">\(DisplayHTML.number(exact(knob.value)))</span> "
      + "<span class=\"knob-range\">\(DisplayHTML.number(exact(knob.from))) … "
      + "\(DisplayHTML.number(exact(knob.to)))</span></li>\n"
  }

  private func html(_ view: Knobs.View) -> String {
    switch view {
    case .derivatives(let rows, let decimals): return table(rows, decimals)
    case .graph(let graph, let nodes, let arrows):
      return GraphDrawing(
        graph: graph, context: DrawingContext(say: say), layout: layout,
        live: LiveGraph(nodes: nodes, arrows: arrows)
      ).html
    case .training:
      return knobs.training.map {
        KnobsCurve(training: $0, of: knobs.of, say: say).html(sentence: sentence($0))
      } ?? ""
    }
  }

  /// How a training went, with its numbers marked.
  private func sentence(_ training: Knobs.Training) -> String {
    // Characters that no text of a page has keep the places of the numbers.
    let (first, last) = ("\u{E000}", "\u{E001}")
    let words = say(.lossAfterSteps(knobs.of, first, last, steps: training.steps))
    let end = Knobs.Number(
      training.last, kind: Self.trainingKind, index: training.steps)
    return HTML.escaped(words).replacing(first, with: number(knobs.value))
      .replacing(last, with: number(end))
  }

  /// The code of a number that a training gives.
  private static let trainingKind = 6

  // MARK: Numbers

  /// Where a number comes from: its kind and index.
  static func place(_ number: Knobs.Number) -> String { "\(number.kind):\(number.index)" }

  /// A number that says where it comes from.
  private func number(_ number: Knobs.Number, _ attributes: String = "") -> String {
    "<span data-number=\"\(Self.place(number))\"\(attributes)>\(DisplayHTML.number(number.text))</span>"
  }

  // MARK: Derivatives

  private func table(_ rows: [Knobs.Row], _ decimals: Int) -> String {
    var html = DisplayHTML.opening("derivatives", label: say(.derivativeTable))
    html += "<table>\n<thead><tr>"
    for heading in [Phrase.derivative, .factorsFromLoss] {
      html += "<th scope=\"col\">\(say(heading))</th>"
    }
    for heading in [Phrase.backpropagated, .centralDifference] {
      html += "<th scope=\"col\" class=\"number\">\(say(heading))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html +=
        "<tr><th scope=\"row\">\(HTML.escaped("d\(knobs.of)/d\(row.parameter)"))</th>"
        + "<td class=\"factors\">\(factors(row))</td>"
      for (heading, value) in [
        (Phrase.backpropagated, row.backpropagated), (.centralDifference, row.difference)
      ] {
        html +=
          "<td class=\"number\" data-label=\"\(HTML.escaped(say(heading)))\">"
          + "\(number(value, " data-decimals=\"\(decimals)\""))</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n"
  }

  private func factors(_ row: Knobs.Row) -> String {
    var terms = row.paths.map { path in
      let factors = path.map { factor in
        let content =
          "<span class=\"symbol\">\(HTML.escaped(factor.symbol))</span> "
          + number(factor.number, " class=\"value\"")
        let edge = "data-edge=\"\(Self.place(factor.number))\""
        return factor.isShared
          ? "<mark class=\"factor shared\" title=\"\(say(.alreadyComputed))\" \(edge)>\(content)"
            + "<span class=\"hidden-text\"> (\(say(.shared)))</span></mark>"
          : "<span class=\"factor\" \(edge)>\(content)</span>"
      }.joined(separator: " <span class=\"times\">·</span> ")
      return "<span class=\"path\">\(path.isEmpty ? "1" : factors)</span>"
    }
    if let omitted = row.omittedPaths { terms.append("… (\(HTML.escaped(say(.paths(omitted)))))") }
    return terms.isEmpty ? "0" : terms.joined(separator: " <span class=\"plus\">+</span> ")
  }
}
