import Formulas
package import Foundation
import Lessons
package import Processes
package import Programs
import Text

/// The files of a site, by their paths below its folder.
package struct Site: Sendable {
  package var files: [String: Data] = [:]

  /// The file that lists what nabla wrote, so that the next build knows what it may remove.
  static let manifestName = ".nabla-site"

  /// Names that no other file may have, whether this site has the file or not.
  static let reserved: Set<String> = [
    manifestName, MathematicsFont.fileName, "index.html", "search.html", "404.html",
    "search-index.js", "sitemap.xml", "feed.xml"
  ]

  /// The list of the files, below the versions that made them.
  func manifest(versions: Versions) -> String {
    "nabla site\n\(versions.line)\n" + files.keys.sorted().map { $0 + "\n" }.joined()
  }
}

/// The versions on which a site's bytes depend.
package struct Versions: Sendable, Equatable {
  var nabla = nablaVersion
  package var swift: String
  var katex: String
  var cmark: String
  /// Only where a graph was laid out.
  package var graphviz: String?

  package var line: String {
    "nabla \(nabla), swift \(swift), katex \(katex), cmark \(cmark)"
      + (graphviz.map { ", graphviz \($0)" } ?? "")
  }
}

extension Versions {
  /// The versions that are here.
  package init(_ toolchain: Toolchain) {
    self.init(
      swift: toolchain.version, katex: (try? KaTeXFile.find())?.version ?? "none",
      cmark: Cmark.version)
  }
}

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
    if manifest == nil || manifest?.files.sorted() != site.files.keys.sorted() {
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

  // MARK: Writing

  /// Held while files are moved into place, so that an interruption does not leave half a site.
  package static let isMoving = NSLock()

  /// Writes the files whose bytes changed and removes those that an earlier build wrote and this
  /// one did not. Everything is written aside first: a full disk leaves the old site as it was.
  ///
  /// - Parameter isPartial: only some pages are given; the others stay.
  package func write(_ site: Site, versions: Versions, isPartial: Bool) throws(SystemError) -> Int {
    let old = readManifest()
    var files = site.files
    if !isPartial { files[Site.manifestName] = Data(site.manifest(versions: versions).utf8) }
    let changed = files.filter { path, bytes in
      (try? Data(contentsOf: folder.appendingPathComponent(path))) != bytes
    }
    var isWhatWeNeed: ObjCBool = true
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isWhatWeNeed),
      !isWhatWeNeed.boolValue
    {
      throw SystemError(code: ENOTDIR, doing: "write the site in \(folder.shownPath)")
    }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      removeLeftovers()
      let aside = folder.appendingPathComponent(".nabla-writing-\(getpid())")
      defer { try? FileManager.default.removeItem(at: aside) }
      for (path, bytes) in changed {
        let url = aside.appendingPathComponent(path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
      }
      // The folders first: what can fail should fail before the first file moves.
      for path in changed.keys {
        let target = folder.appendingPathComponent(path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      }
      for path in changed.keys.sorted() where isFolder(path) {
        throw SystemError(
          code: EISDIR, doing: "write \(folder.appendingPathComponent(path).shownPath)")
      }
      Self.isMoving.lock()
      defer { Self.isMoving.unlock() }
      for path in changed.keys.sorted() {
        let source = aside.appendingPathComponent(path).path
        let target = folder.appendingPathComponent(path).path
        guard rename(source, target) == 0 else { throw SystemError(doing: "write \(target)") }
      }
    } catch let error as SystemError {
      throw error
    } catch {
      throw SystemError(
        code: SystemError.code(of: error), doing: "write the site in \(folder.shownPath)")
    }
    if !isPartial {
      for path in old?.files ?? [] where site.files[path] == nil {
        unlink(folder.appendingPathComponent(path).path)
      }
    }
    return changed.count
  }

  /// Removes what builds that were killed had written aside.
  private func removeLeftovers() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(".nabla-writing-") {
      guard let process = pid_t(name.dropFirst(15)), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let path = folder.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  package init(folder: URL) {
    self.folder = folder
  }
}
