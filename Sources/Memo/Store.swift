package import Foundation
import Glibc
import Processes
import Synchronization
import Text

/// Results by the digest of everything they depend on: a file an entry, which any machine may copy.
///
/// An entry that is damaged, cut off, of another version, or written by anyone but who holds the
/// secret of the seal is as good as none: what it held is computed again. Entries are written aside
/// and moved into place, so that two builds at once, or one that is killed, never leave half an
/// entry.
package struct Store: Sendable {
  package let folder: URL
  private let root: String
  private let seal: Seal
  /// A store that several machines share, which is asked for what is not here.
  package private(set) var shared: SharedStore?
  /// The most that is kept, in bytes.
  private let limit: Int
  private let health = Health()

  static let defaultLimit = 512 << 20

  init(folder: URL, seal: Seal, limit: Int = Store.defaultLimit) {
    self.folder = folder
    self.seal = seal
    self.limit = limit
    root = folder.path
  }

  /// The same with a shared store behind it.
  func backed(by shared: SharedStore?) -> Store {
    var other = self
    other.shared = shared
    return other
  }

  /// What is found under a key.
  package enum Lookup: Sendable, Equatable {
    case missing
    /// A file that is no entry: cut off, altered, or of another version.
    case damaged
    /// An entry that was sealed with another secret.
    case foreign
    case entry([UInt8])
  }

  private func path(of key: Digest) -> String { "\(parent(of: key))/\(key.text.dropFirst(2))" }

  private func parent(of key: Digest) -> String { "\(root)/\(key.text.prefix(2))" }

  /// Whether there is something under this key that looks like an entry of ours, whole or not.
  package func holds(_ key: Digest) -> Bool {
    if case .ours = Self.start(of: path(of: key), seal) { return true }
    return false
  }

  /// The entry of this key, if it is there and whole.
  package func read(_ key: Digest) -> [UInt8]? {
    if case .entry(let content) = lookUp(key) { return content }
    return nil
  }

  /// What is under this key.
  package func lookUp(_ key: Digest) -> Lookup {
    let path = path(of: key)
    switch Self.start(of: path, seal) {
    case .missing: return .missing
    case .damaged: return .damaged
    case .foreign: return .foreign
    case .ours(let file, let mark, let status):
      guard let content = try? file.read(Int(status.st_size) - Head.size),
        Head.size + content.count == Int(status.st_size),
        seal.mark(of: content, for: key) == mark
      else { return .damaged }
      // Used now: what was used last is removed last. Once an hour is exact enough.
      if abs(time(nil) - status.st_mtim.tv_sec) > 3_600 { utimes(path, nil) }
      return .entry(content)
    }
  }

  /// What a file begins with.
  private enum Start {
    case missing, damaged, foreign
    case ours(Descriptor, mark: Digest, stat)
  }

  private static func start(of path: String, _ seal: Seal) -> Start {
    guard let file = try? Descriptor(reading: path, waits: false) else { return .missing }
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) <= Self.defaultLimit, let bytes = try? file.read(Head.size),
      let head = Head(bytes)
    else { return .damaged }
    return head.seal == seal.name ? .ours(file, mark: head.mark, status) : .foreign
  }

  /// What stands before the content of an entry.
  private struct Head {
    /// The name of the secret that it was sealed with.
    let seal: String
    let mark: Digest

    private static let version = Array("nabla store 2\n".utf8)
    static let size = version.count + 17 + 65

    init(seal: String, mark: Digest) {
      self.seal = seal
      self.mark = mark
    }

    init?(_ bytes: [UInt8]) {
      let rest = String(decoding: bytes.dropFirst(Self.version.count), as: UTF8.self)
      let lines = rest.split(separator: "\n", omittingEmptySubsequences: false)
      guard bytes.count == Self.size, bytes.starts(with: Self.version), lines.count == 3,
        lines[0].utf8.count == 16,
        let mark = Digest(text: lines[1])
      else { return nil }
      self.init(seal: String(lines[0]), mark: mark)
    }

    var bytes: [UInt8] { Self.version + Array("\(seal)\n\(mark.text)\n".utf8) }
  }

  /// Keeps an entry; whether it could be kept.
  @discardableResult
  package func write(_ content: [UInt8], for key: Digest) -> Bool {
    let target = path(of: key)
    let parent = parent(of: key)
    let aside = "\(parent)/.\(getpid()).\(UInt64.random(in: 0 ... .max))"
    let mark = seal.mark(of: content, for: key)
    let bytes = Head(seal: seal.name, mark: mark).bytes + content
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
