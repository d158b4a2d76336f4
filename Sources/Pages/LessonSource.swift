import Drawings
import Foundation
package import Lessons
package import Memo
import Programs
import SwiftSyntax
import Text
package import Verdicts

/// A lesson's program as a Swift file that a student can run: its blocks in order, headings as
/// marks, values shown by calls of `show`.
///
/// Blocks that are no part of the lesson's program (code that must not compile) stand in comments.
/// Exercises stand in it to be solved, with their checks; a second file holds the solutions.
package struct LessonSource: Sendable {
  /// The file's name in the site.
  package let name: String
  package let text: String

  /// The program of a lesson that was run; `nil` where it has none.
  ///
  /// - Parameters:
  ///   - solves: whether the solutions of exercises stand in it, not the starters.
  ///   - hasProse: whether what stands around the blocks does too, in comments.
  package init?(
    _ judged: Judged, course: Course, store: Store? = nil, solves: Bool = false,
    hasProse: Bool = false
  ) {
    let lesson = judged.lesson
    guard lesson.blocks.contains(where: { $0.swift?.runs == true }) else { return nil }
    if solves, lesson.exercises.isEmpty { return nil }
    name = "\(lesson.name)\(solves ? ".solutions" : "").swift"
    let texts = CourseTexts.texts(for: course.settings.language).texts
    var parts = [
      Self.head(of: lesson, course, texts, name: name), "import LessonKit\nimport Nabla\n"
    ]
    if let setup = judged.ran.tangled.programs?.main.setup {
      parts.append("// MARK: - \(setup.path)\n\n\(setup.text.trimmingNewlines())\n")
    }
    // A lesson's own `show` is not ours.
    let isTaken = lesson.blocks.contains { block in
      block.swift?.runs == true && block.code.contains(/\b(?:func|let|var)\s+`?show\b/)
    }
    let call = isTaken ? "LessonKit.show(" : "show("
    let title = lesson.titleHeading
    lesson.document.walkBlocks(whole: hasProse) { node in
      switch node.kind {
      case .heading where node == title: break
      case .heading:
        let words = node.readableText.split(whereSeparator: \.isNewline).joined(separator: " ")
        parts.append("// MARK: - \(words)\n")
      case .code(let code):
        var block = lesson.blocks[code.index]
        guard let fence = block.swift else {
          if hasProse, !block.isOutput {
            parts.append(Self.comment(lesson.file.lines(node.lines)))
          }
          return
        }
        if fence.predicts { block.code = block.shownCode(code.index, judged.verdict) }
        if Exercise.isPart(fence.mode) {
          let lines = block.code.trimmingNewlines() + "\n"
          if let text = Self.text(
            ofExercise: code.index, fence.mode, judged, solves: solves, code: lines)
          {
            parts.append(text)
          }
          return
        }
        let text = Self.text(
          of: block, fence, showing: judged.transcript.shown[code.index] ?? [], call: call,
          texts, store)
        if !text.isEmpty { parts.append(text) }
      default: if hasProse { parts.append(Self.comment(lesson.file.lines(node.lines))) }
      }
    }
    let whole = parts.joined(separator: "\n")
    text =
      lesson.exercises.isEmpty
      ? whole : ExerciseFile.stamped(whole, starters: Self.starters(of: lesson), of: lesson)
  }

  private static func head(
    of lesson: Lesson, _ course: Course, _ texts: CourseTexts, name: String
  ) -> String {
    func comment(_ text: String) -> String {
      Self.comment(text.split(separator: "\n", omittingEmptySubsequences: false))
    }
    var head = comment(lesson.title)
    if let summary = lesson.frontMatter.summary { head += comment(summary) }
    head += "//\n"
    if let title = course.settings.title {
      head += comment(texts.sourceLesson.replacing("{course}", with: title))
    }
    if let base = course.settings.baseURL { head += comment("\(base)\(lesson.name).html") }
    if !lesson.frontMatter.data.isEmpty {
      let files = lesson.frontMatter.data.joined(separator: ", ")
      head += comment(texts.sourceData.replacing("{files}", with: files))
    }
    // What `nabla run` reads.
    let words =
      (lesson.frontMatter.optimize ? ["optimize"] : [])
      + lesson.frontMatter.data.map { "data=\($0)" }
    if !words.isEmpty { head += "// nabla: \(words.joined(separator: ", "))\n" }
    head += comment(texts.sourceRun.replacing("{command}", with: "nabla run \(name)"))
    guard !lesson.exercises.isEmpty else { return head }
    return head + comment(texts.sourceCheck.replacing("{command}", with: "nabla check \(name)"))
  }

  private static func comment(_ lines: some Sequence<some StringProtocol>) -> String {
    lines.map { $0.isEmpty ? "//\n" : "// \($0)\n" }.joined()
  }

  // MARK: Blocks

  private static func text(
    of block: CodeBlock, _ fence: SwiftFence, showing pieces: [Transcript.Piece], call: String,
    _ texts: CourseTexts, _ store: Store?
  ) -> String {
    let code = block.code.trimmingNewlines() + "\n"
    switch fence.mode {
    case .run:
      let text = showingValues(code, showsLast: pieces.last?.isDisplay ?? false, call, store)
      return fence.isScoped ? "do {\n\(text)}\n" : text
    case .exercise, .wrong, .check, .solution: return ""
    case .noRun, .ignore, .compileFail, .shouldCrash, .isolated:
      guard fence.showsCode else { return "" }
      let lines = code.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      return "// (\(heading(of: fence.mode, texts)))\n//\n"
        + lines.map { $0.isEmpty ? "//\n" : "//   \($0)\n" }.joined()
    }
  }

  private static func heading(of mode: SwiftFence.Mode, _ texts: CourseTexts) -> String {
    switch mode {
    case .noRun: texts.sourceNotRun
    case .compileFail: texts.sourceDoesNotCompile
    case .shouldCrash: texts.sourceCrashes
    case .isolated: texts.sourceIsolated
    case .ignore, .run, .exercise, .wrong, .check, .solution: texts.sourceOnlyShown
    }
  }
}

extension MarkdownNode {
  /// Calls `visit` with every block below this node in the order of the text; where `whole`, with a
  /// list or a quote that holds no code as one.
  fileprivate func walkBlocks(whole: Bool, _ visit: (MarkdownNode) -> Void) {
    for child in children {
      switch child.kind {
      case .heading, .code, .paragraph: visit(child)
      default:
        if whole, !child.holdsCode { visit(child) } else { child.walkBlocks(whole: whole, visit) }
      }
    }
  }

  private var holdsCode: Bool {
    if case .code = kind { return true }
    return children.contains(where: \.holdsCode)
  }
}

extension SourceFile {
  /// These lines, from 1.
  fileprivate func lines(_ numbers: ClosedRange<Int>) -> ArraySlice<String> {
    let range = (numbers.lowerBound - 1)..<numbers.upperBound
    var found = lines[range.clamped(to: lines.indices)]
    // A list may end below its last line.
    while found.last?.isEmpty == true { found.removeLast() }
    return found
  }
}

extension CodeBlock {
  /// Whether it records what a block printed.
  fileprivate var isOutput: Bool {
    if case .output = role { true } else { false }
  }
}

extension Transcript.Piece {
  /// Whether it is a value or a picture, not printed text.
  var isDisplay: Bool {
    if case .display = self { true } else { false }
  }
}

extension String {
  fileprivate func trimmingNewlines() -> String {
    var text = Substring(self)
    while text.first == "\n" { text.removeFirst() }
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
