import Glibc

/// A file that is written whole or not at all, so that whoever reads it sees the old bytes or the
/// new ones, whenever the writer is killed.
package enum WholeFile {
  /// Writes bytes beside the file and moves them into its place, with its mode. Through a link, the
  /// file that it leads to is replaced, not the link. What is no file but a device or a pipe is
  /// written to.
  package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let path = FolderTree.real(path) ?? path
    let old = FolderTree.status(path)
    if let old, !old.isFile {
      return try Descriptor(writing: path).finish(writing: bytes, to: path)
    }
    let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let aside = "\(path[..<end]).\(path[end...]).nabla"
    let lock = try open(aside)
    defer { lock.release() }
    do throws(SystemError) {
      let file = try Descriptor(creating: aside, permissions: 0o666)
      if let old { fchmod(file.number, old.st_mode & 0o7777) }
      try file.finish(writing: bytes, to: path)
      guard rename(aside, path) == 0 else { throw SystemError(doing: "write \(path)") }
    } catch {
      unlink(aside)
      throw error
    }
  }

  /// Makes the file aside, or takes the one that a writer who was killed has left, and locks it.
  private static func open(_ aside: String) throws(SystemError) -> FileLock {
    while true {
      let file = Glibc.open(aside, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw SystemError(doing: "write \(aside)") }
      close(file)
      do throws(SystemError) {
        return try FileLock(aside)
      } catch {
        // Another writer has just moved it into place.
        guard error.code == ENOENT else { throw error }
      }
    }
  }
}
