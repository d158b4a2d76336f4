import Foundation
import Lessons
import Pages
import Processes
import Text

/// The files of a course as links and keys name them. What is open in the editor counts as it stands
/// there.
struct CourseFiles {
  /// The course's folder.
  let course: String
  /// The texts that are open, by their paths.
  let open: [String: OpenLesson]

  private var lessonsFolder: String { "\(course)/lessons" }

  /// Everything beside the lessons, by its path from there; folders with a slash.
  var names: [String] {
    let files = FileManager.default
    func isFolder(_ path: String) -> Bool {
      var isFolder: ObjCBool = false
      return files.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
    func list(_ folder: String, _ prefix: String) -> [String] {
      ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
        .sorted().map { prefix + $0 }
    }
    let top = list(lessonsFolder, "").prefix(1_000)
    return top.flatMap { name -> [String] in
      isFolder("\(lessonsFolder)/\(name)")
        ? ["\(name)/"] + list("\(lessonsFolder)/\(name)", "\(name)/").prefix(200) : [name]
    }
  }

  var lessons: [String] { names.filter { LessonName.isLesson($0) && !$0.contains("/") } }

  /// A lesson by its path from the lessons' folder, as it is in the editor or on the disk.
  func lesson(_ path: String) -> OpenLesson? {
    guard let normalized = CoursePath.normalized(path) else { return nil }
    let full = "\(lessonsFolder)/\(normalized)"
    if let lesson = open[full] { return lesson }
    guard let bytes = try? RegularFile.bytes(full), bytes.count < 4 << 20,
      let file = try? SourceFile(path: "lessons/\(normalized)", bytes: bytes)
    else { return nil }
    return OpenLesson(file.text, path: file.path)
  }

  /// The address of a file beside the lessons that exists.
  func uri(_ path: String) -> String? {
    guard let normalized = CoursePath.normalized(path.removingPercentEncoding ?? path) else {
      return nil
    }
    let full = "\(lessonsFolder)/\(normalized)"
    return FileManager.default.fileExists(atPath: full) ? FileAddress.uri(full) : nil
  }
}

extension OpenLesson {
  /// The anchors of a lesson, each with its line and with what stands there.
  var anchors: [(name: String, line: Int, words: String)] {
    let names = Anchors.ofHeadings(in: lesson)
    let ofHeadings = zip(names, headings).map { ($0, $1.lines.lowerBound, $1.title) }
    let ofBlocks = lesson.blocks.compactMap { block -> (String, Int, String)? in
      guard let label = block.label, let name = label.name else { return nil }
      return (name, block.line, label.caption ?? "")
    }
    return (ofBlocks + ofHeadings).sorted { $0.1 < $1.1 }
  }
}
