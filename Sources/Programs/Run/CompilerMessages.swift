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
    for line in text.textLines where line.utf8.contains(UInt8(ascii: ":")) {
      guard
        let match = line.wholeMatch(of: /(.+?):([0-9]+):([0-9]+): (error|warning|note): (.*)/),
        var number = Int(match.2), var column = Int(match.3)
      else { continue }
      let isLesson = match.1 == program.directivePath
      let isSetup = program.setup != nil && match.1 == program.setupDirectivePath
      let isCall = isLesson && column >= Tangler.Call.wrapColumn
      // A call around an expression stands on the line before it.
      if isLesson { number = program.line(of: isCall ? number + 1 : number, in: lesson) }
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
      let file = isLesson ? lesson.file : isSetup ? program.setup : nil
      let location = Location(
        file: file?.path ?? String(match.1), line: number, column: column)
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
            reason(severity, String(match.5)), at: location, sourceLine: source))
      }
    }
    return withoutConsequences(found, program, lesson)
  }

  /// How a message of ours begins that says what nothing defines.
  static let undefined = "nothing defines "

  private static func reason(_ severity: Severity, _ text: String) -> Reason {
    if text.hasPrefix(undefined) {
      return .undefinedSymbol(String(text.dropFirst(undefined.count + 1).dropLast()))
    }
    if severity == .error, let match = text.wholeMatch(of: /no such module '(.+)'/) {
      return .noSuchModule(String(match.1))
    }
    return .compiler(severity, words(text))
  }

  /// A name that a later block declares again is one error there, which names the first. What else the
  /// compiler says of that name, and where it no longer knows what is meant, follows from it.
  private static func withoutConsequences(
    _ found: [Diagnostic], _ program: Program, _ lesson: Lesson
  ) -> [Diagnostic] {
    var names: Set<String> = []
    let told = found.map { diagnostic -> Diagnostic in
      guard case .compiler(.error, let words) = diagnostic.reason,
        let match = words.wholeMatch(of: /invalid redeclaration of '(.+)'/),
        let note = diagnostic.notes.first(where: { $0.text.contains("previously declared here") }),
        let line = diagnostic.location?.line, diagnostic.location?.file == lesson.file.path
      else { return diagnostic }
      func block(_ line: Int?) -> Int? {
        line.flatMap { line in
          program.blocks.first { block in
            line >= block.line && line < block.line + block.indentations.count
          }?.line
        }
      }
      let isSame =
        note.location.file == lesson.file.path && block(line) == block(note.location.line)
      guard !isSame else { return diagnostic }
      let name = String(match.1)
      names.insert(String(name.prefix { $0 != "(" }))
      var other = diagnostic
      let first =
        note.location.file == lesson.file.path
        ? "line \(note.location.line ?? 1)"
        : "\(note.location.file):\(note.location.line ?? 1)"
      other.reason = .declaredAgain(name, first: first)
      other.notes = []
      return other
    }
    guard !names.isEmpty else { return found }
    return told.filter { diagnostic in
      guard case .compiler(let severity, let words) = diagnostic.reason else { return true }
      let isVague = ["ambiguous", "submit a bug report", "too complex"].contains {
        words.contains($0)
      }
      let isOfName = names.contains { name in
        words.contains("'\(name)") || (diagnostic.sourceLine ?? "").holdsWord(name)
      }
      return severity == .note || !(isVague || isOfName)
    }
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

extension String {
  /// Whether a name stands in it, not as a part of a longer one.
  fileprivate func holdsWord(_ name: String) -> Bool {
    ranges(of: name).contains { range in
      func isPart(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_" }
          ?? false
      }
      return !isPart(unicodeScalars[..<range.lowerBound].last)
        && !isPart(unicodeScalars[range.upperBound...].first)
    }
  }
}
