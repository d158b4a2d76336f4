import Foundation
import Glibc
import Processes
import Text

/// The secret of a user's seal: a file outside of all courses that only its owner can read, made when
/// it is first asked for.
///
/// What a stranger's course brings along in its `.nabla` was sealed with another, and is not believed.
enum UserSecret {
  private static let size = 32

  /// The folder for what belongs to a user and to no course.
  static func folder(_ environment: Environment) -> String {
    func absolute(_ name: Environment.Name) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    return absolute(.stateHome) ?? (absolute(.home) ?? NSHomeDirectory()) + "/.local/state"
  }

  /// The secret that is kept in `folder`.
  static func secret(in folder: String) throws(SystemError) -> [UInt8] {
    let path = "\(folder)/nabla/key"
    if let kept = try read(path) { return kept }
    let new = random()
    let aside = "\(path).\(getpid()).\(UInt64.random(in: 0 ... .max))"
    try makeFolders(of: path)
    defer { unlink(aside) }
    try Descriptor(new: aside, permissions: 0o600).finish(writing: new, to: aside)
    // Of several that make one at once, the first has made it. What others could read is no secret,
    // and what is not whole is none either: both are replaced.
    if link(aside, path) != 0 {
      guard errno == EEXIST else { throw SystemError(doing: "create \(path)") }
      if let kept = try read(path) { return kept }
      guard rename(aside, path) == 0 else { throw SystemError(doing: "replace \(path)") }
    }
    guard let kept = try read(path) else { throw SystemError(code: EINVAL, doing: "keep \(path)") }
    return kept
  }

  /// What a file holds; `nil` where there is none, or one that is not to be used.
  private static func read(_ path: String) throws(SystemError) -> [UInt8]? {
    let file: Descriptor
    do throws(SystemError) {
      file = try Descriptor(reading: path, waits: false)
    } catch {
      if error.code == ENOENT || error.code == ENOTDIR { return nil }
      throw error
    }
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_mode & 0o077 == 0, status.st_size == off_t(size)
    else { return nil }
    let bytes = try file.read(size)
    return bytes.count == size ? bytes : nil
  }

  /// Bytes of the system's own generator.
  private static func random() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<size).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
  }

  /// Makes the folders that a file lies in, those that are missing for their owner only.
  private static func makeFolders(of path: String) throws(SystemError) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/\(part)"
      guard mkdir(folder, 0o700) != 0 else { continue }
      let code = errno
      if code != EEXIST, access(folder, X_OK) != 0 {
        throw SystemError(code: code, doing: "make \(folder)")
      }
    }
  }
}
