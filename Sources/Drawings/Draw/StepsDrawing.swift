import Markup
import Text
import Wire

/// Frames behind a slider. On paper and without script the first, the middle and the last show.
struct StepsDrawing {
  package let steps: Steps
  package let context: DrawingContext
  /// A frame's display as HTML.
  package let html: (Display) -> [Node]

  func drawn() -> Node {
    let say = context.say
    let last = steps.frames.count - 1
    let heading = steps.heading(say)
    var content: [Node] = [.line("p", ["class": "drawing-title"], heading)]
    if let final = steps.frames.last {
      if last > 0 { content.append(stepper(last: last, final)) }
      content += frames(last: last) + steps.notes(say).map(Drawing.note)
      // What the frames behind the last one show is reached without a script, too.
      content += context.links()
    } else {
      content.append(Drawing.note(say(.noSteps)))
    }
    return .block(
      "div", ["class": "drawing steps", "role": "group", "aria-label": heading], content)
  }

  private var name: String { steps.name(context.say) }

  /// The slider, and a button on either side.
  private func stepper(last: Int, _ final: Steps.Frame) -> Node {
    func button(_ by: String, _ label: Phrase, _ text: String) -> Node {
      .line(
        "button", ["type": "button", "data-by": by, "aria-label": context.say(label)], text)
    }
    return .block(
      "div", ["class": "stepper", "hidden": ""],
      [
        button("-1", .previousStep, "←"),
        .line(
          "input",
          [
            "type": "range", "min": "0", "max": "\(last)", "value": "\(last)", "aria-label": name,
            "aria-valuetext": "\(name) \(final.label)"
          ]),
        button("1", .nextStep, "→")
      ])
  }

  private func frames(last: Int) -> [Node] {
    let shown: Set<Int> = [0, last / 2, last]
    return steps.frames.enumerated().map { index, frame in
      let isShown = shown.contains(index)
      let label = "\(name) \(frame.label)"
      return .block(
        "div",
        [
          "class": isShown ? "frame shown" : "frame", "data-label": label,
          "hidden": isShown ? nil : ""
        ], [.line("p", ["class": "frame-label"], label)] + html(frame.display))
    }
  }
}
