package import Foundation
package import Text

/// A course to begin with: two lessons, and what stands around them. It builds as it is.
package enum NewCourse {
  /// The files by their paths in the course's folder.
  package static let files: [(path: String, bytes: [UInt8])] = [
    ("lessons/01-slope.md", PackageResources.slope_md),
    ("lessons/02-training.md", PackageResources.training_md),
    ("lessons/course.yml", PackageResources.course_yml),
    ("README.md", PackageResources.README_md),
    (".gitignore", PackageResources.gitignore),
    (".github/workflows/verify.yml", PackageResources.verify_yml)
  ]

  /// Writes the course to a new or empty folder.
  package static func make(in folder: URL) throws(Diagnostic) {
    try NewFolder.write(files, to: folder, what: "the course")
  }
}
