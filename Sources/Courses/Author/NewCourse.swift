package import Foundation
package import Text

/// A course to begin with: two lessons, and what stands around them. It builds as it is.
package enum NewCourse {
  /// The files by their paths in the course's folder.
  package static let files: [(path: String, bytes: [UInt8])] = [
    ("lessons/01-slope.md", BuiltInFiles.bytes("Starter/slope.md")),
    ("lessons/02-training.md", BuiltInFiles.bytes("Starter/training.md")),
    ("lessons/course.yml", BuiltInFiles.bytes("Starter/course.yml")),
    ("README.md", BuiltInFiles.bytes("Starter/README.md")),
    (".gitignore", BuiltInFiles.bytes("Starter/gitignore")),
    (".github/workflows/verify.yml", BuiltInFiles.bytes("Starter/verify.yml"))
  ]

  /// Writes the course to a new or empty folder.
  package static func make(in folder: URL) throws(Diagnostic) {
    try NewFolder.write(files, to: folder, what: "the course")
  }
}
