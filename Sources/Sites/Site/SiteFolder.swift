import Formulas
package import Foundation
import Lessons
import Memo
import Processes
package import Text

/// A site's folder on disk.
package struct SiteFolder {
  package let folder: URL

  /// The files that are listed there, and the line of versions that made them.
  func readManifest() -> (files: [String], versions: String)? {
    guard let text = manifestText else { return nil }
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count >= 2, lines[0] == "nabla site" else { return nil }
    // A list that somebody edited must not lead out of the folder.
    let files = lines.dropFirst(2).filter { CoursePath.normalized($0) == $0 }
    return (files, lines[1])
  }

  var manifestText: String? { bytes(Site.manifestName).map { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of a file; `nil` where there is none, but perhaps a pipe, a device or a folder.
  func bytes(_ path: String) -> Data? {
    (try? RegularFile.bytes(folder.appendingPathComponent(path).path)).map { Data($0) }
  }

  /// The identity of all that is in it, whoever put it there, by its path.
  package var identities: [String: String] {
    let entries = (try? FolderTree.entries(folder.path)) ?? []
    return Dictionary(
      uniqueKeysWithValues: entries.map { entry in
        let path = "\(folder.path)/\(entry.path)"
        return (path, entry.isLink ? FileIdentity.text(path) : FileIdentity(entry.status).text)
      })
  }

  // MARK: Whose it is

  /// Why a site is not written here: the folder, or what stands where a file of the site would, is
  /// somebody else's.
  package func refusal(of site: Site) -> Diagnostic? {
    let name = PrintableText.shown(folder.shownPath)
    guard let manifest = readManifest() else {
      // What is hidden belongs to version control and the like, and no site has it.
      let others = (FolderTree.names(in: folder.path) ?? []).filter {
        !$0.hasPrefix(".") && $0 != MathematicsFont.fileName
      }
      guard let first = others.min(), !hasLostManifest(others) else { return nil }
      return Diagnostic(
        .wrongUse(
          "'\(name)' holds '\(PrintableText.shown(first))' and is no site that nabla has written",
          help: "name another folder with --output, or take this one with --force, "
            + "which replaces the files of the site's names and leaves the others"), at: nil)
    }
    let ours = Set(manifest.files).union([Site.manifestName, MathematicsFont.fileName])
    let taken = site.files.filter { path, bytes in
      !ours.contains(path) && FolderTree.status(folder.appendingPathComponent(path).path) != nil
        && self.bytes(path) != bytes
    }
    guard let first = taken.keys.min() else { return nil }
    return Diagnostic(
      .wrongUse(
        "'\(name)/\(PrintableText.shown(first))' is not a file that nabla has written, "
          + "and the site has one of its name",
        help: "move it elsewhere, or replace it with --force"), at: nil)
  }

  /// Whether all pages are nabla's by what they say of themselves: a site that was copied without
  /// its hidden list.
  private func hasLostManifest(_ names: [String]) -> Bool {
    let pages = names.filter { $0.hasSuffix(".html") }
    let mark = Data("<meta name=\"generator\" content=\"Nabla ".utf8)
    return !pages.isEmpty && pages.allSatisfy { bytes($0)?.firstRange(of: mark) != nil }
  }

  // MARK: Checking

  /// What `--check` says of each file that is not as it should be: a word and the path.
  package func differences(from site: Site, versions: Versions, isPartial: Bool) -> [String] {
    var found: [String] = []
    for (path, bytes) in site.files.sorted(by: { $0.key < $1.key }) {
      guard let old = self.bytes(path) else {
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
