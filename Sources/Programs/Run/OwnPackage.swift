package import Foundation
package import Memo
import Processes
import Text

/// The package that `course.yml` names, and what was built of it last.
package struct OwnPackage {
  /// Its folder, through no link.
  let folder: String
  /// The folder as the author wrote it.
  let written: String
  /// Where it is built.
  let scratch: String

  package init(_ written: String, course: URL, _ cache: CacheFolder) {
    self.written = written
    folder =
      URL(
        fileURLWithPath: written, isDirectory: true,
        relativeTo: course.appendingPathComponent("lessons", isDirectory: true)
      ).standardizedFileURL.resolvingSymlinksInPath().path
    let name = Digest(Array(folder.utf8)).text.prefix(12)
    scratch = "\(cache.moduleCache)/package-\(name)"
  }

  /// What tells whether the package has changed since it was built last.
  package var identities: String {
    PackageSources(folders: stamp?.folders ?? [folder]).identities
  }

  /// What was built last, from what.
  struct Stamp: Codable {
    var identities: String
    var tools: String
    var digest: String
    var folders: [String]
    var library: String
    var moduleMaps: [String]
  }

  private var stampFile: String { "\(scratch)/nabla-built.json" }

  var stamp: Stamp? {
    guard let bytes = try? RegularFile.bytes(stampFile) else { return nil }
    return try? JSONDecoder().decode(Stamp.self, from: Data(bytes))
  }

  /// Keeps what was built; where that cannot be, it is built again.
  func keep(_ stamp: Stamp) {
    guard let data = try? JSONEncoder().encode(stamp) else { return }
    try? data.write(to: URL(fileURLWithPath: stampFile), options: .atomic)
  }
}
