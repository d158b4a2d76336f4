import Foundation

@testable import Drawings
@testable import Formulas
@testable import Lessons
@testable import Markup
@testable import Programs
@testable import Text
@testable import Wire

/// Any display that is sound is drawn as a tree in which nothing runs, and has a text.
enum Displays {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let display = try? JSONDecoder().decode(Display.self, from: Data(bytes)),
      Event.shown(display, output: 0).isSound
    else { return }
    for texts in [CourseTexts.english, CourseTexts.texts(for: "zh-Hans").texts] {
      var files: [String] = []
      let html = DisplayHTML(texts) { formula in
        .inline("math", ["alttext": formula.tex])
      } layout: { request in
        inARow(request)
      } keepCSV: { csv in
        files.append(csv)
        return "\(files.count).csv"
      }
      let tree = html.html(display)
      try Harmless.check(tree)
      let printed = tree.asHTML
      guard let read = TreeReader.tree(printed) else {
        throw Violation(description: "not closed: \(printed)")
      }
      try hold(Printing.isSame(read.asHTML, printed), "read as another: \(printed)")
    }
    _ = display.plainText
  }

  /// Boxes in a row, which is a layout too.
  private static func inARow(_ request: GraphLayout.Request) -> GraphLayout {
    GraphLayout(
      width: 100.0 * Double(request.boxes.count), height: 60,
      nodes: request.boxes.indices.map { .init(x: 50 + 100 * Double($0), y: 30) },
      edges: request.arrows.map { arrow in
        [
          .init(x: 100 * Double(arrow.from), y: 30), .init(x: 10, y: 5), .init(x: 20, y: 5),
          .init(x: 100 * Double(arrow.to), y: 30)
        ]
      }, labels: request.arrows.map { $0.label.map { _ in .init(x: 5, y: 5) } })
  }
}
