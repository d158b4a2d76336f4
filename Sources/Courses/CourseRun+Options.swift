package import Foundation
package import Lessons
import Programs

extension CourseRun {
  /// What the user asked for.
  package struct Options: Sendable {
    /// The folder that holds `lessons/`.
    package var course: URL
    /// The site's folder.
    package var output: URL
    /// Only lessons with one of these names.
    package var only: [String] = []
    /// Only this part of the lessons.
    package var shard: Shard?
    /// How many lessons run side by side.
    package var jobs: Int
    /// Seconds a block may run, where the lesson says nothing.
    package var timeout: Double?
    /// How far lessons are kept from what is not their own; `nil` for what the course says.
    package var sandbox: SandboxMode?
    /// Whether no further lesson is begun after one that is wrong.
    package var failsFast = false
    /// Whether every lesson is run a second time, in other surroundings.
    package var runsTwice = false
    /// Whether the site may take the place of files that nabla has not written.
    package var replacesFiles = false
    /// Whether pages show what only a teacher needs.
    package let isForTeacher: Bool

    /// The options with their defaults.
    package init(course: URL, output: URL? = nil, isForTeacher: Bool = false) {
      self.course = course
      self.isForTeacher = isForTeacher
      self.output =
        output ?? course.appendingPathComponent(Self.folders[isForTeacher ? 1 : 0])
      jobs = ProcessInfo.processInfo.activeProcessorCount
    }

    /// The folders that a student's and a teacher's site are written to.
    static let folders = ["site", "site-teacher"]

    /// Whether some lessons are left out.
    var isPartial: Bool { !only.isEmpty || shard != nil }
  }

  /// What a command does with the lessons.
  package enum Goal: Sendable {
    /// Compare what is recorded with what is computed.
    case verify
    /// Record what is computed, or only show what would change.
    case update(isDryRun: Bool, notesTranslations: Bool = false)
    /// Write the site.
    case build
    /// Compare the site with what a build would write.
    case check
    /// Write the site as its author sees it, whether the lessons are right or not.
    case preview
    /// Write the lessons as one file, of this kind.
    case book(BookFormat)

    var isCheck: Bool { if case .check = self { true } else { false } }
    var isPreview: Bool { if case .preview = self { true } else { false } }
    var isBook: Bool { if case .book = self { true } else { false } }
  }
}
