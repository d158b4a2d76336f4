import Lessons
import Programs
import Text
import Verdicts

extension CodeBlock {
  /// The code as the page shows it: behind `// =>` stands what was computed, or `?` where the reader
  /// is to predict it.
  ///
  /// - Parameter index: which block of the lesson it is.
  func shownCode(_ index: Int, _ verdict: Verdict) -> String {
    var lines = code.textLines.map(String.init)
    for value in verdict.values.values where value.value.place == .annotation(block: index) {
      let row = value.value.line - firstCodeLine
      guard lines.indices.contains(row), let recorded = value.value.recorded else { continue }
      let line = lines[row].trimmingTrailingBlanks()
      let kept = String(line.utf8.dropLast(recorded.utf8.count)) ?? line
      let shown = swift?.predicts == true ? "?" : value.shown
      lines[row] = kept + (recorded.isEmpty ? " " : "") + shown
    }
    return lines.joined(separator: "\n")
  }
}
