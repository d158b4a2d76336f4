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
    guard let build = ownLibrary(of: course.settings, toolchain, cache) else {
      return (toolchain, [])
    }
    let (library, problems) = build.library(store: cache.store)
    toolchain.own = library
    return (toolchain, problems)
  }

  /// The library that these settings name.
  private func ownLibrary(
    of settings: CourseSettings, _ toolchain: Toolchain, _ cache: CacheFolder
  ) -> OwnLibraryBuild? {
    guard let named = settings.package else { return nil }
    return OwnLibraryBuild(
      OwnPackage(named.path, course: options.course, cache), at: named.place, line: named.line,
      course: options.course, toolchain)
  }

  /// The library that `course.yml` names, before the course is read.
  func ownLibrary(_ toolchain: Toolchain, _ cache: CacheFolder) -> OwnLibraryBuild? {
    settingsAlone.flatMap { ownLibrary(of: $0, toolchain, cache) }
  }

  /// The package of that library.
  ///
  /// - Parameter cache: where it is built; asked for only where there is a package.
  func ownPackage(_ cache: @autoclosure () -> CacheFolder?) -> OwnPackage? {
    guard let named = settingsAlone?.package, let cache = cache() else { return nil }
    return OwnPackage(named.path, course: options.course, cache)
  }

  /// What `course.yml` says; `nil` where it is not there.
  private var settingsAlone: CourseSettings? {
    let file = options.course.appendingPathComponent("lessons/course.yml")
    guard FileIdentity(file.path) != nil else { return nil }
    var problems: [Diagnostic] = []
    return CourseSettings.read(of: options.course, hasFile: true, problems: &problems)
  }
}
