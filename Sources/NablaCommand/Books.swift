import ArgumentParser
import Courses
import Foundation
import Sites

/// `nabla epub`.
struct Epub: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "epub",
    abstract: "Run and verify the lessons, and write them as an EPUB.",
    discussion: "The same lessons give the same bytes everywhere.")

  @OptionGroup var course: CourseArguments

  @Option(help: "The file (default: course.epub in the course's folder).", completion: .file())
  var output: String?

  func run() throws { try course.writeBook(.epub, to: output) }
}

/// `nabla pdf`.
struct Pdf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pdf",
    abstract: "Run and verify the lessons, and print them as a PDF.",
    discussion: "Printing needs Chromium or Chrome: in PATH, or named by NABLA_CHROMIUM.")

  @OptionGroup var course: CourseArguments

  @Option(help: "The file (default: course.pdf in the course's folder).", completion: .file())
  var output: String?

  func run() throws { try course.writeBook(.pdf, to: output) }
}

extension CourseArguments {
  /// Writes all lessons, or those that are asked for, as one file.
  fileprivate func writeBook(_ format: BookFormat, to output: String?) throws {
    let file =
      output
      ?? URL(fileURLWithPath: course, isDirectory: true)
      .appendingPathComponent("course.\(format.rawValue)").relativePath
    try tell(report(.book(format), options(output: file)))
  }
}
