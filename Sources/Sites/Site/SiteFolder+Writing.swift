package import Foundation
package import Processes
import Programs
import Text

extension SiteFolder {
  /// Held while the site is written, so that an interruption waits for the end of it.
  package static let isWriting = NSLock()

  /// What writing a site has done.
  package struct Written {
    /// How many files are new or others, with the list of them, but without what no list names.
    package var files = 0
    /// Why the folder could not be exchanged at once, so that its files were moved one by one.
    package var whyOneByOne: SystemError?
  }

  /// Makes the folder, and waits until no other nabla writes to it.
  ///
  /// - Parameters:
  ///   - isShared: for reading, which several may do.
  ///   - waiting: called once, where there is another.
  package func lock(
    isShared: Bool = false, waiting: () -> Void = {}
  ) throws(SystemError) -> FileLock {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      let isFile = access(folder.path, F_OK) == 0
      throw SystemError(
        code: isFile ? ENOTDIR : SystemError.code(of: error),
        doing: "write the site in \(folder.shownPath)")
    }
    return try FileLock(folder.path, isShared: isShared, waiting: waiting)
  }

  /// Writes the files whose bytes changed and removes those that an earlier build wrote and this
  /// one did not: all or nothing.
  ///
  /// A new folder is made beside the old one, and both are exchanged by one call of the system; where
  /// that cannot be, files are moved into place one by one. What builds that were killed have left is
  /// removed first.
  ///
  /// - Parameters:
  ///   - isPartial: only some pages are given; the others stay.
  ///   - lock: that of the folder; taken here where it is `nil`.
  ///   - calls: the calls of the system that change what readers see.
  package func write(
    _ site: Site, versions: Versions, isPartial: Bool, lock: FileLock? = nil,
    calls: SiteCalls = SiteCalls()
  ) throws(SystemError) -> Written {
    let lock = if let lock { lock } else { try self.lock() }
    // A new folder in its place would be written to, whatever the old one allows.
    guard let path = FolderTree.real(folder.path), access(path, W_OK) == 0 else {
      throw SystemError(doing: "write the site in \(folder.shownPath)")
    }
    Self.isWriting.lock()
    defer { Self.isWriting.unlock() }
    FolderTree.remove(SiteExchange.aside(of: path))
    SiteMoves.removeLeftovers(in: path)
    let changes = changes(to: site, versions: versions, isPartial: isPartial, at: path)
    guard !changes.isEmpty else { return Written() }
    try changes.check()
    var written = Written(files: changes.written.keys.count { site.unlisted[$0] == nil })
    do throws(SiteExchange.Failure) {
      var exchange = SiteExchange(changes, calls)
      try exchange.perform(lock)
    } catch {
      switch error {
      case .failed(let error): throw error
      case .impossible(let why):
        written.whyOneByOne = why
        try SiteMoves.perform(changes, calls)
      }
    }
    return written
  }

  private func changes(
    to site: Site, versions: Versions, isPartial: Bool, at path: String
  ) -> SiteChanges {
    let old = readManifest()
    var written = site.files.merging(site.unlisted) { file, _ in file }.filter {
      bytes($0.key) != $0.value
    }
    let removed = isPartial ? [] : (old?.files ?? []).filter { site.files[$0] == nil }
    let all = Set(site.files.keys)
    let isOlder = isPartial && old != nil
    let listed = isPartial ? all.union(old?.files ?? []) : all
    let line = isOlder ? old?.versions ?? versions.line : versions.line
    let manifest = Site.manifest(listed, versions: line)
    if manifest != manifestText { written[Site.manifestName] = Data(manifest.utf8) }
    return SiteChanges(
      folder: path, written: written, removed: removed,
      during: Site.manifest(listed.union(old?.files ?? []), versions: line))
  }
}

/// The calls of the system that change what readers see.
package struct SiteCalls {
  /// Moves a file into the place of another; whether it could.
  package var move: (_ from: String, _ to: String) -> Bool = { rename($0, $1) == 0 }
  /// Exchanges two folders at once; whether it could.
  package var exchange: (_ one: String, _ other: String) -> Bool = SiteExchange.exchange

  package init() {}
}

/// What has to be done so that a folder holds a site.
struct SiteChanges {
  /// The folder, through no link.
  let folder: String
  /// The bytes of files that are new or others, the list of files among them.
  let written: [String: Data]
  /// Files that are no longer part of the site.
  let removed: [String]
  /// The list of the old files and the new ones.
  let during: String

  var isEmpty: Bool { written.isEmpty && removed.isEmpty }

  /// Throws where a folder stands in the place of a file, or something else in that of a folder.
  func check() throws(SystemError) {
    for path in written.keys.sorted() {
      var parents = path.split(separator: "/").dropLast()
      if FolderTree.status("\(folder)/\(path)")?.isFolder == true {
        throw SystemError(code: EISDIR, doing: "write \(folder)/\(path)")
      }
      while !parents.isEmpty {
        let parent = "\(folder)/\(parents.joined(separator: "/"))"
        if let status = FolderTree.status(parent), !status.isFolder {
          throw SystemError(code: ENOTDIR, doing: "write \(folder)/\(path)")
        }
        parents.removeLast()
      }
    }
  }
}
