extension ImageGrid {
  /// The title, or what it is.
  public var heading: String { title ?? "Images" }

  /// What was left out or thinned, a sentence each.
  public var notes: [String] {
    var notes: [String] = []
    if count > images.count { notes.append("\(images.count) of \(count) images drawn") }
    let thinned = images.count { $0.size != [$0.rows.first?.count ?? 0, $0.rows.count] }
    if thinned > 0 {
      notes.append(
        Counted.text(thinned, "image is", "images are") + " drawn as means of blocks of pixels")
    }
    let broken = images.reduce(0) { sum, image in
      sum + image.rows.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "x") } }
    }
    if broken > 0 {
      notes.append(
        Counted.text(broken, "pixel is", "pixels are") + " struck out, being infinite or no number")
    }
    return notes
  }

  /// What a picture is called.
  public func name(of place: Int) -> String { images[place].label ?? "image \(place + 1)" }

  /// Nine marks, from light to dark. None is a letter, a digit or a point: what is recorded of them
  /// is compared as a text.
  private static let marks: [Character] = ["·", ":", "-", "=", "+", "*", "#", "%", "@"]

  private static func marks(_ row: String) -> String {
    String(
      row.map { digit in
        guard let level = digit.hexDigitValue else { return "x" }
        return marks[(level * (marks.count - 1) + 7) / 15]
      })
  }

  /// The title, the first pictures in marks from light to dark, side by side, and what was left out.
  public var plainText: String {
    var lines = [heading]
    if images.isEmpty { lines.append("no images") }
    var rest = images.prefix(8).enumerated().map { (name: name(of: $0.offset), image: $0.element) }[
      ...]
    while !rest.isEmpty {
      // As many beside one another as a line holds.
      var line: [(name: String, image: Image)] = []
      var width = 0
      while let next = rest.first {
        let room = max(next.name.count, next.image.rows.first?.count ?? 0) + 2
        if !line.isEmpty, width + room > 74 { break }
        width += room
        line.append(next)
        rest.removeFirst()
      }
      let height = line.map(\.image.rows.count).max() ?? 0
      for row in -1..<height {
        var text = ""
        for (name, image) in line {
          let room = max(name.count, image.rows.first?.count ?? 0) + 2
          let part =
            row < 0 ? name : row < image.rows.count ? Self.marks(image.rows[row]) : ""
          text += part + String(repeating: " ", count: room - part.count)
        }
        lines.append(text.droppingTrailingBlanks())
      }
    }
    if !images.isEmpty { lines.append("· is \(scale[0].shown()), @ is \(scale[1].shown())") }
    if images.count > 8 { lines.append("8 of \(count) images printed") }
    return (lines + notes).joined(separator: "\n")
  }
}
