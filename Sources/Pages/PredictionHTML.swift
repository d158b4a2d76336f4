import Drawings
import Lessons
import Markup
import Memo
import Programs
import Text
import Verdicts
import Wire

/// Predictions as HTML: the question with a `?` for each answer, and the answers folded below it. A
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
  ///   - answer: what the block showed, as HTML.
  ///   - plainText: the same as text.
  mutating func block(
    values: [Value], output: Prediction?, answer: String, plainText: String
  ) -> String {
    number += 1
    var question = ""
    var answers: [String] = []
    for value in values {
      let pieces = asks(value.prediction, label: value.expression)
      question +=
        "<p class=\"asks\"><code>\(HTML.escaped(value.expression))</code> → \(pieces)</p>\n"
      answers.append("\(value.expression)  // => \(value.shown)")
    }
    if let output {
      question += "<pre class=\"asks\"><samp>\(asks(output, label: nil))</samp></pre>\n"
    }
    let shown =
      answers.isEmpty
      ? "" : [DisplayHTML.output(answers.joined(separator: "\n"), label: texts.showAnswer)].asHTML
    if !plainText.isEmpty { answers.append(plainText) }
    return box(
      texts.predictionShows, question, answer: shown + answer,
      told: answers.joined(separator: "\n"))
  }

  /// A block that fails: the reader says how.
  mutating func outcome(
    _ mode: SwiftFence.Mode, answer: String, plainText: String
  ) -> String {
    number += 1
    let outcomes = [texts.outcomeRuns, texts.outcomeDoesNotCompile, texts.outcomeCrashes]
    let right = outcomes[mode == .compileFail ? 1 : 2]
    let choices = HTML.escaped(outcomes.joined(separator: "|"))
    let question =
      "<p class=\"asks\">"
      + ask(right, "data-choices=\"\(choices)\"", label: "") + "</p>\n"
    return box(
      texts.predictionOutcome, question, answer: "<p>\(right)</p>\n\(answer)",
      told: plainText.isEmpty ? right : "\(right)\n\(plainText)")
  }

  /// A table of derivatives, some of which the reader is asked for.
  mutating func table(_ derivatives: Derivatives, _ drawing: DisplayHTML) -> String {
    number += 1
    let numbered = self
    let question = drawing.html(derivatives) { row, name in
      let tolerance = row.predictionTolerance.flatMap { DecimalNumber($0) }
      return [
        .written(
          numbered.asks(
            Prediction(recorded: [row.backpropagated], tolerance: tolerance), label: name))
      ]
    }
    let asked = derivatives.rows.filter { $0.predictionTolerance != nil }.map {
      "d\(derivatives.of)/d\($0.parameter) = \($0.backpropagated)"
    }
    return box(
      texts.predictionValue, [question].asHTML, answer: [drawing.html(derivatives)].asHTML,
      told: asked.joined(separator: "\n"))
  }

  /// A value in a sentence; what asks for it stands behind the sentence's block.
  mutating func inSentence(_ value: Value) -> String {
    if sentences.isEmpty { number += 1 }
    sentences.append(value)
    return asks(value.prediction, label: value.expression)
  }

  /// What is asked in the sentences of a block that ends here, if anything is.
  mutating func takeSentences() -> String {
    if sentences.isEmpty { return "" }
    let answers = sentences.map { "\($0.expression)  // => \($0.shown)" }.joined(separator: "\n")
    sentences = []
    return box(
      texts.predictionValue, "", answer: [DisplayHTML.output(answers, label: texts.showAnswer)].asHTML,
      told: answers)
  }

  /// What a browser remembers an answer by: it stays the same where another prediction is put above.
  static func key(_ text: String) -> String { String(Digest(Array(text.utf8)).text.prefix(8)) }

  // MARK: Parts

  private mutating func box(
    _ title: String, _ question: String, answer: String, told: String
  ) -> String {
    self.told.append((number, told))
    let key = Self.key(told)
    let title = title.replacing("{n}", with: "\(number)")
    return "<div class=\"prediction\" role=\"group\" aria-label=\"\(title)\" "
      + "data-prediction=\"\(number)\" data-key=\"\(key)\"\(number == 1 ? says : "")>\n"
      + "<p class=\"prediction-title\">\(title)</p>\n\(question)"
      + "<details class=\"answer\"\(isOpen ? " open=\"\"" : "")>\n<summary>\(texts.showAnswer)</summary>\n\(answer)</details>\n"
      + "</div>\n"
  }

  /// The recorded text with a place for each thing that is asked for.
  ///
  /// - Parameter label: what the places are for; `nil` for what stands before each.
  private func asks(_ prediction: Prediction, label: String?) -> String {
    var html = ""
    var before = ""
    var count = 0
    let isOnly = prediction.pieces.count == 1
    for piece in prediction.pieces {
      switch piece {
      case .given(let text):
        html += HTML.escaped(text)
        before = text.textLines.last.map(String.init)?.trimmingBlanks() ?? ""
      case .number(let recorded, let within):
        count += 1
        let place = texts.predictionNumber.replacing("{n}", with: "\(count)")
        let rule = within.map { "data-within=\"\($0)\"" } ?? "data-exact=\"\""
        html += ask(
          recorded, rule,
          label: label.map { isOnly ? $0 : "\($0), \(place)" } ?? (before.isEmpty ? place : before))
      case .text(let text):
        let lines = text.textLines.count
        html += ask(text, "data-lines=\"\(lines)\"", label: label ?? "")
      }
    }
    return html
  }

  private func ask(_ answer: String, _ rule: String, label: String) -> String {
    "<span class=\"ask\" data-of=\"\(number)\" data-is=\"\(HTML.escaped(answer))\" \(rule) "
      + "data-label=\"\(HTML.escaped(label))\">?</span>"
  }

  /// What the script says, once a page.
  private var says: String {
    [
      ("judge", texts.judge), ("choose", texts.choose), ("your", texts.yourPrediction),
      ("right", texts.predictionRight), ("wrong", texts.predictionWrong),
      ("partly", texts.predictionPartly), ("empty", texts.predictionEmpty),
      ("no-number", texts.predictionNoNumber), ("sign", texts.nearSign), ("two", texts.nearTwo),
      ("ten", texts.nearTen), ("fewer", texts.nearFewer), ("whole", texts.nearWhole),
      ("letters", texts.nearLetters)
    ].map { " data-\($0)=\"\(HTML.escaped($1))\"" }.joined()
  }

  // MARK: Paper

  /// The answers at the end, which only paper and books show.
  var answers: String {
    guard !told.isEmpty else { return "" }
    let items = told.map { number, text in
      "<li value=\"\(number)\"><pre class=\"output\"><samp>\(HTML.escaped(text))</samp></pre></li>\n"
    }
    return "<section class=\"answers\">\n<h2>\(texts.answers)</h2>\n<ol>\n\(items.joined())</ol>\n"
      + "</section>\n"
  }
}
