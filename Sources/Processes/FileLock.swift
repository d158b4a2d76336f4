import Glibc

/// A lock on a file or folder, which its holder loses with its life, however that ends.
///
/// It is on what stands at the path, not on the path: who has waited for it looks whether something
/// else has come to stand there meanwhile, and waits for that.
package final class FileLock: @unchecked Sendable {
  private var held: [Descriptor] = []
  /// Whether the file system knows locks; where it does not, nothing is held.
  package private(set) var isReal = true

  /// Waits until nobody else holds the lock.
  ///
  /// - Parameters:
  ///   - isShared: whether others may hold it too, in the same way.
  ///   - waiting: called once, where it is held now.
  package init(
    _ path: String, isShared: Bool = false, waiting: () -> Void = {}
  ) throws(SystemError) {
    let kind = isShared ? LOCK_SH : LOCK_EX
    var hasTold = false
    while true {
      let file = try Descriptor(reading: path, waits: false)
      while flock(file.number, hasTold ? kind : kind | LOCK_NB) != 0 {
        if errno == EWOULDBLOCK {
          waiting()
          hasTold = true
        } else if errno != EINTR {
          isReal = false
          return
        }
      }
      if Self.stands(file, at: path) {
        held = [file]
        return
      }
    }
  }

  /// Takes the lock of a folder that nobody else holds; `nil` where somebody does, or where there is
  /// no such folder.
  package init?(freeFolder path: String) {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = Descriptor(number)
    if flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard errno != EWOULDBLOCK, errno != EINTR else { return nil }
      isReal = false
    }
    guard Self.stands(file, at: path) else { return nil }
    held = [file]
  }

  /// Holds the lock of another folder too: one that is about to take the first one's place.
  package func extend(to path: String) throws(SystemError) {
    let file = try Descriptor(reading: path, waits: false)
    if isReal { _ = flock(file.number, LOCK_EX | LOCK_NB) }
    held.append(file)
  }

  package func release() { held = [] }

  private static func stands(_ file: Descriptor, at path: String) -> Bool {
    var (one, other) = (stat(), stat())
    return fstat(file.number, &one) == 0 && stat(path, &other) == 0
      && one.st_ino == other.st_ino && one.st_dev == other.st_dev
  }
}
