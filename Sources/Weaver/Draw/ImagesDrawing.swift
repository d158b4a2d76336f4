import Wire

/// Small pictures side by side.
struct ImagesDrawing {
  let grid: ImageGrid
  /// How many pictures have their pixels in the table of data.
  var tableLimit = 2

  var html: String {
    Drawing(
      kind: "images", title: grid.heading,
      picture: grid.images.isEmpty
        ? "<p class=\"note\">no images</p>\n"
        : "<ul class=\"gallery\">\n\(grid.images.indices.map(image).joined())</ul>\n",
      below: nil,
      notes: (grid.images.isEmpty ? [] : [range]) + grid.notes, data: data
    ).html
  }

  private var range: String {
    "lightest \(grid.scale[0].shown()), darkest \(grid.scale[1].shown())"
      .replacing("-", with: "−")
  }

  private func image(_ place: Int) -> String {
    let image = grid.images[place]
    let (width, height) = (image.rows.first?.count ?? 0, image.rows.count)
    let cells = image.rows.map { row in
      row.map { digit -> Shades.Cell in
        guard let level = digit.hexDigitValue else { return .missing }
        return .shade("ink", (level * Shades.levels + 7) / 15)
      }
    }
    let name = "\(grid.name(of: place)), \(image.size[0]) × \(image.size[1]) pixels"
    // A picture is as large as its place, which is larger for more pixels.
    let side = max(width, height) <= 12 ? "small" : "large"
    let label = image.label.map { "<span>\(HTML.escaped($0))</span>" } ?? ""
    return "<li class=\"\(side)\"><svg class=\"shades\" viewBox=\"0 -.5 \(max(1, width)) "
      + "\(max(1, height))\" role=\"img\" aria-label=\"\(HTML.escaped(name))\">"
      + "\(Shades.paths(cells))</svg>\(label)</li>\n"
  }

  /// The shades of the first pictures, of 15.
  private var data: String? {
    guard !grid.images.isEmpty, tableLimit > 0 else { return nil }
    let tables = grid.images.prefix(tableLimit).enumerated().map { place, image in
      let width = image.rows.first?.count ?? 0
      return Drawing.table(
        Table(
          columns: ["row"] + (0..<width).map { "\($0)" },
          rows: image.rows.enumerated().map { row, digits in
            ["\(row)"] + digits.map { $0.hexDigitValue.map(String.init) ?? "" }
          }, caption: "\(grid.name(of: place)), shades from 0 to 15"))
    }
    return tables.joined()
  }
}
