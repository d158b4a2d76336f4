import Markup
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

  var html: Node {
    let heading = knobs.heading(say)
    let attributes: Attributes = [
      "class": "drawing knobs", "role": "group", "aria-label": heading, "data-of": knobs.of,
      "data-program": knobs.program
    ]
    let result: [Node] = [
      .inline("span", ["class": "knob-name"], knobs.of), .text(" = "), number(knobs.value)
    ]
    return .block(
      "div", attributes + words,
      [
        .line("p", ["class": "drawing-title"], heading),
        .block("ul", ["class": "knob-list"], knobs.knobs.map(html)),
        .line("p", ["class": "knob-result"], result)
      ] + knobs.views.flatMap(html) + context.links())
  }

  /// What the script says.
  private var words: Attributes {
    [
      "data-reset": say(.reset), "data-link": say(.copyLink), "data-one-step": say(.oneStep),
      "data-no-engine": say(.noEngine), "data-out": say(.outOfDomain)
    ]
  }

  private func html(_ knob: Knobs.Knob) -> Node {
    func exact(_ number: Double) -> String { number.shown(digits: 17) }
    let range = "\(DisplayHTML.number(exact(knob.from))) … \(DisplayHTML.number(exact(knob.to)))"
    return .line(
      "li",
      [
        "class": "knob", "data-variable": knob.variable.map { "\($0)" },
        "data-from": exact(knob.from), "data-to": exact(knob.to), "data-step": exact(knob.step),
        "data-value": exact(knob.value)
      ],
      [
        .inline("span", ["class": "knob-name"], knobs.name(knob, say)), .text(" "),
        .inline("span", ["class": "knob-value"], DisplayHTML.number(exact(knob.value))),
        .text(" "), .inline("span", ["class": "knob-range"], range)
      ])
  }

  private func html(_ view: Knobs.View) -> [Node] {
    switch view {
    case .derivatives(let rows, let decimals): return [table(rows, decimals)]
    case .graph(let graph, let nodes, let arrows):
      return [
        GraphDrawing(
          graph: graph, context: DrawingContext(say: say), layout: layout,
          live: LiveGraph(nodes: nodes, arrows: arrows)
        ).html
      ]
    case .training:
      return knobs.training.map {
        [KnobsCurve(training: $0, of: knobs.of, say: say).html(sentence: sentence($0))]
      } ?? []
    }
  }

  /// How a training went, with its numbers marked.
  private func sentence(_ training: Knobs.Training) -> [Node] {
    // Characters that no text of a page has keep the places of the numbers.
    let (first, last) = ("\u{E000}", "\u{E001}")
    let words = say(.lossAfterSteps(knobs.of, first, last, steps: training.steps))
    let end = Knobs.Number(
      training.last, kind: Self.trainingKind, index: training.steps)
    var nodes: [Node] = []
    var text = ""
    for scalar in words.unicodeScalars {
      guard scalar == "\u{E000}" || scalar == "\u{E001}" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      nodes += [.text(text), number(scalar == "\u{E000}" ? knobs.value : end)]
      text = ""
    }
    return nodes + [.text(text)]
  }

  /// The code of a number that a training gives.
  private static let trainingKind = 6

  // MARK: Numbers

  /// Where a number comes from: its kind and index.
  static func place(_ number: Knobs.Number) -> String { "\(number.kind):\(number.index)" }

  /// A number that says where it comes from.
  private func number(_ number: Knobs.Number, _ more: Attributes = [:]) -> Node {
    .inline(
      "span", ["data-number": Self.place(number)] + more, DisplayHTML.number(number.text))
  }

  // MARK: Derivatives

  private func table(_ rows: [Knobs.Row], _ decimals: Int) -> Node {
    func heading(_ phrase: Phrase, isNumber: Bool = false) -> Node {
      .inline("th", ["scope": "col", "class": isNumber ? "number" : nil], say(phrase))
    }
    let headings = [
      heading(.derivative), heading(.factorsFromLoss), heading(.backpropagated, isNumber: true),
      heading(.centralDifference, isNumber: true)
    ]
    return DisplayHTML.scrolling(
      "derivatives", label: say(.derivativeTable),
      [
        .block(
          "table", [:],
          [
            .line("thead", [:], [.inline("tr", [:], headings)]),
            .block("tbody", [:], rows.map { row($0, decimals) })
          ])
      ])
  }

  private func row(_ row: Knobs.Row, _ decimals: Int) -> Node {
    let numbers = [
      (Phrase.backpropagated, row.backpropagated), (.centralDifference, row.difference)
    ].map { heading, value -> Node in
      .inline(
        "td", ["class": "number", "data-label": say(heading)],
        [number(value, ["data-decimals": "\(decimals)"])])
    }
    return .line(
      "tr", [:],
      [
        .inline("th", ["scope": "row"], "d\(knobs.of)/d\(row.parameter)"),
        .inline("td", ["class": "factors"], factors(row))
      ] + numbers)
  }

  private func factors(_ row: Knobs.Row) -> [Node] {
    let times: [Node] = [.text(" "), .inline("span", ["class": "times"], "·"), .text(" ")]
    let plus: [Node] = [.text(" "), .inline("span", ["class": "plus"], "+"), .text(" ")]
    var terms: [[Node]] = row.paths.map { path in
      let factors = Array(path.map { [factor($0)] }.joined(separator: times))
      return [.inline("span", ["class": "path"], path.isEmpty ? [.text("1")] : factors)]
    }
    if let omitted = row.omittedPaths { terms.append([.text("… (\(say(.paths(omitted))))")]) }
    return terms.isEmpty ? [.text("0")] : Array(terms.joined(separator: plus))
  }

  private func factor(_ factor: Knobs.Factor) -> Node {
    let content: [Node] = [
      .inline("span", ["class": "symbol"], factor.symbol), .text(" "),
      number(factor.number, ["class": "value"])
    ]
    let edge = Self.place(factor.number)
    guard factor.isShared else {
      return .inline("span", ["class": "factor", "data-edge": edge], content)
    }
    return .inline(
      "mark",
      ["class": "factor shared", "title": say(.alreadyComputed), "data-edge": edge],
      content + [.inline("span", ["class": "hidden-text"], " (\(say(.shared)))")])
  }
}
