/// The compiler's messages, at the bytes of the Markdown file.
enum CompilerMessages {
  /// Reads messages in LLVM style: `file:line:column: severity: words`.
  static func diagnostics(
    in text: String, of program: Program, _ lesson: Lesson
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    // On a fence's line stand calls of ours.
    let fences = Set(lesson.blocks.map(\.line))
    var isDropped = false
    for line in text.split(separator: "\n") {
      guard
        let match = line.wholeMatch(of: /(.+?):([0-9]+):([0-9]+): (error|warning|note): (.*)/),
        var number = Int(match.2), var column = Int(match.3)
      else { continue }
      let isLesson = match.1 == lesson.file.path
      if match.4 != "note" {
        isDropped = match.4 == "warning" && isLesson && fences.contains(number)
      }
      if isDropped { continue }
      if isLesson, column >= Tangler.Call.wrapColumn {
        // About the call that shows a value: a warning is none of the author's, an error is about
        // the expression, which begins on the next line.
        if match.4 == "warning" {
          isDropped = true
          continue
        }
        number += 1
        column = 1 + (lesson.file.line(number) ?? "").prefix { $0 == " " || $0 == "\t" }.utf8.count
        column -= program.indentations[number] ?? 0
      }
      let shifted = column + (isLesson ? program.indentations[number] ?? 0 : 0)
      let location = Location(file: String(match.1), line: number, column: shifted)
      let file =
        isLesson ? lesson.file : program.setup?.path == String(match.1) ? program.setup : nil
      let source = file?.line(number)
      if match.4 == "note" {
        guard !found.isEmpty else { continue }
        found[found.count - 1].notes.append(
          Diagnostic.Note(location: location, text: String(match.5), sourceLine: source))
      } else {
        let severity: Severity = match.4 == "error" ? .error : .warning
        found.append(
          Diagnostic(
            .compiler(severity, String(match.5)), at: location, sourceLine: source))
      }
    }
    return found
  }
}
