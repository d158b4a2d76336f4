import Markup
import Text
import Wire

/// What stands around a picture: its title, its legend, what was left out, and its data.
///
/// Texts of any length stand in HTML, where they wrap; inside the picture are numbers only.
struct Drawing {
  /// What kind of picture it is, for the stylesheet.
  package var kind: String
  package var title: String
  var legend: [Node] = []
  /// What stands above the picture at its left: what the vertical axis measures.
  var above: String?
  var picture: [Node]
  /// What stands below the picture: what the horizontal axis measures.
  var below: String?
  var notes: [String] = []
  /// The numbers, as tables; nothing where the picture is a table itself.
  package var data: DrawnData?
  /// Whether the picture keeps its size and scrolls where it is too wide.
  var scrolls = false

  package func html(_ context: DrawingContext) -> Node {
    var content: [Node] = [.line("p", ["class": "drawing-title"], title)] + legend
    if let above { content.append(.line("p", ["class": "axis above"], above)) }
    if scrolls {
      content.append(
        .block(
          "div", ["class": "scroll", "role": "group", "tabindex": "0", "aria-label": title],
          picture))
    } else {
      content += picture
    }
    if let below { content.append(.line("p", ["class": "axis below"], below)) }
    content += notes.map(Self.note)
    if let data {
      content.append(
        .line(
          "details", ["class": "data"],
          [.line("summary", [:], context.say(.data))] + data.html
            + (data.isWhole ? [] : context.links())))
    }
    return .block("div", ["class": "drawing \(kind)"], content)
  }

  /// A sentence below a picture or in its place.
  static func note(_ text: String) -> Node { .line("p", ["class": "note"], text) }

  /// A picture with a text in its place for those who do not see it.
  ///
  /// - Parameter isFixed: whether it keeps its size where there is less room.
  package static func svg(
    _ content: [Node], width: Double, height: Double, alternative: String, isFixed: Bool = false
  ) -> Node {
    let (width, height) = (Coordinate.text(width), Coordinate.text(height))
    return .block(
      "svg",
      [
        "viewBox": "0 0 \(width) \(height)", "width": isFixed ? width : nil,
        "height": isFixed ? height : nil, "role": "img", "aria-label": alternative
      ], content)
  }

  /// A text in a picture.
  static func text(_ text: String, _ name: String?, x: Double, y: Double) -> Node {
    .inline(
      "text", ["class": name, "x": Coordinate.text(x), "y": Coordinate.text(y)], text)
  }

  /// A path of a picture.
  static func path(_ name: String, _ data: String, _ more: Attributes = [:]) -> Node {
    .inline("path", ["class": name] + more + ["d": data])
  }

  /// A list of what the marks mean; each mark is a small picture of its own.
  static func legend(_ entries: [(mark: Node, name: String)]) -> [Node] {
    guard !entries.isEmpty else { return [] }
    let size: Attributes = [
      "viewBox": "0 0 28 12", "width": "28", "height": "12", "aria-hidden": "true"
    ]
    return [
      .block(
        "ul", ["class": "legend"],
        entries.map { mark, name in
          .line("li", [:], [.inline("svg", size, [mark]), .text(" \(name)")])
        })
    ]
  }
}

extension Node {
  /// The same element with a line's end behind it.
  var onItsLine: Node {
    guard case .element(var element) = self else { return self }
    element.layout = .line
    return .element(element)
  }
}
