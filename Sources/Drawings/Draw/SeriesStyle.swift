import Markup
import Text

/// How series are told apart: by colour, and without colour by dashes and by the shape of points.
struct SeriesStyle {
  /// The place of the series in its plot.
  package let index: Int

  /// There are eight colours; after them they begin anew, with other dashes and shapes.
  static let colors = 8

  var color: String { "s\(index % Self.colors)" }

  /// The dashes of the line; none for the first.
  var dashes: Attributes {
    let dashes = ["", "7 4", "2 3", "9 3 2 3", "12 4", "4 2", "9 3 2 3 2 3", "1 4"]
    // Each round through the colours begins at other dashes.
    let pattern = dashes[(index + index / Self.colors) % dashes.count]
    return ["stroke-dasharray": pattern.isEmpty ? nil : pattern]
  }

  /// Points of this series, as the data of one path: discs, squares, triangles, diamonds, crosses.
  func points(_ places: some Sequence<(x: Double, y: Double)>, radius: Double = 3.5) -> String {
    let shape = shape(radius)
    return places.map { place in
      "M\(Coordinate.text(place.x)) \(Coordinate.text(place.y))".replacing(" -", with: "-") + shape
    }.joined()
  }

  private func shape(_ radius: Double) -> String {
    let r = Coordinate.text(radius)
    let d = Coordinate.text(2 * radius)
    switch (index + index / Self.colors) % 5 {
    case 0: return "m-\(r) 0a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0-\(d) 0z"
    case 1: return "m-\(r)-\(r)h\(d)v\(d)h-\(d)z"
    case 2:
      let (w, h) = (Coordinate.text(radius * 1.2), Coordinate.text(radius * 2.1))
      return "m0-\(Coordinate.text(radius * 1.3))l\(w) \(h)h-\(Coordinate.text(radius * 2.4))z"
    case 3:
      let w = Coordinate.text(radius * 1.3)
      return "m0-\(w)l\(w) \(w)-\(w) \(w)-\(w)-\(w)z"
    default:
      return "m-\(r)-\(r)l\(d) \(d)m0-\(d)l-\(d) \(d)"
    }
  }

  /// Whether the shape of the points is of lines only.
  var hasOpenPoints: Bool { (index + index / Self.colors) % 5 == 4 }
}
