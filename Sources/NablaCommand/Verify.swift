import ArgumentParser
import Weaver

/// `nabla verify`.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the lessons and compare what they record with what they compute.",
    discussion: "All mismatches of all lessons are reported; nothing is written.")

  @OptionGroup var course: CourseArguments

  func run() throws { try course.perform(.verify) }
}
