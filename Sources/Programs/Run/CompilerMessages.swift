import Lessons
import SwiftSyntax
import Text

/// The compiler's messages, at the bytes of the Markdown file.
enum CompilerMessages {
  /// Reads messages in LLVM style: `file:line:column: severity: words`.
  package static func diagnostics(
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
      let isLesson = match.1 == program.directivePath
      let isCall = isLesson && column >= Tangler.Call.wrapColumn
      // A call around an expression stands on the line before it.
      if isLesson { number = program.line(of: isCall ? number + 1 : number) }
      // Where a bracket is never closed, the compiler finds out at the program's end.
      if match.1.hasSuffix("/\(programName)"), match.4 != "note" {
        isDropped = match.4 == "warning"
        guard !isDropped else { continue }
        found.append(
          lesson.file.diagnostic(
            .compiler(.error, String(match.5)), line: endOfUnclosedCode(program, lesson)))
        continue
      }
      if match.4 != "note" {
        isDropped = match.4 == "warning" && isLesson && fences.contains(number)
      }
      if isDropped { continue }
      if isCall {
        // A warning is none of the author's, an error is about the expression.
        if match.4 == "warning" {
          isDropped = true
          continue
        }
        column = program.firstColumn(ofLine: number, lesson.file)
      } else if isLesson {
        column += program.indentation(ofLine: number)
      }
      let location = Location(
        file: isLesson ? lesson.file.path : String(match.1), line: number, column: column)
      let file =
        isLesson ? lesson.file : program.setup?.path == String(match.1) ? program.setup : nil
      let source = file?.line(number)
      if match.4 == "note" {
        // A note in a library is about a file that the author does not have.
        guard !found.isEmpty, file != nil else { continue }
        found[found.count - 1].notes.append(
          Diagnostic.Note(location: location, text: String(match.5), sourceLine: source))
      } else {
        let severity: Severity = match.4 == "error" ? .error : .warning
        found.append(
          Diagnostic(
            .compiler(severity, words(String(match.5))), at: location, sourceLine: source))
      }
    }
    return found
  }

  /// The file that a program is compiled from.
  static let programName = "Lesson.swift"

  /// The line that ends the first code that Swift cannot parse: in it something was left open.
  private static func endOfUnclosedCode(_ program: Program, _ lesson: Lesson) -> Int? {
    let running = program.blocks.compactMap(\.index).map { lesson.blocks[$0] }
    let broken = running.first { ParsedSwift.tree(of: $0.code).hasError } ?? running.last
    return broken?.lines.upperBound
  }

  /// A message about our call is one about the value that it takes.
  private static func words(_ text: String) -> String {
    ["__show", "__told"].contains { text.contains("'\($0)'") }
      ? "the type of this value is not known" : text
  }
}
