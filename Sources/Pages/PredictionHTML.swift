import Drawings
import Lessons
import Markup
import Memo
import Programs
import Text
import Verdicts
import Wire

/// Predictions as elements of HTML: the question with a `?` for each answer, and the answers folded below it. A
/// script puts inputs in place of the `?` and judges what is typed by what stands in their
/// attributes; without it, and on paper, the page asks the same.
struct PredictionHTML {
  /// A value that is asked for.
  struct Value {
    /// What it is the value of.
    var expression: String
    var prediction: Prediction
    /// As the page shows it when it is told.
    var shown: String
  }

  private let texts: CourseTexts
  /// Whether answers are unfolded.
  private let isOpen: Bool
  /// The number of the last prediction.
  private var number = 0
  /// The values that the block being woven asks for in its sentences.
  private var sentences: [Value] = []
  /// What is said at the end of the page, on paper: each prediction's answer.
  private var told: [(number: Int, text: String)] = []

  init(_ texts: CourseTexts, isOpen: Bool) { (self.texts, self.isOpen) = (texts, isOpen) }

  // MARK: Kinds

  /// A block that is asked for its values, its output, or both.
  ///
  /// - Parameters:
  ///   - output: `nil` where it shows nothing, or pictures, which a reader draws for themselves.
  ///   - answer: what the block showed.
  ///   - plainText: the same as text.
  mutating func block(
    values: [Value], output: Prediction?, answer: [Node], plainText: String
  ) -> Node {
    number += 1
    var question: [Node] = []
    var answers: [String] = []
    for value in values {
      question.append(
        .line(
          "p", ["class": "asks"],
          [.inline("code", [:], value.expression), .text(" → ")]
            + asks(value.prediction, label: value.expression)))
      answers.append("\(value.expression)  // => \(value.shown)")
    }
    if let output {
      question.append(
        .line("pre", ["class": "asks"], [.inline("samp", [:], asks(output, label: nil))]))
    }
    let shown = answers.isEmpty ? [] : [told(answers.joined(separator: "\n"))]
    if !plainText.isEmpty { answers.append(plainText) }
    return box(
      texts.predictionShows, question, answer: shown + answer,
      told: answers.joined(separator: "\n"))
  }

  /// A block that fails: the reader says how.
  mutating func outcome(
    _ mode: SwiftFence.Mode, answer: [Node], plainText: String
  ) -> Node {
    number += 1
    let outcomes = [texts.outcomeRuns, texts.outcomeDoesNotCompile, texts.outcomeCrashes]
    let right = outcomes[mode == .compileFail ? 1 : 2]
    let asked = ask(right, ["data-choices": outcomes.joined(separator: "|")], label: "")
    return box(
      texts.predictionOutcome, [.line("p", ["class": "asks"], [asked])],
      answer: [.line("p", [:], right)] + answer,
      told: plainText.isEmpty ? right : "\(right)\n\(plainText)")
  }

  /// A table of derivatives, some of which the reader is asked for.
  mutating func table(_ derivatives: Derivatives, _ drawing: DisplayHTML) -> Node {
    number += 1
    let numbered = self
    let question = drawing.html(derivatives) { row, name in
      let tolerance = row.predictionTolerance.flatMap { DecimalNumber($0) }
      return numbered.asks(
        Prediction(recorded: [row.backpropagated], tolerance: tolerance), label: name)
    }
    let asked = derivatives.rows.filter { $0.predictionTolerance != nil }.map {
      "d\(derivatives.of)/d\($0.parameter) = \($0.backpropagated)"
    }
    return box(
      texts.predictionValue, [question], answer: [drawing.html(derivatives)],
      told: asked.joined(separator: "\n"))
  }

  /// A value in a sentence; what asks for it stands behind the sentence's block.
  mutating func inSentence(_ value: Value) -> [Node] {
    if sentences.isEmpty { number += 1 }
    sentences.append(value)
    return asks(value.prediction, label: value.expression)
  }

