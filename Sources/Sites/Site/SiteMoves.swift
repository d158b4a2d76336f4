import Foundation
import Glibc
import Processes

/// The way where folders cannot be exchanged: a site's files are moved into place one by one.
///
/// Everything is written aside first, so that a full disk leaves the old site as it was. While files
/// move into place, the list of what is ours holds old and new ones, so that whatever a killed build
/// leaves is known to the next; the list of the new site is moved last. Where a file cannot be
/// moved, those before it are moved back.
struct SiteMoves {
  private let folder: String
  private let aside: String
  private let calls: SiteCalls
  /// What was done, in order: the file, and where the one before it is kept, if there was one.
  private var done: [(path: String, kept: String?)] = []

  private static let asideName = ".nabla-writing"

  private init(folder: String, _ calls: SiteCalls) {
    self.folder = folder
    aside = "\(folder)/\(Self.asideName)"
    self.calls = calls
  }

  /// Removes what builds that were killed had written aside, under the names of earlier versions too.
  static func removeLeftovers(in folder: String) {
    for name in FolderTree.names(in: folder) ?? [] where name.hasPrefix(asideName) {
      FolderTree.remove("\(folder)/\(name)")
    }
  }

  static func perform(_ changes: SiteChanges, _ calls: SiteCalls) throws(SystemError) {
    var moves = SiteMoves(folder: changes.folder, calls)
    defer { FolderTree.remove(moves.aside) }
    var files = changes.written
    let list = files.removeValue(forKey: Site.manifestName)
    let paths = files.keys.sorted()
    for (path, bytes) in files { try moves.put(bytes, "new/\(path)", in: moves.aside) }
    if let list {
      try moves.put(list, "after", in: moves.aside)
      try moves.put(Data(changes.during.utf8), "during", in: moves.aside)
    }
    // The folders first: what can fail should fail before the first file moves.
    for path in paths { try moves.makeFolders(around: path, in: changes.folder) }
    do throws(SystemError) {
      if list != nil { try moves.move("during", to: Site.manifestName) }
      for path in paths { try moves.move("new/\(path)", to: path) }
      for path in changes.removed { try moves.remove(path) }
      if list != nil { try moves.move("after", to: Site.manifestName) }
    } catch {
      moves.undo()
      throw error
    }
  }

  private func put(_ bytes: Data, _ path: String, in parent: String) throws(SystemError) {
    try makeFolders(around: path, in: parent)
    let file = try Descriptor(new: "\(parent)/\(path)", permissions: 0o666)
    try file.finish(writing: [UInt8](bytes), to: "\(parent)/\(path)")
  }

  private func makeFolders(around path: String, in parent: String) throws(SystemError) {
    let folder = URL(fileURLWithPath: "\(parent)/\(path)").deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw SystemError(code: SystemError.code(of: error), doing: "make \(folder.path)")
    }
  }

  /// Moves a file into its place; the one that stands there is kept.
  private mutating func move(_ source: String, to path: String) throws(SystemError) {
    let target = "\(folder)/\(path)"
    let kept = "\(aside)/old-\(done.count)"
    // A second name for the old file costs nothing, and leaves no moment without one.
    var hasOld = link(target, kept) == 0
    if !hasOld, errno != ENOENT {
      // A file of somebody else's, or a file system without second names.
      do {
        try FileManager.default.copyItem(atPath: target, toPath: kept)
      } catch {
        throw SystemError(code: SystemError.code(of: error), doing: "keep \(target)")
      }
      hasOld = true
    }
    guard calls.move("\(aside)/\(source)", target) else {
      throw SystemError(doing: "write \(target)")
    }
    done.append((path, hasOld ? kept : nil))
  }

  /// Removes a file; it is kept. What is not there needs no removing.
  private mutating func remove(_ path: String) throws(SystemError) {
    let target = "\(folder)/\(path)"
    guard access(target, F_OK) == 0 else { return }
    let kept = "\(aside)/old-\(done.count)"
    guard calls.move(target, kept) else { throw SystemError(doing: "remove \(target)") }
    done.append((path, kept))
  }

  /// Moves everything back, the last first.
  private func undo() {
    for (path, kept) in done.reversed() {
      let target = "\(folder)/\(path)"
      if let kept { rename(kept, target) } else { unlink(target) }
    }
  }
}
