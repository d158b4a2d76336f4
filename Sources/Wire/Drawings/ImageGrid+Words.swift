extension ImageGrid {
  /// The title, or what it is.
  public func heading(_ say: Wording) -> String { title ?? say(.images) }

  /// What was left out or thinned, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    var notes: [String] = []
    if count > images.count { notes.append(say(.imagesDrawn(images.count, of: count))) }
    let thinned = images.count { $0.size != [$0.rows.first?.count ?? 0, $0.rows.count] }
    if thinned > 0 { notes.append(say(.imagesAsMeans(thinned))) }
    let broken = images.reduce(0) { sum, image in
      sum + image.rows.reduce(0) { $0 + $1.utf8.count { $0 == UInt8(ascii: "x") } }
    }
    if broken > 0 { notes.append(say(.pixelsStruckOut(broken))) }
    return notes
  }

  /// What a picture is called.
  public func name(of place: Int, _ say: Wording) -> String {
    images[place].label ?? say(.image(place + 1))
  }

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
    var lines = [heading(.english)]
    if images.isEmpty { lines.append("no images") }
    let named = images.prefix(8).enumerated().map { index, image in
      (name: name(of: index, .english), image: image)
    }
    var rest = named[...]
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
    return (lines + notes(.english)).joined(separator: "\n")
  }
}
