package import Foundation
import Glibc
package import Lessons
import Processes
package import Text

/// Writes an updated lesson: the old bytes but for the lines that changed, with the file's own line
/// endings and byte-order mark.
package enum LessonWriter {
  /// Writes it whole or not at all.
  package static func write(_ update: LessonUpdate, to url: URL, lesson: Lesson) throws(Diagnostic)
  {
    let path = lesson.file.path
    func failed(_ words: String) -> Diagnostic {
      Diagnostic(
        .lessonNotUpdated(path, words),
        at: Location(file: path))
    }
    guard let old = try? RegularFile.bytes(url.path) else { throw failed("it cannot be read") }
    guard let now = try? SourceFile(path: path, bytes: old),
      now.text.hasSameBytes(as: lesson.file.text)
    else {
      throw failed("it has changed since it was read")
    }
    let new = bytes(of: update, old: old)
    do throws(SystemError) {
      try WholeFile.write(new, to: url.path)
    } catch {
      throw failed(String(cString: strerror(error.code)))
    }
  }

  /// The new file's bytes.
  package static func bytes(of update: LessonUpdate, old: [UInt8]) -> [UInt8] {
    let (mark, endings) = endings(of: old)
    var new = mark
    var ending = endings.first ?? [0x0A]
    for line in update.lines {
      if let origin = line.origin {
        ending = endings.indices.contains(origin - 1) ? endings[origin - 1] : ending
      }
      // A new line never stands last: a fence closes behind it.
      let end = line.origin == nil && ending.isEmpty ? [0x0A] : ending
      // A carriage return that ends a line would be one line end with the next line's.
      if new.last == 0x0D, line.text.isEmpty, end == [0x0A] { new.append(0x0A) }
      new += Array(line.text.utf8)
      new += end
    }
    return new
  }

  /// The byte-order mark, and what each line ends in: nothing at the end of the file.
  private static func endings(of bytes: [UInt8]) -> (mark: [UInt8], endings: [[UInt8]]) {
    let mark: [UInt8] = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.prefix(3)) : []
    var endings: [[UInt8]] = []
    var index = mark.count
    while index < bytes.count {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
        endings.append([0x0D, 0x0A])
        index += 1
      } else if bytes[index] == 0x0A || bytes[index] == 0x0D {
        endings.append([bytes[index]])
      }
      index += 1
    }
    endings.append([])
    return (mark, endings)
  }
}
