import Text
import Wire

/// Frames behind a slider. On paper and without script the first, the middle and the last show.
struct StepsDrawing {
  package let steps: Steps
  package let context: DrawingContext
  /// A frame's display as HTML.
  package let html: (Display) -> String

  func drawn() -> String {
    let say = context.say
    let last = steps.frames.count - 1
    var text = "<div class=\"drawing steps\" role=\"group\" "
    text += "aria-label=\"\(HTML.escaped(steps.heading(say)))\">\n"
    text += "<p class=\"drawing-title\">\(HTML.escaped(steps.heading(say)))</p>\n"
    guard let final = steps.frames.last else {
      return text + "<p class=\"note\">\(say(.noSteps))</p>\n</div>\n"
    }
    let name = HTML.escaped(steps.name(say))
    if last > 0 {
      text +=
        "<div class=\"stepper\" hidden=\"\">\n"
        + "<button type=\"button\" data-by=\"-1\" aria-label=\"\(say(.previousStep))\">←</button>\n"
        + "<input type=\"range\" min=\"0\" max=\"\(last)\" value=\"\(last)\" "
        + "aria-label=\"\(name)\" aria-valuetext=\"\(name) \(HTML.escaped(final.label))\">\n"
        + "<button type=\"button\" data-by=\"1\" aria-label=\"\(say(.nextStep))\">→</button>\n</div>\n"
    }
    let shown: Set<Int> = [0, last / 2, last]
    for (index, frame) in steps.frames.enumerated() {
      let isShown = shown.contains(index)
      let label = "\(name) \(HTML.escaped(frame.label))"
      text +=
        "<div class=\"frame\(isShown ? " shown" : "")\" data-label=\"\(label)\""
        + "\(isShown ? "" : " hidden=\"\"")>\n"
        + "<p class=\"frame-label\">\(label)</p>\n\(html(frame.display))</div>\n"
    }
    for note in steps.notes(say) { text += "<p class=\"note\">\(HTML.escaped(note))</p>\n" }
    // What the frames behind the last one show is reached without a script, too.
    return text + context.links() + "</div>\n"
  }
}
