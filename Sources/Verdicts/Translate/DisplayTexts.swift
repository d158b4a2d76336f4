import Lessons
import Programs
import Text
import Wire

/// What displays say in the language of a translation, by what they say in the original's.
struct DisplayTexts {
  private let texts: [String: String]
  private var used: Set<String> = []
  /// Everything that a display says.
  private var met: Set<String> = []

  init(_ texts: [String: String]) { self.texts = texts }

  /// The entries that no display says, at their lines.
  func unused(in lesson: Lesson) -> [Diagnostic] {
    texts.keys.filter { !used.contains($0) }.map { text in
      lesson.file.diagnostic(
        .translation(.unusedText(text, known: met.sorted())),
        line: lesson.frontMatter.textLines[text])
    }.inOrderOfLines
  }

  mutating func translated(_ pieces: [Transcript.Piece]) -> [Transcript.Piece] {
    guard !texts.isEmpty else { return pieces }
    return pieces.map { piece in
      switch piece {
      case .text(let text): .text(lines(text))
      case .display(let display): .display(translated(display))
      }
    }
  }

  /// A text that is said as a whole.
  private mutating func text(_ text: String) -> String {
    met.insert(text)
    guard let translated = texts[text] else { return text }
    used.insert(text)
    return translated
  }

  private mutating func text(_ text: String?) -> String? { text.map { self.text($0) } }

  /// Printed lines, each of which may be said as a whole.
  private mutating func lines(_ printed: String) -> String {
    printed.split(separator: "\n", omittingEmptySubsequences: false).map { text(String($0)) }
      .joined(separator: "\n")
  }

  private mutating func translated(_ display: Display) -> Display {
    switch display {
    case .text(let printed): return .text(lines(printed))
    case .value(let value): return .value(lines(value))
    case .formula: return display
    case .table(var table):
      table.columns = table.columns.map { text($0) }
      table.rows = table.rows.map { row in row.map { text($0) } }
      table.caption = text(table.caption)
      return .table(table)
    case .derivatives(var derivatives):
      derivatives.caption = text(derivatives.caption)
      for row in derivatives.rows.indices {
        derivatives.rows[row].sentence = text(derivatives.rows[row].sentence)
      }
      return .derivatives(derivatives)
    case .plot(var plot):
      plot.title = text(plot.title)
      translate(&plot.x)
      translate(&plot.y)
      translate(&plot.series)
      return .plot(plot)
    case .bars(var bars):
      bars.title = text(bars.title)
      translate(&bars.value)
      bars.labels = bars.labels.map { text($0) }
      for index in bars.series.indices { bars.series[index].name = text(bars.series[index].name) }
      return .bars(bars)
    case .heatMap(var map):
      map.title = text(map.title)
      translate(&map.x)
      translate(&map.y)
      map.columnNames = map.columnNames?.map { text($0) }
      map.rowNames = map.rowNames?.map { text($0) }
      translate(&map.points)
      return .heatMap(map)
    case .images(var grid):
      grid.title = text(grid.title)
      for index in grid.images.indices { grid.images[index].label = text(grid.images[index].label) }
      return .images(grid)
    case .graph(var graph):
      graph.title = text(graph.title)
      for index in graph.nodes.indices {
        graph.nodes[index].label = text(graph.nodes[index].label)
      }
      for index in graph.edges.indices {
        graph.edges[index].label = text(graph.edges[index].label)
      }
      return .graph(graph)
    case .neurons(var diagram):
      diagram.title = text(diagram.title)
      for index in diagram.columns.indices {
        diagram.columns[index].name = text(diagram.columns[index].name)
        diagram.columns[index].neurons = diagram.columns[index].neurons.map { text($0) }
      }
      return .neurons(diagram)
    case .steps(var steps):
      steps.title = text(steps.title)
      steps.name = text(steps.name)
      for index in steps.frames.indices {
        steps.frames[index].label = text(steps.frames[index].label)
        steps.frames[index].display = translated(steps.frames[index].display)
      }
      return .steps(steps)
    case .knobs(var knobs):
      knobs.title = text(knobs.title)
      for index in knobs.knobs.indices { knobs.knobs[index].name = text(knobs.knobs[index].name) }
      for index in knobs.views.indices {
        guard case .graph(let graph, let nodes, let arrows) = knobs.views[index],
          case .graph(let said) = translated(.graph(graph))
        else { continue }
        knobs.views[index] = .graph(said, nodes: nodes, arrows: arrows)
      }
      return .knobs(knobs)
    case .group(let displays): return .group(displays.map { translated($0) })
    }
  }

  private mutating func translate(_ axis: inout Axis) { axis.label = text(axis.label) }

  private mutating func translate(_ series: inout [Plot.Series]) {
    for index in series.indices { series[index].name = text(series[index].name) }
  }
}
