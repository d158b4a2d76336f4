package import Glibc
import Text

/// What tells whether a file is still the one that was seen, without reading it: its size, its
/// place on the disk, and when it and its entry were changed.
///
/// The time of the entry's change cannot be set by programs, so a file that was replaced, edited in
/// place or given an old date is another one.
package struct FileIdentity: Sendable, Equatable {
  package let text: String
  /// When the entry was changed, in nanoseconds since 1970.
  package let changed: Int64
  package let isFolder: Bool

  /// The identity of what the path leads to; `nil` where nothing is.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The identity of what has this status.
  package init(_ status: stat) {
    func nanoseconds(_ time: timespec) -> Int64 {
      Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
    changed = nanoseconds(status.st_ctim)
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    text =
      "\(status.st_dev) \(status.st_ino) \(status.st_size) \(nanoseconds(status.st_mtim)) \(changed)"
  }

  /// Which build of nabla this is, on this machine.
  package static let ofExecutable = text("/proc/self/exe")

  /// The identity in words that go into a key.
  package static func text(_ path: String) -> String { FileIdentity(path)?.text ?? "missing" }
}
