import Foundation
import Lessons
import Memo
import Programs
import Text

extension CourseRun {
  /// The tools for a course's lessons, with its own library, which is built where it has changed; and
  /// what is wrong with that.
  ///
  /// - Parameter found: the tools, where they were found already.
  func toolchain(
    of course: Course, _ cache: CacheFolder, found: Toolchain? = nil
  ) throws(Diagnostic) -> (Toolchain, [Diagnostic]) {
    var toolchain: Toolchain
    if let found {
      toolchain = found
    } else {
      toolchain = try Toolchain.find(environment: environment, store: cache.store)
    }
    guard let build = build(of: course.settings, toolchain, cache) else { return (toolchain, []) }
    let (library, problems) = build.library(store: cache.store)
    toolchain.own = library
    return (toolchain, problems)
  }

  /// The library that `course.yml` names, before the course is read.
  func ownLibrary(_ toolchain: Toolchain, _ cache: CacheFolder?) -> OwnLibraryBuild? {
    let file = options.course.appendingPathComponent("lessons/course.yml")
    guard let cache, FileIdentity(file.path) != nil else { return nil }
    var problems: [Diagnostic] = []
    return build(
      of: CourseSettings.read(of: options.course, hasFile: true, problems: &problems), toolchain,
      cache)
  }

  private func build(
    of settings: CourseSettings, _ toolchain: Toolchain, _ cache: CacheFolder
  ) -> OwnLibraryBuild? {
    guard let package = settings.package else { return nil }
    return OwnLibraryBuild(
      package.path, at: package.place, line: package.line, course: options.course, toolchain, cache)
  }
}
