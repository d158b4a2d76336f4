package import Foundation
import Glibc
import Processes
import Synchronization
import Text

/// Results by the digest of everything they depend on: a file an entry, which any machine may copy.
///
/// An entry that is damaged, cut off, or of another version is as good as none: what it held is
/// computed again. Entries are written aside and moved into place, so that two builds at once, or
/// one that is killed, never leave half an entry.
package struct Store: Sendable {
  package let folder: URL
  private let root: String
  /// The most that is kept, in bytes.
  private let limit: Int
  private let health = Health()

  /// Behind this line stand the digest of the rest, and the rest.
  private static let mark = "nabla store 1\n"
  static let defaultLimit = 512 << 20

  init(folder: URL, limit: Int = Store.defaultLimit) {
    self.folder = folder
    self.limit = limit
    root = folder.path
  }

  /// What is found under a key.
  package enum Lookup: Sendable, Equatable {
    case missing
    /// A file that is no entry: cut off, altered, or of another version.
    case damaged
    case entry([UInt8])
  }

  private func path(of key: Digest) -> String { "\(parent(of: key))/\(key.text.dropFirst(2))" }

  private func parent(of key: Digest) -> String { "\(root)/\(key.text.prefix(2))" }

  /// Whether there is something under this key, whole or not.
  package func holds(_ key: Digest) -> Bool { access(path(of: key), R_OK) == 0 }

  /// The entry of this key, if it is there and whole.
  package func read(_ key: Digest) -> [UInt8]? {
    if case .entry(let content) = lookUp(key) { return content }
    return nil
  }

  /// What is under this key.
  package func lookUp(_ key: Digest) -> Lookup {
    let path = path(of: key)
    guard let file = try? Descriptor(reading: path, waits: false) else { return .missing }
    var status = stat()
    let mark = Array(Self.mark.utf8)
    let head = mark.count + 33
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) >= head,
      let start = try? file.read(head), start.count == head, start.starts(with: mark),
      let content = try? file.read(Int(status.st_size) - head),
      head + content.count == Int(status.st_size),
      String(decoding: start[mark.count..<(head - 1)], as: UTF8.self) == Digest(content).text
    else { return .damaged }
    // Used now: what was used last is removed last. Once an hour is exact enough.
    if abs(time(nil) - status.st_mtim.tv_sec) > 3_600 { utimes(path, nil) }
    return .entry(content)
  }

  /// Keeps an entry; whether it could be kept.
  @discardableResult
  package func write(_ content: [UInt8], for key: Digest) -> Bool {
    let target = path(of: key)
    let parent = parent(of: key)
    let aside = "\(parent)/.\(getpid()).\(UInt64.random(in: 0 ... .max))"
    let bytes = Array(Self.mark.utf8) + Array((Digest(content).text + "\n").utf8) + content
    do throws(SystemError) {
      try Self.write(bytes, to: aside, in: parent)
    } catch {
      health.failed(error.code)
      unlink(aside)
      return false
    }
    guard rename(aside, target) == 0 else {
      health.failed(errno)
      unlink(aside)
      return false
    }
    health.wrote(parent)
    return true
  }

  /// Writes a new file, and makes its folder where it is not there yet.
  private static func write(
    _ bytes: [UInt8], to path: String, in parent: String
  ) throws(SystemError) {
    let file: Descriptor
    do throws(SystemError) {
      file = try Descriptor(new: path, permissions: 0o644)
    } catch {
      guard error.code == ENOENT else { throw error }
      do {
        try FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true)
      } catch {
        throw SystemError(code: SystemError.code(of: error), doing: "make \(parent)")
      }
      file = try Descriptor(new: path, permissions: 0o644)
    }
    try file.finish(writing: bytes, to: path)
  }

  /// Why something could not be kept, if so.
  package var problem: String? { health.problem.map { String(cString: strerror($0)) } }

  // MARK: Bounds

  /// Removes what has not been used for longest, until the store is as large as it may be. Where
  /// nothing was written, nothing is looked at.
  package func trim() {
    guard let written = health.lastFolder else { return }
    // Digests spread evenly: one folder of 256 tells how large the whole is.
    let sample = Self.entries(below: [written])
    guard sample.reduce(0, { $0 + $1.size }) * 256 > limit else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let entries = Self.entries(below: names.map { "\(root)/\($0)" })
    var size = entries.reduce(0) { $0 + $1.size }
    guard size > limit else { return }
    for entry in entries.sorted(by: { ($0.used, $0.path) < ($1.used, $1.path) }) {
      unlink(entry.path)
      size -= entry.size
      // Some room, so that not every run has to trim.
      if size < limit / 10 * 9 { return }
    }
  }

  /// How many entries there are, and their bytes.
  package var extent: (entries: Int, bytes: Int) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let entries = Self.entries(below: names.map { "\(root)/\($0)" })
    return (entries.count, entries.reduce(0) { $0 + $1.size })
  }

  private static func entries(
    below folders: [String]
  ) -> [(path: String, size: Int, used: Int)] {
    folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.compactMap { name -> (path: String, size: Int, used: Int)? in
        let path = "\(folder)/\(name)"
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        // What a killed build had begun to write is the first to go.
        let isHalf = name.hasPrefix(".") && abs(time(nil) - status.st_mtim.tv_sec) > 3_600
        return (path, Int(status.st_size), isHalf ? 0 : status.st_mtim.tv_sec)
      }
    }
  }

  /// What became of writing.
  private final class Health: Sendable {
    private let state = Mutex<(problem: Int32?, lastFolder: String?)>((nil, nil))

    package var problem: Int32? { state.withLock { $0.problem } }
    var lastFolder: String? { state.withLock { $0.lastFolder } }

    package func failed(_ code: Int32) { state.withLock { $0.problem = $0.problem ?? code } }
    func wrote(_ folder: String) { state.withLock { $0.lastFolder = folder } }
  }
}
