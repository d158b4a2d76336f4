import Foundation
package import Lessons
import Text

extension Lesson {
  /// The files that its program reads, below the lesson's folder: those of its folders one by one.
  package func dataFiles(in course: Course) -> Set<String> {
    let files = FileManager.default
    let base = course.folder.appendingPathComponent(folder)
    var found: Set<String> = []
    for path in frontMatter.data.compactMap({ CoursePath.normalized($0) }) {
      var isFolder: ObjCBool = false
      let url = base.appendingPathComponent(path)
      guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { continue }
      guard isFolder.boolValue else {
        found.insert(path)
        continue
      }
      for name in (try? files.subpathsOfDirectory(atPath: url.path)) ?? [] {
        let full = url.appendingPathComponent(name).path
        if files.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue {
          found.insert("\(path)/\(name)")
        }
      }
    }
    return found
  }
}
