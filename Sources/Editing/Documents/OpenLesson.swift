import Lessons
import Programs
import Text

/// A lesson as it stands in an editor, read: what can be said of it without running it.
struct OpenLesson {
  let lesson: Lesson
  let problems: [Diagnostic]

  /// Reads a text.
  ///
  /// - Parameter path: the lesson's file, from the course's folder.
  init(_ text: String, path: String) {
    let (lesson, found) = LessonReader.read(SourceFile(path: path, text: text))
    var problems = found
    // The blocks of a translation are its original's.
    if lesson.language == nil {
      problems += Tangler.tangle(lesson, setup: nil, timeout: nil).problems
    }
    self.lesson = lesson
    self.problems = problems.inOrderOfLines
  }

  /// The block whose code, or whose fences, stand on a line (from 1).
  func block(onLine line: Int) -> CodeBlock? {
    lesson.blocks.last { $0.lines.contains(line) && $0.line <= line }
  }

  /// The headings with their lines and anchors, in order.
  var headings: [Heading] {
    var found: [Heading] = []
    lesson.document.walk { node in
      guard case .heading(let level) = node.kind else { return }
      found.append(Heading(level: level, title: node.readableText, lines: node.lines))
    }
    return found
  }

  struct Heading {
    var level: Int
    var title: String
    var lines: ClosedRange<Int>
  }
}
