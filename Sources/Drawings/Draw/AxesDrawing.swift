import Text

/// The axes of a plot: a thin line at each tick, and its label.
struct AxesDrawing {
  let frame: PlotDrawing.Frame
  let x: AxisScale
  let y: AxisScale

  package var svg: String {
    let bottom = frame.top + frame.height
    let right = frame.left + frame.width
    var grid = ""
    var labels = ""
    for tick in y.ticks {
      let place = Coordinate.text(frame.top + frame.height * (1 - tick.part))
      grid += "M\(Coordinate.text(frame.left)) \(place)H\(Coordinate.text(right))"
      labels +=
        "<text class=\"y\" x=\"\(Coordinate.text(frame.left - 8))\" y=\"\(place)\">\(tick.label)</text>"
    }
    var marks =
      "M\(Coordinate.text(frame.left)) \(Coordinate.text(bottom))H\(Coordinate.text(right))"
    for tick in x.ticks {
      let place = Coordinate.text(frame.left + frame.width * tick.part)
      marks += "M\(place) \(Coordinate.text(bottom))v5"
      labels +=
        "<text class=\"x\" x=\"\(place)\" y=\"\(Coordinate.text(bottom + 24))\">\(tick.label)</text>"
    }
    return "<path class=\"grid\" d=\"\(grid)\"/><path class=\"rule\" d=\"\(marks)\"/>\n"
      + "<g class=\"ticks\">\(labels)</g>\n"
  }
}
