import Lessons
import Markup
import Text
import Wire

/// Small pictures side by side.
struct ImagesDrawing {
  let grid: ImageGrid
  package let context: DrawingContext
  private var say: Wording { context.say }

  package var html: Node {
    Drawing(
      kind: "images", title: grid.heading(say),
      picture: grid.images.isEmpty
        ? [Drawing.note(say(.noImages))]
        : [.block("ul", ["class": "gallery"], grid.images.indices.map(image))],
      below: nil,
      notes: (grid.images.isEmpty ? [] : [range]) + grid.notes(say), data: data
    ).html(context)
  }

  private var range: String {
    say(.shades(grid.scale[0].shown(), grid.scale[1].shown()))
      .replacing("-", with: "−")
  }

  private func image(_ place: Int) -> Node {
    let image = grid.images[place]
    let (width, height) = (image.rows.first?.count ?? 0, image.rows.count)
    let cells = image.rows.map { row in
      row.map { digit -> Shades.Cell in
        guard let level = digit.hexDigitValue else { return .missing }
        return .shade("ink", (level * Shades.levels + 7) / 15)
      }
    }
    let name = say(
      .pixels(grid.name(of: place, say), width: image.size[0], height: image.size[1]))
    // A picture is as large as its place, which is larger for more pixels.
    let isHigh = height > 3 * width
    let isLow = width > 3 * height
    let side =
      isHigh ? "high" : isLow ? "low" : max(width, height) <= 12 ? "small" : "large"
    let label = image.label.map { [Node.inline("span", [:], $0)] } ?? []
    let picture = Node.inline(
      "svg",
      [
        "class": "shades", "viewBox": "0 -.5 \(max(1, width)) \(max(1, height))", "role": "img",
        "aria-label": name
      ], Shades.paths(cells))
    return .line("li", ["class": side], [picture] + label)
  }

  /// The shades of the first pictures, of 15.
  private var data: DrawnData? {
    guard !grid.images.isEmpty, !context.isFrame else { return nil }
    var data = DrawnData(isWhole: grid.images.count <= 2)
    for (place, image) in grid.images.prefix(2).enumerated() {
      let width = image.rows.first?.count ?? 0
      data.add(
        Table(
          columns: [say(.row)] + (0..<width).map { "\($0)" },
          rows: image.rows.enumerated().map { row, digits in
            ["\(row)"] + digits.map { $0.hexDigitValue.map(String.init) ?? "" }
          }, caption: say(.shadesOf(grid.name(of: place, say)))), limit: 16, say)
    }
    return data
  }
}
