import Foundation
import Glibc

/// Results by the digest of everything they depend on: a file an entry, which any machine may copy.
///
/// An entry that is damaged, cut off, or of another version is as good as none: what it held is
/// computed again. Entries are written aside and moved into place, so that two builds at once, or
/// one that is killed, never leave half an entry.
struct Store: Sendable {
  let folder: URL

  /// Behind this line stand the digest of the rest, and the rest.
  private static let mark = "nabla store 1\n"
  /// The most that is kept, in bytes.
  private static let limit = 512 << 20

  private func url(of key: Digest) -> URL {
    let name = key.text
    return folder.appendingPathComponent(String(name.prefix(2)))
      .appendingPathComponent(String(name.dropFirst(2)))
  }

  /// The entry of this key, if it is there and whole.
  func read(_ key: Digest) -> [UInt8]? {
    let path = url(of: key).path
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let bytes = [UInt8](data)
    let mark = Array(Self.mark.utf8)
    let start = mark.count + 33
    guard bytes.count >= start, bytes.starts(with: mark) else { return nil }
    let content = Array(bytes[start...])
    let digest = String(decoding: bytes[mark.count..<(start - 1)], as: UTF8.self)
    guard digest == Digest(content).text else { return nil }
    // Used just now: what is used last is removed last.
    utimes(path, nil)
    return content
  }

  /// Keeps an entry; whether it could be kept.
  @discardableResult
  func write(_ content: [UInt8], for key: Digest) -> Bool {
    let target = url(of: key)
    let aside = target.deletingLastPathComponent()
      .appendingPathComponent(
        ".\(target.lastPathComponent).\(getpid()).\(UInt64.random(in: 0 ... .max))")
    let bytes = Array(Self.mark.utf8) + Array((Digest(content).text + "\n").utf8) + content
    do {
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: aside)
    } catch {
      unlink(aside.path)
      return false
    }
    guard rename(aside.path, target.path) == 0 else {
      unlink(aside.path)
      return false
    }
    return true
  }

  /// Removes what has not been used for longest, until the store is as large as it may be.
  func trim() {
    let keys: [URLResourceKey] = [.fileSizeKey, .contentModificationDateKey, .isRegularFileKey]
    guard
      let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys)
    else { return }
    var entries: [(url: URL, size: Int, used: Date)] = []
    for case let url as URL in all {
      guard let values = try? url.resourceValues(forKeys: Set(keys)), values.isRegularFile == true
      else { continue }
      entries.append((url, values.fileSize ?? 0, values.contentModificationDate ?? .distantPast))
    }
    var size = entries.reduce(0) { $0 + $1.size }
    guard size > Self.limit else { return }
    for entry in entries.sorted(by: { $0.used < $1.used }) {
      unlink(entry.url.path)
      size -= entry.size
      // Some room, so that not every run has to trim.
      if size < Self.limit / 10 * 9 { return }
    }
  }
}
