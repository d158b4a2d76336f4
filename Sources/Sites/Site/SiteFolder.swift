import Formulas
package import Foundation
import Lessons
package import Processes
package import Programs
import Text

/// A site's folder on disk.
package struct SiteFolder {
  package let folder: URL

  /// The files that are listed there, and the line of versions that made them.
  func readManifest() -> (files: [String], versions: String)? {
    let url = folder.appendingPathComponent(Site.manifestName)
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count >= 2, lines[0] == "nabla site" else { return nil }
    // A list that somebody edited must not lead out of the folder.
    let files = lines.dropFirst(2).filter { CoursePath.normalized($0) == $0 }
    return (files, lines[1])
  }

  /// The paths of all files in it, whoever put them there.
  package var allFiles: [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.map { folder.appendingPathComponent($0).path }
  }

  // MARK: Checking

  /// What `--check` says of each file that is not as it should be: a word and the path.
  package func differences(from site: Site, versions: Versions, isPartial: Bool) -> [String] {
    var found: [String] = []
    for (path, bytes) in site.files.sorted(by: { $0.key < $1.key }) {
      guard let old = try? Data(contentsOf: folder.appendingPathComponent(path)) else {
        found.append("missing: \(path)")
        continue
      }
      if old != bytes { found.append("differs: \(path)" + Self.firstDifference(old, bytes)) }
    }
    if isPartial { return found }
    let manifest = readManifest()
    for path in manifest?.files ?? [] where site.files[path] == nil {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path) {
        found.append("no longer part of the site: \(path)")
      }
    }
    // The list differs wherever a file is missing or too many: that is said once.
    if found.isEmpty, manifest == nil || manifest?.files.sorted() != site.files.keys.sorted() {
      found.append("differs: \(Site.manifestName)")
    }
    if !found.isEmpty, let old = manifest?.versions, old != versions.line {
      found.append("(the site was made by \(old); this is \(versions.line))")
    }
    return found
  }

  private static func firstDifference(_ old: Data, _ new: Data) -> String {
    let common = zip(old, new).prefix { $0 == $1 }.count
    let line = new.prefix(common).count { $0 == 0x0A } + 1
    return " (from line \(line) on)"
  }

  package init(folder: URL) {
    self.folder = folder
  }
}
