import Foundation
import Text

/// A whole verification as JSON. The schema is version 1; keys are only ever added.
package enum JSONReport {
  /// The report, with its newline.
  package static func text(_ report: CourseReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Root(report))
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private struct Root: Encodable {
    package var version = 1
    package var status: String
    package var numbers: Int
    package var texts: Int
    package var lessons: [LessonItem]
    package var diagnostics: [Item]

    init(_ report: CourseReport) {
      status = report.exitCode == 0 ? "passed" : "failed"
      let all = report.lessons.flatMap(\.expectations).filter { $0.status != .notReached }
      numbers = all.reduce(0) { $0 + $1.numbers }
      texts = all.reduce(0) { $0 + $1.texts }
      lessons = report.lessons.map(LessonItem.init)
      diagnostics = report.diagnostics.map(Item.init)
    }
  }

  private struct LessonItem: Encodable {
    package var file: String
    package var seconds: Double
    package var expectations: [ExpectationItem]

    init(_ lesson: LessonReport) {
      file = lesson.path
      seconds = lesson.seconds
      expectations = lesson.expectations.map(ExpectationItem.init)
    }
  }

  private struct ExpectationItem: Encodable {
    package var kind: Expectation.Kind
    package var status: Expectation.Status
    package var line: Int
    package var numbers: Int
    package var texts: Int
    package var seconds: Double

    init(_ expectation: Expectation) {
      kind = expectation.kind
      status = expectation.status
      line = expectation.line
      numbers = expectation.numbers
      texts = expectation.texts
      seconds = expectation.seconds
    }
  }

  private struct Item: Encodable {
    package var severity: String
    package var file: String?
    package var line: Int?
    package var column: Int?
    package var message: String
    package var help: String?
    package var source: String?
    package var recorded: String?
    var computed: String?
    var difference: String?
    var notes: [NoteItem]

    init(_ diagnostic: Diagnostic) {
      severity = diagnostic.severity.rawValue
      file = diagnostic.location?.file
      line = diagnostic.location?.line
      column = diagnostic.location?.column
      message = diagnostic.reason.message
      help = diagnostic.help
      source = diagnostic.sourceLine
      if case .mismatch(let mismatch) = diagnostic.reason {
        recorded = mismatch.kind == .extra ? nil : mismatch.recorded
        computed = mismatch.kind == .missing ? nil : mismatch.computed
        if case .number(let distance) = mismatch.kind { difference = distance }
      }
      notes = diagnostic.notes.map(NoteItem.init)
    }
  }

  private struct NoteItem: Encodable {
    package var file: String
    package var line: Int?
    package var column: Int?
    package var message: String

    init(_ note: Diagnostic.Note) {
      file = note.location.file
      line = note.location.line
      column = note.location.column
      message = note.text
    }
  }
}
