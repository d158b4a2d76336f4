import Lessons
import Markup
import Text

/// Cells of a grid as shades: for each shade one path of horizontal runs of cells.
///
/// A shade is a colour of the theme, seen through to some degree: on light and on dark paper the
/// stronger shade is the larger value.
struct Shades {
  /// A cell's colour and how strong it is, from 0 to 16.
  enum Cell: Hashable {
    case shade(String, Int)
    /// No number.
    case missing
  }

  static let levels = 16

  /// Paths of cells of size 1, the first cell's middle at (0.5, 0).
  static func paths(_ rows: [[Cell]]) -> [Node] {
    var runs: [Cell: String] = [:]
    for (y, row) in rows.enumerated() {
      var x = 0
      while x < row.count {
        let start = x
        while x < row.count, row[x] == row[start] { x += 1 }
        runs[row[start], default: ""] += "M\(start) \(y)h\(x - start)"
      }
    }
    var paths: [(name: String, level: Int, path: String)] = []
    for (cell, run) in runs {
      switch cell {
      case .shade(_, 0): continue
      case .shade(let name, let level): paths.append((name, level, run))
      case .missing: paths.append(("missing", levels, run))
      }
    }
    return paths.sorted { ($0.name, $0.level) < ($1.name, $1.level) }.map { name, level, run in
      Drawing.path(name, run, ["opacity": level == levels ? nil : Self.opacity(level)]).onItsLine
    }
  }

  /// `.25`, in as many decimals as sixteenths need on a screen.
  static func opacity(_ level: Int) -> String {
    let hundredths = (level * 100 + levels / 2) / levels
    if hundredths >= 100 { return "1" }
    let digits = hundredths < 10 ? "0\(hundredths)" : "\(hundredths)"
    return "." + (digits.hasSuffix("0") ? String(digits.dropLast()) : digits)
  }
}
