internal import Wire

/// Points on their way into a plot: checked, with what cannot be drawn left out, and thinned.
struct Points: Sendable {
  let name: String?
  let x: [Double]?
  let y: [Double]

  /// The most points of one series that are drawn: more than there are places in a figure.
  static let limit = 600

  init(_ mark: String, _ name: String?, x: [Double]? = nil, y: [Double]) {
    if let x, x.count != y.count {
      refuse(
        "\(mark)\(name.map { " \"\($0)\"" } ?? ""): there must be as many x as y, "
          + "received \(x.count) and \(y.count)")
    }
    self.name = name
    self.x = x
    self.y = y
  }

  func series(
    _ kind: Wire.Plot.Series.Kind, x isLogarithmicX: Bool, y isLogarithmicY: Bool
  ) -> Wire.Plot.Series {
    var places: [Int] = []
    places.reserveCapacity(y.count)
    var notFinite = 0
    var notPositive = 0
    for index in y.indices {
      let x = x?[index] ?? Double(index)
      if !x.isFinite || !y[index].isFinite {
        notFinite += 1
      } else if (isLogarithmicX && x <= 0) || (isLogarithmicY && y[index] <= 0) {
        notPositive += 1
      } else {
        places.append(index)
      }
    }
    let kept = thinned(places)
    return Wire.Plot.Series(
      name, kind: kind, x: kept.map { x?[$0] ?? Double($0) }, y: kept.map { y[$0] },
      count: places.count, notFinite: notFinite, notPositive: notPositive)
  }

  /// At most `limit` of the points: of each of as many equal runs the first, the last, and those
  /// with the least and the most x and y.
  private func thinned(_ places: [Int]) -> [Int] {
    guard places.count > Self.limit else { return places }
    let runs = Self.limit / (x == nil ? 4 : 6)
    var kept: [Int] = []
    for run in 0..<runs {
      let places = places[(run * places.count / runs)..<((run + 1) * places.count / runs)]
      guard let first = places.first, let last = places.last else { continue }
      var chosen = [first, last]
      chosen.append(places.min { y[$0] < y[$1] } ?? first)
      chosen.append(places.max { y[$0] < y[$1] } ?? first)
      if let x {
        chosen.append(places.min { x[$0] < x[$1] } ?? first)
        chosen.append(places.max { x[$0] < x[$1] } ?? first)
      }
      chosen.sort()
      for place in chosen where kept.last != place { kept.append(place) }
    }
    return kept
  }
}
