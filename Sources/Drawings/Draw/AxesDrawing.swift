import Markup
import Text

/// The axes of a plot: a thin line at each tick, and its label.
struct AxesDrawing {
  let frame: PlotDrawing.Frame
  let x: AxisScale
  let y: AxisScale

  package var svg: [Node] {
    let bottom = frame.top + frame.height
    let right = frame.left + frame.width
    var grid = ""
    var labels: [Node] = []
    for tick in y.ticks {
      let place = frame.top + frame.height * (1 - tick.part)
      grid +=
        "M\(Coordinate.text(frame.left)) \(Coordinate.text(place))H\(Coordinate.text(right))"
      labels.append(Drawing.text(tick.label, "y", x: frame.left - 8, y: place))
    }
    var marks =
      "M\(Coordinate.text(frame.left)) \(Coordinate.text(bottom))H\(Coordinate.text(right))"
    for tick in x.ticks {
      let place = frame.left + frame.width * tick.part
      marks += "M\(Coordinate.text(place)) \(Coordinate.text(bottom))v5"
      labels.append(Drawing.text(tick.label, "x", x: place, y: bottom + 24))
    }
    return [
      Drawing.path("grid", grid), Drawing.path("rule", marks).onItsLine,
      .line("g", ["class": "ticks"], labels)
    ]
  }
}
