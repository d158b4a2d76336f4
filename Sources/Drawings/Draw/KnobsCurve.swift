import Text
import Wire

/// The loss curve of a training that moves with knobs. The script draws the same curve for other
/// numbers, so its rules are few, and both follow them to the tenth of a unit.
struct KnobsCurve {
  let training: Knobs.Training
  let of: String
  let say: Wording

  /// Where the axes stand in the picture: `knobs.js` has the same numbers.
  private static let frame = (left: 92.0, top: 12.0, width: 412.0, height: 240.0)

  func html(sentence: String) -> String {
    let heading = say(.learning)
    return "<div class=\"drawing plot training\" data-steps=\"\(training.steps)\">\n"
      + "<p class=\"drawing-title\">\(HTML.escaped(heading))</p>\n"
      + "<p class=\"axis above\">\(HTML.escaped(of))</p>\n" + picture(heading)
      + "<p class=\"axis below\">\(HTML.escaped(say(.steps)))</p>\n"
      + "<p class=\"note\">\(sentence)</p>\n</div>\n"
  }

  /// The losses that are drawn: what is larger has left any training that a reader could look at.
  private var losses: [Double?] {
    training.losses.map { $0.flatMap { $0.magnitude < 1e300 ? $0 : nil } }
  }

  private func picture(_ heading: String) -> String {
    let frame = Self.frame
    let scale = Scale(losses.compactMap(\.self))
    let bottom = frame.top + frame.height
    var marks =
      "M\(Coordinate.text(frame.left)) \(Coordinate.text(bottom))h\(Coordinate.text(frame.width))"
    var labels = ""
    for step in Self.places(training.steps) {
      let x = Coordinate.text(frame.left + frame.width * Double(step) / Double(training.steps))
      marks += "M\(x) \(Coordinate.text(bottom))v5"
      labels += "<text class=\"x\" x=\"\(x)\" y=\"\(Coordinate.text(bottom + 24))\">\(step)</text>"
    }
    let content =
      "<path class=\"rule\" d=\"\(marks)\"/>\n<g class=\"ticks\">\(labels)</g>\n"
      + "<g class=\"levels\">\(levels(scale))</g>\n"
      + "<path class=\"line s0\" d=\"\(path(scale))\"/>\n"
    let alternative = say(
      .sentences([
        say(.about(say(.linePlot), heading)),
        say(
          .lossAfterSteps(
            of, training.losses.first.flatMap { $0?.shown() } ?? "nan", training.last,
            steps: training.steps))
      ]))
    return Drawing.svg(content, width: 520, height: bottom + 30, alternative: alternative)
  }

  /// The ends and, where they are whole, the quarters.
  private static func places(_ steps: Int) -> [Int] {
    steps % 4 == 0 ? (0...4).map { $0 * steps / 4 } : [0, steps]
  }

  private func levels(_ scale: Scale) -> String {
    scale.levels.map { level in
      let y = Coordinate.text(Self.height(level, scale))
      return "<path class=\"grid\" d=\"M\(Coordinate.text(Self.frame.left)) \(y)"
        + "h\(Coordinate.text(Self.frame.width))\"/>"
        + "<text class=\"y\" x=\"\(Coordinate.text(Self.frame.left - 8))\" y=\"\(y)\">"
        + "\(level.shown().replacing("-", with: "−"))</text>"
    }.joined()
  }

  private static func height(_ value: Double, _ scale: Scale) -> Double {
    frame.top + frame.height * (1 - (value - scale.low) / (scale.high - scale.low))
  }

  /// A line through the losses, with a gap where one is infinite or no number.
  private func path(_ scale: Scale) -> String {
    var text = ""
    var isDrawing = false
    for (step, loss) in losses.enumerated() {
      guard let loss else {
        isDrawing = false
        continue
      }
      let x = Self.frame.left + Self.frame.width * Double(step) / Double(training.steps)
      text +=
        "\(isDrawing ? "L" : "M")\(Coordinate.text(x)) \(Coordinate.text(Self.height(loss, scale)))"
      isDrawing = true
    }
    return text
  }

  /// An axis from 0 to the first level that no loss is above, and below 0 likewise.
  private struct Scale {
    var low = 0.0
    var high = 1.0
    var levels: [Double] = []

    init(_ losses: [Double]) {
      let largest = losses.map(\.magnitude).max() ?? 0
      var step = 0.25
      if largest > 0 {
        let unit = PowerOfTen.value(PowerOfTen.exponent(of: largest))
        let top = [1.0, 2, 5, 10].first { $0 * unit >= largest } ?? 10
        step = top * unit / (top == 5 ? 5 : 4)
      }
      let first = ((losses.min() ?? 0) / step).rounded(.down)
      let last = ((losses.max() ?? 0) / step).rounded(.up)
      let (lowest, highest) = (max(-5, min(0, first)), max(min(5, last), first < 0 ? 0 : 1))
      low = lowest * step
      high = highest * step
      levels = (Int(lowest)...Int(highest)).map { Double($0) * step }
    }
  }
}
