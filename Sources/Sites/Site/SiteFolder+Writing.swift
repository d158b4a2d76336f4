import Formulas
package import Foundation
import Lessons
package import Processes
package import Programs
import Text

extension SiteFolder {
  /// Held while files are moved into place, so that an interruption does not leave half a site.
  package static let isMoving = NSLock()

  /// Writes the files whose bytes changed and removes those that an earlier build wrote and this
  /// one did not: all or nothing.
  ///
  /// Everything is written aside first, so that a full disk leaves the old site as it was. While files
  /// move into place, the list of what is ours holds old and new ones, so that whatever a killed build
  /// leaves is known to the next; the list of the new site is moved last. Where a file cannot be
  /// moved, those before it are moved back.
  ///
  /// - Parameters:
  ///   - isPartial: only some pages are given; the others stay.
  ///   - move: moves a file into the place of another; whether it could.
  package func write(
    _ site: Site, versions: Versions, isPartial: Bool,
    move: @escaping (_ from: String, _ to: String) -> Bool = { rename($0, $1) == 0 }
  ) throws(SystemError) -> Int {
    let old = readManifest()
    let changed = site.files.filter { path, bytes in
      (try? Data(contentsOf: folder.appendingPathComponent(path))) != bytes
    }
    let removed = isPartial ? [] : (old?.files ?? []).filter { site.files[$0] == nil }
    let manifest = isPartial ? nil : site.manifest(versions: versions)
    let isListed = manifest == nil || manifest == manifestText
    guard !changed.isEmpty || !removed.isEmpty || !isListed else { return 0 }
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
      for (path, bytes) in changed { try put(bytes, path, in: aside.appendingPathComponent("new")) }
      // The folders first: what can fail should fail before the first file moves.
      for path in changed.keys {
        let target = folder.appendingPathComponent(path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      }
      for path in changed.keys.sorted() where isFolder(path) {
        throw SystemError(
          code: EISDIR, doing: "write \(folder.appendingPathComponent(path).shownPath)")
      }
      var lists: [URL] = []
      if let manifest {
        var both = site
        for path in removed { both.files[path] = Data() }
        for (name, text) in [("during", both.manifest(versions: versions)), ("after", manifest)] {
          try put(Data(text.utf8), name, in: aside)
          lists.append(aside.appendingPathComponent(name))
        }
      }
      Self.isMoving.lock()
      defer { Self.isMoving.unlock() }
      let list = folder.appendingPathComponent(Site.manifestName).path
      var moves = Moves(folder: folder, aside: aside, move: move)
      do throws(SystemError) {
        if let during = lists.first { try moves.move(during.path, to: Site.manifestName) }
        for path in changed.keys.sorted() {
          try moves.move(aside.appendingPathComponent("new/\(path)").path, to: path)
        }
        for path in removed { try moves.remove(path) }
        if let after = lists.last, !move(after.path, list) {
          throw SystemError(doing: "write \(list)")
        }
      } catch {
        moves.undo()
        throw error
      }
    } catch let error as SystemError {
      throw error
    } catch {
      throw SystemError(
        code: SystemError.code(of: error), doing: "write the site in \(folder.shownPath)")
    }
    return changed.count + (isListed ? 0 : 1)
  }

  private var manifestText: String? {
    try? String(contentsOf: folder.appendingPathComponent(Site.manifestName), encoding: .utf8)
  }

  private func put(_ bytes: Data, _ path: String, in parent: URL) throws {
    let url = parent.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: url)
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
}

/// Files of a site that were moved, so that they can be moved back.
private struct Moves {
  let folder: URL
  let aside: URL
  let move: (String, String) -> Bool
  /// What was done, in order: the file, and where the one before it is kept, if there was one.
  private var done: [(path: String, kept: String?)] = []

  init(folder: URL, aside: URL, move: @escaping (String, String) -> Bool) {
    self.folder = folder
    self.aside = aside
    self.move = move
  }

  /// Moves a file into its place; the one that stands there is kept.
  mutating func move(_ source: String, to path: String) throws(SystemError) {
    let target = folder.appendingPathComponent(path).path
    let kept = aside.appendingPathComponent("old-\(done.count)").path
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
    guard move(source, target) else { throw SystemError(doing: "write \(target)") }
    done.append((path, hasOld ? kept : nil))
  }

  /// Removes a file; it is kept. What is not there needs no removing.
  mutating func remove(_ path: String) throws(SystemError) {
    let target = folder.appendingPathComponent(path).path
    guard access(target, F_OK) == 0 else { return }
    let kept = aside.appendingPathComponent("old-\(done.count)").path
    guard move(target, kept) else { throw SystemError(doing: "remove \(target)") }
    done.append((path, kept))
  }

  /// Moves everything back, the last first.
  func undo() {
    for (path, kept) in done.reversed() {
      let target = folder.appendingPathComponent(path).path
      if let kept { rename(kept, target) } else { unlink(target) }
    }
  }
}
