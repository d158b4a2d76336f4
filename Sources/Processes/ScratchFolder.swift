import Foundation
import Glibc

/// The folders that are there for runs, so that an interruption leaves none of them behind.
final class ScratchFolders: @unchecked Sendable {
  static let shared = ScratchFolders()
  private let lock = NSLock()
  private var folders: Set<String> = []

  /// Whether the end has come: no further folder is made.
  private var isClosed = false

  /// Makes a folder with a name of its own.
  func make(in base: String) throws(SystemError) -> String {
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

  func remove(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }

  /// Removes them all, for good.
  func removeAll() {
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
struct ScratchFolder {
  let folder: String

  init() throws(SystemError) {
    folder = try ScratchFolders.shared.make(
      in: FileManager.default.temporaryDirectory.path)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws(SystemError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    } catch {
      throw SystemError(code: errno == 0 ? EIO : errno, doing: "write \(path(name))")
    }
  }

  func bytes(_ name: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: path(name)))).map { [UInt8]($0) } ?? []
  }

  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
    ScratchFolders.shared.remove(folder)
  }
}
