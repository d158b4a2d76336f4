import Foundation
import Glibc
import Processes

/// The modules that the compiler has compiled and keeps from run to run. One that is damaged stops
/// every lesson, so all are removed, and the compiler makes them anew.
enum CompiledModules {
  /// Whether an error of the compiler names a file among them.
  static func isBlamed(_ folder: String, in messages: String) -> Bool {
    messages.split(separator: "\n").contains { line in
      line.contains("error: ") && line.contains("\(folder)/")
    }
  }

  /// Makes their folder where it is not there, and takes out of it what a compiler would wait for.
  static func prepare(_ folder: String) {
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    removeStrangers(from: folder)
  }

  /// Removes pipes, sockets and devices: a compiler that opens a pipe waits until its time is over.
  /// Links stay, which are how compilers at the same time lock a module.
  private static func removeStrangers(from folder: String) {
    for path in paths(in: folder) {
      guard let kind = FolderTree.status(path)?.st_mode, kind & S_IFMT != S_IFREG else { continue }
      switch kind & S_IFMT {
      case S_IFDIR: removeStrangers(from: path)
      case S_IFLNK: break
      default: unlink(path)
      }
    }
  }

  /// Removes them all.
  static func remove(from folder: String) { paths(in: folder).forEach(FolderTree.remove) }

  /// What lies in the folder, without what nabla keeps beside modules: a course's own library.
  private static func paths(in folder: String) -> [String] {
    (FolderTree.names(in: folder) ?? []).filter { !$0.hasPrefix("package-") }
      .map { "\(folder)/\($0)" }
  }
}
