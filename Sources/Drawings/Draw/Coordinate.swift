import Text

/// Numbers in drawings: tenths of a unit, in as few characters as say so.
enum Coordinate {
  /// The number of tenths nearest to a length; what lies far outside a drawing stays far outside.
  static func tenths(_ length: Double) -> Int {
    guard length.isFinite else { return 0 }
    return Int((max(-100_000, min(100_000, length)) * 10).rounded())
  }

  /// A length with at most one decimal: `12`, `.5`, `-3.2`.
  package static func text(_ length: Double) -> String { text(tenths: tenths(length)) }

  package static func text(tenths: Int) -> String {
    let (whole, part) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = tenths < 0 ? "-" : ""
    if part == 0 { return "\(sign)\(whole)" }
    return whole == 0 ? "\(sign).\(part)" : "\(sign)\(whole).\(part)"
  }
}

/// The `d` of an SVG path: relative steps between rounded places, so that no error adds up.
struct PathData {
  package private(set) var text = ""
  private var place: (x: Int, y: Int) = (0, 0)

  package var isEmpty: Bool { text.isEmpty }

  mutating func move(to x: Double, _ y: Double) {
    place = (Coordinate.tenths(x), Coordinate.tenths(y))
    text += "M\(Coordinate.text(tenths: place.x))"
    append(place.y)
    text += "l"
  }

  package mutating func line(to x: Double, _ y: Double) {
    let next = (x: Coordinate.tenths(x), y: Coordinate.tenths(y))
    guard next != place else { return }
    append(next.x - place.x)
    append(next.y - place.y)
    place = next
  }

  /// A number, with the blank that keeps it from the one before where a sign does not.
  private mutating func append(_ tenths: Int) {
    let number = Coordinate.text(tenths: tenths)
    if let last = text.utf8.last, last != UInt8(ascii: "l"), !number.hasPrefix("-") { text += " " }
    text += number
  }

  /// The path's data; a place that no line leaves is a dot.
  package var data: String { text.hasSuffix("l") ? text + "0 0" : text }

  /// A path through points.
  static func through(_ points: some Sequence<(x: Double, y: Double)>) -> String {
    var path = PathData()
    for point in points {
      if path.isEmpty { path.move(to: point.x, point.y) } else { path.line(to: point.x, point.y) }
    }
    return path.data
  }
}
