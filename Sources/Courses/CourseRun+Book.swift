import Foundation
package import Lessons
package import Pages
package import Programs
import Processes
import Sites
package import Text
package import Verdicts

/// The kinds of file that hold all lessons.
package enum BookFormat: String, Sendable {
  /// For reading devices.
  case epub
  /// For paper.
  case pdf
}

extension CourseRun {
  /// Writes the published lessons as one file: whole or not at all.
  package func writeBook(
    _ format: BookFormat, _ results: [LessonPage], _ course: Course, _ toolchain: Toolchain,
    _ report: inout CourseReport
  ) throws(Diagnostic) {
    guard let theme = theme(of: course, &report) else { return }
    let book = Book(results, of: course, theme: theme, versions: Versions(toolchain, environment))
    let data: Data
    switch format {
    case .epub: data = try EPUB.data(book)
    case .pdf:
      let chromium = try Chromium.find(environment)
      data = try chromium.print("book.html", PrintedBook(book).files())
    }
    do {
      try FileManager.default.createDirectory(
        at: options.output.deletingLastPathComponent(), withIntermediateDirectories: true)
      try WholeFile.write([UInt8](data), to: options.output.path)
    } catch {
      throw Diagnostic(.cannotBeWritten(options.output.shownPath), at: nil)
    }
    report.summary += "; written to \(options.output.shownPath)"
  }
}
