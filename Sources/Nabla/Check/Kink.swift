/// A place at which the slope of a function jumps.
struct Kink {
  /// Where it is, and how closely that is known.
  var position: Double
  var width: Double

  /// The kink within h of a point, if there is one.
  ///
  /// Nine values over [x − h, x + h] show where the slope changes most; that part is looked at again,
  /// four times as closely, and again. The change of slope of a smooth function falls with
  /// the width of the part, that of a kink does not.
  ///
  /// - Parameter noise: what rounding moves the values by.
  init?(of function: (Double) -> Double, at point: Double, within step: Double, noise: Double) {
    var center = point
    var spacing = step / 4
    var first: Double?
    var last = 0.0
    var rounds = 0
    while rounds < 6 {
      let places = (-4...4).map { center + Double($0) * spacing }
      let values = places.map(function)
      guard values.allSatisfy(\.isFinite) else { return nil }
      let slopes = zip(values.dropFirst(), values).map { ($0 - $1) / spacing }
      let changes = zip(slopes.dropFirst(), slopes).map { ($0 - $1).magnitude }
      let rounding = max(noise, 0x1p-53 * values.reduce(0) { max($0, $1.magnitude) })
      let most = changes.max()!
      // Closer than rounding there is nothing to be seen.
      guard most * spacing > 16 * rounding, spacing > 8 * point.ulp else { break }
      last = (slopes.last! - slopes.first!).magnitude
      first = first ?? last
      center = places[changes.firstIndex(of: most)! + 1]
      spacing /= 4
      rounds += 1
    }
    guard rounds >= 3, let first, last > first / 4 else { return nil }
    position = center
    width = 8 * spacing
  }

  /// The slopes to the left and to the right of a point, each with an error of h²/3 times the third
  /// derivative on its side: (−3f(x) + 4f(x ± h) − f(x ± 2h)) / ±2h.
  static func slopes(
    of function: (Double) -> Double, at point: Double, step: Double
  ) -> (left: Double, right: Double) {
    let middle = function(point)
    func side(_ h: Double) -> Double {
      (4 * function(point + h) - 3 * middle - function(point + 2 * h)) / (2 * h)
    }
    return (side(-step), side(step))
  }
}
