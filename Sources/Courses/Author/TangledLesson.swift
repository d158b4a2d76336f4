package import Foundation
package import Lessons
import Memo
import Pages
import Programs
package import Text
import Verdicts

/// A lesson as a Swift program that stands by itself.
package struct TangledLesson: Sendable {
  package let lesson: Lesson
  /// The file that its page offers, with the prose in comments.
  package let text: String
  /// What keeps the lesson from running through, if anything does.
  package let problem: Diagnostic?
  /// The same with the exercises solved: what the page shows, it prints.
  fileprivate let solved: LessonSource
  fileprivate let course: Course
  fileprivate let toolchain: Toolchain
}

extension CourseRun {
  /// The lesson that `options.only` names, as a program. What it shows is known from its run: from
  /// the store, or else it is run now.
  package func tangle() throws(Diagnostic) -> TangledLesson {
    let (course, problems) = try Course.read(options.course, jobs: options.jobs)
    let chosen = try LessonChoice.choose(course.lessons, only: options.only, shard: nil)
    guard chosen.count == 1, let lesson = chosen.first else {
      throw Diagnostic(
        .severalLessons(options.only.joined(), paths: chosen.map(\.file.path)), at: nil)
    }
    let cache = try CacheFolder(course: course.folder, environment)
      .sharing(course.settings.store, environment)
    let (toolchain, own) = try toolchain(of: course, cache)
    if let first = own.first { throw first }
    let pages = process(chosen, of: course, problems, toolchain, cache)
    guard let judged = pages.first?.judged,
      let source = LessonSource(judged, course: course, store: cache.store, hasProse: true)
    else {
      throw Diagnostic(
        .runsNothing(lesson.file.path),
        at: nil)
    }
    return TangledLesson(
      lesson: lesson, text: source.text,
      problem: judged.ran.problems.first { $0.severity == .error },
      solved: LessonSource(
        judged, course: course, store: cache.store, solves: true, hasProse: true) ?? source,
      course: course, toolchain: toolchain)
  }
}

extension TangledLesson {
  /// Writes it as a package that `swift build` builds, with the lesson's data, to a new folder.
  package func writePackage(to folder: URL) throws(Diagnostic) {
    var files: [(path: String, bytes: [UInt8])] = [
      ("Package.swift", Array(manifest.utf8)),
      ("Sources/Lesson/main.swift", Array(solved.text.utf8)),
      (".gitignore", Array(".build/\n".utf8))
    ]
    for path in lesson.dataFiles(in: course).sorted() {
      files.append((path, [UInt8](try course.asset(path, of: lesson))))
    }
    try NewFolder.write(files, to: folder, what: "the package")
  }

  private var flags: String {
    let flags = (lesson.frontMatter.optimize ? ["-O"] : []) + (toolchain.own?.flags ?? [])
    return flags.map { ", \($0.swiftLiteral)" }.joined()
  }

  /// How the course's own library is found.
  private var ownLinking: String {
    guard let folder = toolchain.own?.folder.swiftLiteral else { return "" }
    return ", .linkedLibrary(\"NablaOwn\"), "
      + ".unsafeFlags([\"-L\", \(folder), \"-Xlinker\", \"-rpath\", \"-Xlinker\", \(folder)])"
  }

  /// The library that lessons load is taken as it is: the engine is not built a second time, and
  /// gives the same bits.
  private var manifest: String {
    """
    // swift-tools-version: 6.1
    import PackageDescription

    // The folder of the library that lessons load, with its modules in Modules/. On another machine,
    // let NABLA_LIBRARY name it.
    let library = Context.environment["NABLA_LIBRARY"] ?? \(toolchain.library.swiftLiteral)

    let package = Package(
      name: \(lesson.name.swiftLiteral),
      targets: [
        .executableTarget(
          name: "Lesson",
          swiftSettings: [
            .swiftLanguageMode(.v5), .enableUpcomingFeature("BareSlashRegexLiterals"),
            .unsafeFlags(["-I", library + "/Modules"\(flags)])
          ],
          linkerSettings: [
            .unsafeFlags(["-L", library, "-Xlinker", "-rpath", "-Xlinker", library]),
            .linkedLibrary("NablaLessons"), .linkedLibrary("m")\(ownLinking)
          ])
      ])

    """
  }
}
