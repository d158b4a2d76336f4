import Foundation
import Glibc
import Processes

/// A site's new folder, made whole beside the old one, and put into its place by one call of the
/// system: whoever reads sees the old site until then and the new one from then on.
///
/// What has not changed, and what somebody else has put there, gets a second name in the new folder,
/// so that it is copied only where the file system has no such names.
struct SiteExchange {
  enum Failure: Error {
    /// Folders cannot be exchanged here.
    case impossible(SystemError)
    /// It would fail file by file too.
    case failed(SystemError)
  }

  private let changes: SiteChanges
  private let calls: SiteCalls
  private let folder: String
  /// The new folder, and from the exchange on the old one.
  private let aside: String
  /// The folders that have been made in it.
  private var made: Set<Substring> = [""]

  init(_ changes: SiteChanges, _ calls: SiteCalls) {
    self.changes = changes
    self.calls = calls
    folder = changes.folder
    aside = Self.aside(of: folder)
  }

  /// The folder beside a site's in which the new one is made. Whoever holds the site's lock may remove
  /// what a build that was killed has left there.
  static func aside(of folder: String) -> String {
    let (parent, name) = parts(of: folder)
    return "\(parent)/.\(name).nabla"
  }

  private static func parts(of folder: String) -> (parent: Substring, name: Substring) {
    let end = folder.lastIndex(of: "/") ?? folder.startIndex
    return (folder[..<end], folder[end...].dropFirst())
  }

  // MARK: Steps

  /// Makes the new folder and exchanges it with the old one, whose lock becomes that of both.
  mutating func perform(_ lock: FileLock) throws(Failure) {
    try checkPlace()
    do { try makeFolder(aside, like: folder) } catch { throw .impossible(error) }
    defer { FolderTree.remove(aside) }
    let old: [FolderTree.Entry]
    do throws(SystemError) {
      old = try FolderTree.entries(folder)
      for (path, bytes) in changes.written {
        try makeFolders(around: path[...])
        let file = try Descriptor(new: "\(aside)/\(path)", permissions: 0o666)
        try file.finish(writing: [UInt8](bytes), to: "\(aside)/\(path)")
      }
    } catch {
      throw .failed(error)
    }
    try bring(old)
    do throws(SystemError) { try lock.extend(to: aside) } catch { throw .failed(error) }
    // An empty folder can be replaced everywhere.
    guard calls.exchange(aside, folder) || (old.isEmpty && calls.move(aside, folder)) else {
      throw .impossible(SystemError(doing: "exchange \(folder) with another folder"))
    }
    bringLater(old)
  }

  /// Throws where the folder cannot be exchanged, or where somebody would be left in the old one.
  private func checkPlace() throws(Failure) {
    // It would go on reading the old folder, as a web server does that was started in the site.
    if let process = FolderTree.processAtWork(in: folder) {
      throw .impossible(
        SystemError(
          code: EBUSY, doing: "exchange \(folder), the working folder of process \(process)"))
    }
    let parent = FolderTree.status("\(Self.parts(of: folder).parent)/")
    guard let parent, FolderTree.status(folder)?.st_dev == parent.st_dev else {
      throw .impossible(SystemError(code: EXDEV, doing: "exchange \(folder)"))
    }
  }

  /// Gives what stays of the old folder a second name in the new one.
  private mutating func bring(_ old: [FolderTree.Entry]) throws(Failure) {
    let gone = Set(changes.removed)
    let filled = Set(old.map { Self.parts(of: "/\($0.path)").parent.dropFirst() })
    let device = FolderTree.status(folder)?.st_dev
    for entry in old {
      let (from, to) = ("\(folder)/\(entry.path)", "\(aside)/\(entry.path)")
      guard entry.status.st_dev == device else {
        throw .impossible(SystemError(code: EXDEV, doing: "exchange \(from)"))
      }
      do throws(SystemError) {
        if entry.isFolder {
          if !filled.contains(entry.path[...]) { try makeFolders(around: "\(entry.path)/") }
        } else if changes.written[entry.path] == nil, !gone.contains(entry.path) {
          try makeFolders(around: entry.path[...])
          try bring(from, to)
        }
      } catch {
        throw error.code == EXDEV ? .impossible(error) : .failed(error)
      }
    }
    // Only now, because what may not be written to cannot be filled.
    for entry in old where entry.isFolder && entry.status.st_mode & S_IRWXU != S_IRWXU {
      chmod("\(aside)/\(entry.path)", entry.status.st_mode & 0o7777)
    }
  }

  private func bring(_ from: String, _ to: String) throws(SystemError) {
    if link(from, to) == 0 || errno == ENOENT { return }
    if errno == EXDEV || errno == ENOSPC { throw SystemError(doing: "exchange \(from)") }
    // A file of somebody else's, or a file system without second names.
    do {
      try FileManager.default.copyItem(atPath: from, toPath: to)
    } catch {
      let code = SystemError.code(of: error)
      throw SystemError(code: code == ENOSPC ? code : EXDEV, doing: "copy \(from)")
    }
  }

  /// Moves what somebody has put into the old folder, while the new one was being made, into that.
  private func bringLater(_ old: [FolderTree.Entry]) {
    let known = Dictionary(old.map { ($0.path, $0.status.st_ino) }) { first, _ in first }
    let ours = Set(changes.removed).union(changes.written.keys)
    for entry in (try? FolderTree.entries(aside)) ?? []
    where known[entry.path] != entry.status.st_ino && !ours.contains(entry.path) {
      let target = "\(folder)/\(entry.path)"
      if entry.isFolder { mkdir(target, 0o777) } else { rename("\(aside)/\(entry.path)", target) }
    }
  }

  // MARK: Folders

  /// Makes the folders around a path of the new folder, with the attributes of the old ones.
  private mutating func makeFolders(around path: Substring) throws(SystemError) {
    for end in path.indices where path[end] == "/" && made.insert(path[..<end]).inserted {
      try makeFolder("\(aside)/\(path[..<end])", like: "\(folder)/\(path[..<end])")
    }
  }

  /// Makes a folder with the owner and mode of another, if that is there.
  private func makeFolder(_ path: String, like other: String) throws(SystemError) {
    guard mkdir(path, 0o777) == 0 else { throw SystemError(doing: "make \(path)") }
    guard let status = FolderTree.status(other), status.isFolder else { return }
    if chown(path, status.st_uid, status.st_gid) != 0 { chown(path, uid_t.max, status.st_gid) }
    chmod(path, status.st_mode & 0o7777 | S_IRWXU)
  }

  /// Exchanges two folders, where the C library and the file system can.
  static func exchange(_ one: String, _ other: String) -> Bool {
    typealias Call =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else {
      errno = ENOSYS
      return false
    }
    // RENAME_EXCHANGE, which the C library's module leaves out.
    return unsafeBitCast(symbol, to: Call.self)(AT_FDCWD, one, AT_FDCWD, other, 2) == 0
  }
}
