import Text

/// An arrow of a graph, through the points that its layout gives: an end, two handles and an end for each
/// part of the curve.
enum GraphArrow {
  /// The way of the curve.
  static func curve(_ points: [GraphLayout.Point], _ margin: Double) -> String {
    var text = ""
    for (index, point) in points.enumerated() {
      text += index == 0 ? "M" : index == 1 ? "C" : " "
      text += "\(Coordinate.text(point.x + margin)) \(Coordinate.text(point.y + margin))"
    }
    return text
  }

  /// A triangle at the end of a curve.
  static func head(_ points: [GraphLayout.Point], _ margin: Double) -> String {
    guard let tip = points.last else { return "" }
    // The handle before the end gives the direction, or whatever comes before it.
    let before = points.dropLast().last { $0 != tip } ?? tip
    let (dx, dy) = (tip.x - before.x, tip.y - before.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return "" }
    let (ux, uy) = (dx / length * 7, dy / length * 7)
    let corners = [
      (tip.x, tip.y), (tip.x - ux - uy * 0.5, tip.y - uy + ux * 0.5),
      (tip.x - ux + uy * 0.5, tip.y - uy - ux * 0.5)
    ]
    let texts = corners.map {
      "\(Coordinate.text($0.0 + margin)) \(Coordinate.text($0.1 + margin))"
    }
    return "M\(texts.joined(separator: "L"))z"
  }
}
