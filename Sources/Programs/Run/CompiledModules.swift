import Foundation

/// The modules that the compiler has compiled and keeps from run to run. One that is damaged stops
/// every lesson, so all are removed, and the compiler makes them anew.
enum CompiledModules {
  /// Whether an error of the compiler names a file among them.
  static func isBlamed(_ folder: String, in messages: String) -> Bool {
    messages.split(separator: "\n").contains { line in
      line.contains("error: ") && line.contains("\(folder)/")
    }
  }

  /// Removes them, and leaves what nabla keeps beside them: a course's own library.
  static func remove(from folder: String) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? []
    where !name.hasPrefix("package-") {
      try? files.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