  /// What is asked in the sentences of a block that ends here, if anything is.
  mutating func takeSentences() -> [Node] {
    if sentences.isEmpty { return [] }
    let answers = sentences.map { "\($0.expression)  // => \($0.shown)" }.joined(separator: "\n")
    sentences = []
    return [box(texts.predictionValue, [], answer: [told(answers)], told: answers)]
  }

  /// What a browser remembers an answer by: it stays the same where another prediction is put above.
  static func key(_ text: String) -> String { String(Checksum(Array(text.utf8)).text.prefix(8)) }

  // MARK: Parts

  private mutating func box(
    _ title: String, _ question: [Node], answer: [Node], told: String
  ) -> Node {
    self.told.append((number, told))
    let title = title.replacing("{n}", with: "\(number)")
    let attributes: Attributes = [
      "class": "prediction", "role": "group", "aria-label": title,
      "data-prediction": "\(number)", "data-key": Self.key(told)
    ]
    let folded = Node.block(
      "details", ["class": "answer", "open": isOpen ? "" : nil],
      [.line("summary", [:], texts.showAnswer)] + answer)
    return .block(
      "div", number == 1 ? attributes + says : attributes,
      [.line("p", ["class": "prediction-title"], title)] + question + [folded])
  }

  /// An answer as the page shows it.
  private func told(_ answer: String) -> Node {
    DisplayHTML.output(answer, label: texts.showAnswer)
  }

  /// The recorded text with a place for each thing that is asked for.
  ///
  /// - Parameter label: what the places are for; `nil` for what stands before each.
  private func asks(_ prediction: Prediction, label: String?) -> [Node] {
    var html: [Node] = []
    var before = ""
    var count = 0
    let isOnly = prediction.pieces.count == 1
    for piece in prediction.pieces {
      switch piece {
      case .given(let text):
        html.append(.text(text))
        before = text.textLines.last.map(String.init)?.trimmingBlanks() ?? ""
      case .number(let recorded, let within):
        count += 1
        let place = texts.predictionNumber.replacing("{n}", with: "\(count)")
        let label =
          label.map { isOnly ? $0 : "\($0), \(place)" } ?? (before.isEmpty ? place : before)
        let rule: Attributes = [
          "data-within": within.map { "\($0)" }, "data-exact": within == nil ? "" : nil
        ]
        html.append(ask(recorded, rule, label: label))
      case .text(let text):
        html.append(ask(text, ["data-lines": "\(text.textLines.count)"], label: label ?? ""))
      }
    }
    return html
  }

  private func ask(_ answer: String, _ rule: Attributes, label: String) -> Node {
    .inline(
      "span",
      ["class": "ask", "data-of": "\(number)", "data-is": answer] + rule + ["data-label": label],
      "?")
  }

  /// What the script says, once a page.
  private var says: Attributes {
    [
      "data-judge": texts.judge, "data-choose": texts.choose, "data-your": texts.yourPrediction,
      "data-right": texts.predictionRight, "data-wrong": texts.predictionWrong,
      "data-partly": texts.predictionPartly, "data-empty": texts.predictionEmpty,
      "data-no-number": texts.predictionNoNumber, "data-sign": texts.nearSign,
      "data-two": texts.nearTwo, "data-ten": texts.nearTen, "data-fewer": texts.nearFewer,
      "data-whole": texts.nearWhole, "data-letters": texts.nearLetters
    ]
  }

  // MARK: Paper

  /// The answers at the end, which only paper and books show.
  var answers: [Node] {
    guard !told.isEmpty else { return [] }
    let items = told.map { number, text in
      Node.line(
        "li", ["value": "\(number)"],
        [.inline("pre", ["class": "output"], [.inline("samp", [:], text)])])
    }
    return [
      .block(
        "section", ["class": "answers"],
        [.line("h2", [:], texts.answers), .block("ol", [:], items)])
    ]
  }
}
