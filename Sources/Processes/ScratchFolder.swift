import Foundation
import Glibc
import Text

/// The folders that are there for runs, so that an interruption leaves none of them behind.
package final class ScratchFolders: @unchecked Sendable {
  package static let shared = ScratchFolders()
  private let lock = NSLock()
  private var folders: Set<String> = []

  /// Whether the end has come: no further folder is made.
  private var isClosed = false

  /// Makes a folder with a name of its own.
  package func make(in base: String) throws(SystemError) -> String {
    lock.lock()
    defer { lock.unlock() }
    guard !isClosed else { throw SystemError(code: ECANCELED, doing: "make a folder in \(base)") }
    var template = Array(("\(base)/nabla-" + String(repeating: "X", count: 6)).utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SystemError(doing: "make a folder in \(base)")
    }
    let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    folders.insert(folder)
    return folder
  }

  package func remove(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }

  /// Removes them all, for good.
  package func removeAll() {
    lock.withLock {
      isClosed = true
      for folder in folders {
        // A thread may be writing into it.
        for _ in 1...5 where FileManager.default.fileExists(atPath: folder) {
          try? FileManager.default.removeItem(atPath: folder)
        }
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

  package func bytes(_ name: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: path(name)))).map { [UInt8]($0) } ?? []
  }

  package func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  package func remove() {
    try? FileManager.default.removeItem(atPath: folder)
    ScratchFolders.shared.remove(folder)
  }
}
