import Lessons
import Text

/// A lesson as a Swift file in which everything but Swift is blank, so that each piece of code keeps
/// its line and its column: what Swift's own language server is given.
///
/// Above it stand the imports that lessons have without saying so, and the setup file. Blocks that do
/// not belong to the lesson's program stand in a scope of their own, so that a starter, its wrong
/// answers and its solution may declare the same.
struct BlankedLesson: Sendable {
  let text: String
  /// How many lines stand above the lesson's first.
  let linesAbove: Int
  /// The code on each line (from 0) of the lesson, in UTF-16 units.
  private let code: [Int: [Range<Int>]]
  /// The lines of blocks that belong to the lesson's program, from 0.
  private let programLines: Set<Int>

  init(_ lesson: Lesson, setup: SourceFile?) {
    var lines = [String](repeating: "", count: lesson.file.lines.count)
    var code: [Int: [Range<Int>]] = [:]
    var programLines: Set<Int> = []
    for block in lesson.blocks {
      guard let fence = block.swift, fence.mode != .ignore, fence.from == nil else { continue }
      for (row, indentation) in block.indentations.enumerated() {
        let number = block.firstCodeLine + row - 1
        guard lines.indices.contains(number) else { continue }
        let source = lesson.file.lines[number].utf8
        let before = TextPlaces.units(of: source.prefix(indentation))
        let text = String(decoding: Array(source.dropFirst(indentation)), as: UTF8.self)
        lines[number] = String(repeating: " ", count: before) + text
        code[number, default: []].append(before..<(before + text.utf16.count))
        if fence.runs { programLines.insert(number) }
      }
      guard fence.isScoped || !fence.runs else { continue }
      let end = block.firstCodeLine + block.indentations.count - 1
      // The fences' own lines; a block that is never closed has no second one.
      if lines.indices.contains(block.line - 1), block.firstCodeLine > block.line {
        lines[block.line - 1] = "do {"
        if lines.indices.contains(end) {
          lines[end] = "}"
        } else {
          lines[lines.count - 1] += " }"
        }
      }
    }
    for inline in lesson.inlines where !inline.expression.isEmpty {
      let number = inline.line - 1
      guard lines.indices.contains(number) else { continue }
      let source = Array(lesson.file.lines[number].utf8)
      let start = inline.column - 1
      let length = inline.expression.utf8.count
      // One that goes over a line's end is left to the run.
      guard start + length < source.count,
        source[start..<(start + length)].elementsEqual(inline.expression.utf8)
      else { continue }
      let before = TextPlaces.units(of: source.prefix(start))
      let written = lines[number].utf16.count
      let opening = ";_=("
      guard written + opening.utf8.count <= before else { continue }
      lines[number] += String(repeating: " ", count: before - written - opening.utf8.count)
      lines[number] += "\(opening)\(inline.expression))"
      code[number, default: []].append(before..<(before + inline.expression.utf16.count))
      programLines.insert(number)
    }
    let above =
      (setup?.lines ?? []).last == "" ? setup?.lines.dropLast() ?? [] : setup?.lines[...] ?? []
    linesAbove = 1 + above.count
    text = (["import Nabla; import LessonKit"] + above + lines).joined(separator: "\n")
    self.code = code
    self.programLines = programLines
  }

  /// Whether Swift stands at a place, or ends there.
  func holdsCode(at position: EditorPosition) -> Bool {
    code[position.line]?.contains {
      $0.lowerBound <= position.character
        && position.character <= $0.upperBound
    } ?? false
  }

  /// Whether what stands on a line (from 0) runs with the lesson's program.
  func isOfProgram(line: Int) -> Bool { programLines.contains(line) }
}
