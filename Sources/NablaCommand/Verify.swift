import ArgumentParser
import Courses
import Foundation
import Lessons
import Processes
import Text
import Verdicts

/// `nabla verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the lessons and compare what they record with what they compute.",
    discussion: """
      All mismatches of all lessons are reported; nothing is written but what --update and --junit \
      ask for.
      """)

  @OptionGroup var course: CourseArguments

  @ArgumentParser.Flag(help: "Record what was computed, wherever it does not agree.")
  var update = false

  @ArgumentParser.Flag(
    help: "With --update: note in translations that they say what their originals say now.")
  var translated = false

  @ArgumentParser.Flag(help: "With --update: write nothing, print what would change.")
  var dryRun = false

  @Option(help: "How messages are written: text for people, github annotations, or json.")
  var format = ReportFormat.text

  @Option(help: "Write a JUnit report to this file.", completion: .file())
  var junit: String?

  @Option(help: "Only a part of the lessons, such as 1/3: all parts together are all lessons.")
  var shard: String?

  @ArgumentParser.Flag(help: "Begin no further lesson after one that is wrong.")
  var failFast = false

  @ArgumentParser.Flag(help: "Run each lesson twice in other surroundings and report what differs.")
  var twice = false

  func validate() throws {
    if dryRun, !update { throw ValidationError("'--dry-run' goes with '--update'.") }
    if translated, !update { throw ValidationError("'--translated' goes with '--update'.") }
    if update, format != .text || junit != nil {
      throw ValidationError("'--update' writes lessons; it goes with no other format.")
    }
    if let shard, Shard(shard) == nil {
      throw ValidationError("'--shard' must be I/N with 1 ≤ I ≤ N, and is '\(shard)'.")
    }
  }

  func run() throws {
    var options = course.options()
    options.shard = shard.flatMap { Shard($0) }
    options.failsFast = failFast
    options.runsTwice = twice
    let report = course.report(
      update ? .update(isDryRun: dryRun, notesTranslations: translated) : .verify, options)
    if let junit { try write(JUnitReport.text(report), to: junit) }
    try course.tell(report, as: format)
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try WholeFile.write(Array(text.utf8), to: path)
    } catch {
      StandardStreams.warn(
        "error: the report \(PrintableText.shown(path)) cannot be written\n"
          + "help: does its folder exist?\n")
      throw ExitCode(69)
    }
  }
}
