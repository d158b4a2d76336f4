package import Foundation
import Glibc

/// Tells when something below a folder may have changed. What it was, whoever asks has to look up:
/// events can be lost, and editors write files in many ways.
package final class FolderWatcher {
  private let queue: Descriptor
  private let folder: String
  /// Whether a folder of this path, from the watched folder, is of no interest.
  private let isIgnored: (String) -> Bool
  private var folders: Set<String> = []

  private static let kinds =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
    | IN_DELETE_SELF | IN_MOVE_SELF

  package init(
    _ folder: URL, isIgnored: @escaping (String) -> Bool
  ) throws(SystemError) {
    self.folder = folder.path
    self.isIgnored = isIgnored
    let number = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard number >= 0 else { throw SystemError(doing: "watch \(folder.path)") }
    queue = Descriptor(number)
    watch()
  }

  /// Watches the folder and what is below it; folders that are watched already are as before.
  private func watch(_ shown: String = "", depth: Int = 0) {
    let path = shown.isEmpty ? folder : "\(folder)/\(shown)"
    guard depth < 32, inotify_add_watch(queue.number, path, UInt32(Self.kinds)) >= 0 else { return }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names {
      let below = shown.isEmpty ? name : "\(shown)/\(name)"
      var isFolder: ObjCBool = false
      guard !isIgnored(below),
        FileManager.default.fileExists(atPath: "\(folder)/\(below)", isDirectory: &isFolder),
        isFolder.boolValue
      else { continue }
      watch(below, depth: depth + 1)
    }
  }

  /// Waits until something may have changed, and then until nothing has for a moment.
  ///
  /// - Parameter seconds: after so long it says that something may have changed, whether it knows or
  ///   not: a folder that was deleted and made again is seen so.
  package func wait(seconds: Double) {
    guard poll(seconds) else { return watch() }
    // A save is several events: they belong together.
    let end = ContinuousClock.now + .milliseconds(200)
    while poll(0.008), ContinuousClock.now < end {}
    watch()
  }

  /// Waits for events, and takes them.
  private func poll(_ seconds: Double) -> Bool {
    var polled = pollfd(fd: queue.number, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&polled, 1, Int32(seconds * 1_000)) > 0 else { return false }
    while case .bytes = try? queue.read() {}
    return true
  }
}
