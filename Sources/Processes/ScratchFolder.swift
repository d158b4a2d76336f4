import Foundation
import Glibc
import Text

/// The folders that are there for runs, so that an interruption leaves none of them behind, and the
/// first run after a kill removes what it left.
package final class ScratchFolders: @unchecked Sendable {
  package static let shared = ScratchFolders()
  private let lock = NSLock()
  /// Each with its lock, which tells other processes that its owner lives.
  private var folders: [String: FileLock] = [:]
  private var sweptBases: Set<String> = []

  /// Whether the end has come: no further folder is made.
  private var isClosed = false

  private static let prefix = "nabla-run-"

  /// Makes a folder with a name of its own.
  package func make(in base: String) throws(SystemError) -> String {
    lock.lock()
    defer { lock.unlock() }
    guard !isClosed else { throw SystemError(code: ECANCELED, doing: "make a folder in \(base)") }
    if sweptBases.insert(base).inserted { Self.sweep(base) }
    while true {
      var template = Array("\(base)/\(Self.prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else {
        throw SystemError(doing: "make a folder in \(base)")
      }
      let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
      // Where another process has taken it for one without an owner, there is the next.
      guard let held = FileLock(freeFolder: folder) else { continue }
      folders[folder] = held
      return folder
    }
  }

  /// Removes what processes of this user have left that were killed.
  private static func sweep(_ base: String) {
    for name in FolderTree.names(in: base) ?? [] where name.hasPrefix(prefix) {
      let folder = "\(base)/\(name)"
      guard FolderTree.status(folder)?.st_uid == geteuid(),
        let held = FileLock(freeFolder: folder), held.isReal
      else { continue }
      FolderTree.remove(folder)
      held.release()
    }
  }

  package func remove(_ folder: String) {
    FolderTree.remove(folder)
    lock.withLock { _ = folders.removeValue(forKey: folder) }
  }

  /// Removes them all, for good.
  package func removeAll() {
    lock.withLock {
      isClosed = true
      for folder in folders.keys {
        // A thread may be writing into it.
        for _ in 1...5 where FolderTree.status(folder) != nil { FolderTree.remove(folder) }
      }
    }
  }
}

/// A folder that is there for one run.
package struct ScratchFolder {
  package let folder: String

  package init() throws(SystemError) {
    folder = try ScratchFolders.shared.make(
      in: FileManager.default.temporaryDirectory.path)
  }

  package func path(_ name: String) -> String { "\(folder)/\(name)" }

  package func write(_ text: String, to name: String) throws(SystemError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    } catch {
      throw SystemError(code: errno == 0 ? EIO : errno, doing: "write \(path(name))")
    }
  }

  /// What is in a file; nothing where it cannot be read. Not by Foundation's `Data`, which loses a page
  /// of memory for each file that is empty, as most of these are.
  package func bytes(_ name: String) -> [UInt8] {
    (try? Descriptor(reading: path(name), waits: false).readToEnd(expecting: 0)) ?? []
  }

  package func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  package func remove() { ScratchFolders.shared.remove(folder) }
}
