import Text
import Wire

/// Where the numbers of a graph come from that moves with knobs.
struct LiveGraph {
  let nodes: [Knobs.Node]
  let arrows: [Knobs.Number]

  /// A text with a number, as wide as it may become.
  static func widest(_ text: String) -> String {
    let words = text.split(separator: " ").dropLast()
    return (words + ["−0.00000"]).joined(separator: " ")
  }

  /// A number that says where it comes from.
  func marked(_ text: String, _ number: Knobs.Number?) -> String {
    guard let number else { return HTML.escaped(text) }
    return "<tspan data-number=\"\(KnobsDrawing.place(number))\">\(HTML.escaped(text))</tspan>"
  }

  /// The attribute by which an arrow lights up with its factor.
  func edge(_ index: Int) -> String { " data-edge=\"\(KnobsDrawing.place(arrows[index]))\"" }
}
