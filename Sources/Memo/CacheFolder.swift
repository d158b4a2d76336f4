package import Foundation
import Glibc
import Processes
package import Text

/// What nabla keeps between runs: `.nabla/` in the course's folder, or a folder for temporary files
/// where that cannot be written.
package struct CacheFolder {
  /// Where the compiler keeps the modules that it has compiled.
  package let moduleCache: String
  /// Where results are kept; `nil` where nothing can be.
  package private(set) var store: Store?
  /// What is remembered of earlier runs.
  package let ledger: RunLedger
  /// Why nothing can be kept, if so.
  package private(set) var problem: String?

  /// What a summary adds where the next build will have to do everything again, or the shared store
  /// was of no use.
  package var words: String {
    let words = store?.shared?.words ?? ""
    guard let problem = problem ?? store?.problem else { return words }
    return words + "; nothing could be kept in .nabla for the next run: \(problem)"
  }

  /// Whether what is not here may be in a store that machines share.
  package var isShared: Bool { store?.shared != nil }

  /// What `--verbose` says beside that.
  package var remarks: [String] { [store?.shared?.remark].compactMap(\.self) }

  /// The same with the store that the environment or `course.yml` names behind its own.
  package func sharing(
    _ ofCourse: String?, _ environment: Environment
  ) throws(Diagnostic) -> CacheFolder {
    let address = try SharedAddress.find(ofCourse: ofCourse, environment)
    var other = self
    other.store = store?.backed(
      by: address.map {
        SharedStore($0, seal: environment[.key].map { Seal(secret: Array($0.utf8)) })
      })
    return other
  }

  package init(moduleCache: String, store: Store?) {
    self.moduleCache = moduleCache
    self.store = store
    ledger = RunLedger(path: nil)
  }

  package init(course: URL, _ environment: Environment) {
    let folder = course.appendingPathComponent(".nabla")
    let files = FileManager.default
    let isThere = (try? files.createDirectory(at: folder, withIntermediateDirectories: true)) != nil
    guard isThere, files.isWritableFile(atPath: folder.path) else {
      moduleCache = Self.sharedModules
      store = nil
      ledger = RunLedger(path: nil)
      problem = isThere ? "it cannot be written" : "it cannot be made"
      return
    }
    let ignore = folder.appendingPathComponent(".gitignore")
    if !files.fileExists(atPath: ignore.path) { try? Data("*\n".utf8).write(to: ignore) }
    moduleCache = Self.modules(in: folder)
    ledger = RunLedger(path: folder.appendingPathComponent("ledger").path)
    do throws(SystemError) {
      let secret: [UInt8]
      if let key = environment[.key] {
        secret = Array(key.utf8)
      } else {
        secret = try UserSecret.secret(in: UserSecret.folder(environment))
      }
      store = Store(folder: folder.appendingPathComponent("store"), seal: Seal(secret: secret))
    } catch {
      // An entry that anyone could have written is not to be believed.
      store = nil
      problem = "\(error.description); XDG_STATE_HOME may name another folder for the key"
    }
  }
}

extension CacheFolder {
  /// Where modules are kept that belong to no course: a folder of this user's.
  package static var sharedModules: String {
    FileManager.default.temporaryDirectory.appendingPathComponent("nabla-modules-\(getuid())").path
  }

  /// Compiled modules hold the path that they were compiled at and are of no use at another. So
  /// their folder is named by its place, and what a course that was moved or copied brings along is
  /// removed.
  private static func modules(in folder: URL) -> String {
    let place = folder.resolvingSymlinksInPath().standardizedFileURL.path
    let name = "modules-" + Digest(Array(place.utf8)).text.prefix(12)
    let files = FileManager.default
    let full = folder.appendingPathComponent(name).path
    if !files.fileExists(atPath: full) {
      for other in (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
      where other == "modules" || other.hasPrefix("modules-") {
        try? files.removeItem(at: folder.appendingPathComponent(other))
      }
    }
    return full
  }

  /// Removes what is kept between runs; says what stood in the way.
  package static func clean(_ course: URL) -> Diagnostic? {
    let folder = course.appendingPathComponent(".nabla")
    guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
    do {
      try FileManager.default.removeItem(at: folder)
      return nil
    } catch {
      return Diagnostic(
        .cannotBeRemoved(folder.shownPath),
        at: nil)
    }
  }
}
