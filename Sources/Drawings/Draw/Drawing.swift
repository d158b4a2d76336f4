import Text
import Wire

/// What stands around a picture: its title, its legend, what was left out, and its data.
///
/// Texts of any length stand in HTML, where they wrap; inside the picture are numbers only.
struct Drawing {
  /// What kind of picture it is, for the stylesheet.
  package var kind: String
  package var title: String
  var legend = ""
  /// What stands above the picture at its left: what the vertical axis measures.
  var above: String?
  var picture: String
  /// What stands below the picture: what the horizontal axis measures.
  var below: String?
  var notes: [String] = []
  /// The numbers, as tables; nothing where the picture is a table itself.
  package var data: DrawnData?
  /// Whether the picture keeps its size and scrolls where it is too wide.
  var scrolls = false

  package func html(_ context: DrawingContext) -> String {
    var html = "<div class=\"drawing \(kind)\">\n"
    html += "<p class=\"drawing-title\">\(HTML.escaped(title))</p>\n" + legend
    if let above { html += "<p class=\"axis above\">\(above)</p>\n" }
    if scrolls {
      html +=
        "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"\(HTML.escaped(title))\">"
        + "\n\(picture)</div>\n"
    } else {
      html += picture
    }
    if let below { html += "<p class=\"axis below\">\(below)</p>\n" }
    for note in notes { html += "<p class=\"note\">\(HTML.escaped(note))</p>\n" }
    if let data {
      html += "<details class=\"data\"><summary>\(context.say(.data))</summary>\n\(data.html)"
      if !data.isWhole { html += context.links() }
      html += "</details>\n"
    }
    return html + "</div>\n"
  }

  /// A picture with a text in its place for those who do not see it.
  ///
  /// - Parameter isFixed: whether it keeps its size where there is less room.
  package static func svg(
    _ content: String, width: Double, height: Double, alternative: String, isFixed: Bool = false
  ) -> String {
    let (width, height) = (Coordinate.text(width), Coordinate.text(height))
    let size = isFixed ? " width=\"\(width)\" height=\"\(height)\"" : ""
    return "<svg viewBox=\"0 0 \(width) \(height)\"\(size) role=\"img\" "
      + "aria-label=\"\(HTML.escaped(alternative))\">\n\(content)</svg>\n"
  }

  /// A list of what the marks mean; each mark is a small picture of its own.
  static func legend(_ entries: [(mark: String, name: String)]) -> String {
    guard !entries.isEmpty else { return "" }
    let items = entries.map { mark, name in
      "<li><svg viewBox=\"0 0 28 12\" width=\"28\" height=\"12\" aria-hidden=\"true\">\(mark)</svg> "
        + "\(HTML.escaped(name))</li>\n"
    }
    return "<ul class=\"legend\">\n\(items.joined())</ul>\n"
  }
}
