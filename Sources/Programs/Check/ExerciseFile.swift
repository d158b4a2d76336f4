package import Lessons
import Memo
package import Text

/// A lesson as a Swift file in which exercises are to be solved: its parts, found by the marks that
/// `LessonSource` writes.
///
/// ```swift
/// // exercise slope
/// func slope(at w: Double) -> Double { 0 }
/// // end
///
/// #if CHECK // slope
/// // when: at w = 3: computed 2.0, expected 4.0
/// // say: You forgot the factor 2
/// expect(slope(at: 3), 4, "at w = 3")
/// #endif // slope
/// ```
///
/// The last lines of the file hold what is needed to judge it and no student changes.
package struct ExerciseFile: Sendable {
  /// One exercise of the file.
  package struct Part: Sendable {
    package var name: String
    /// The lines of the answer, from 0; `nil` where its marks are gone.
    package var answer: Range<Int>?
    /// The lines of the check, from 0; `nil` where its marks are gone.
    package var check: Range<Int>?
    /// What is said where the check says this.
    package var sayings: [(message: String, words: String)] = []
    /// The digest of the starter.
    var starter: String?
  }

  package let file: SourceFile
  package private(set) var parts: [Part] = []
  /// Files that its program reads, beside it.
  package private(set) var data: [String] = []
  /// Seconds that a program may run.
  package private(set) var timeout: Double?
  package private(set) var isOptimized = false
  /// The digest of what no student changes.
  private var outside: String?

  package init(_ file: SourceFile) {
    self.file = file
    var begun: (name: String, line: Int)?
    for (number, line) in file.lines.enumerated() {
      if let name = Self.word(of: line, after: Mark.exercise) {
        begun = (name, number + 1)
      } else if line == Mark.end, let (name, first) = begun {
        change(name) { $0.answer = first..<number }
        begun = nil
      } else if let name = Self.word(of: line, after: Mark.check) {
        begun = (name, number + 1)
      } else if let name = Self.word(of: line, after: Mark.checkEnd), let (own, first) = begun,
        own == name
      {
        let lines = Array(file.lines[first..<number])
        change(name) {
          $0.check = first..<number
          $0.sayings = Self.sayings(in: lines)
        }
        begun = nil
      } else if line.hasPrefix(Mark.nabla) {
        read(line.dropFirst(Mark.nabla.count).split(separator: " ", maxSplits: 1).map(String.init))
      }
    }
  }

  /// Whether something was changed that is no answer.
  package var isEditedOutside: Bool { outside != Self.outside(file.lines, parts) }

  /// Whether the answer is the starter.
  package func isOpen(_ part: Part) -> Bool {
    guard let starter = part.starter, let answer = part.answer else { return false }
    return Self.digest(file.lines[answer].joined(separator: "\n")) == starter
  }

  // MARK: Writing

  /// An answer between its marks.
  package static func answer(_ code: String, of name: String) -> String {
    "\(Mark.exercise)\(name)\n\(code)\(Mark.end)\n"
  }

  /// A check between its marks, with what is said where it says something.
  package static func check(
    _ code: String, of name: String, sayings: [(message: String, words: String)]
  ) -> String {
    let lines = sayings.map {
      "\(Mark.when)\(oneLine($0.message))\n\(Mark.say)\(oneLine($0.words))\n"
    }
    return "\(Mark.check)\(name)\n\(lines.joined())\(code)\(Mark.checkEnd)\(name)\n"
  }

  /// The file with the lines at its end that it is judged by.
  package static func stamped(
    _ text: String, starters: [(name: String, code: String)], of lesson: Lesson
  ) -> String {
    let file = ExerciseFile(SourceFile(path: "", text: text))
    var lines = ["outside \(outside(file.file.lines, file.parts))"]
    lines += starters.map { "starter \($0.name) \(digest($0.code))" }
    lines += lesson.frontMatter.data.map { "data \($0)" }
    if let timeout = lesson.frontMatter.timeout { lines.append("timeout \(timeout)") }
    if lesson.frontMatter.optimize { lines.append("optimize true") }
    return text + "\n" + lines.map { "\(Mark.nabla)\($0)\n" }.joined()
  }

  package static func oneLine(_ text: String) -> String { text.replacingBytes("\n", with: " ") }

  // MARK: Reading

  private enum Mark {
    static let exercise = "// exercise "
    static let end = "// end"
    static let check = "#if CHECK // "
    static let checkEnd = "#endif // "
    static let when = "// when: "
    static let say = "// say: "
    static let nabla = "// nabla "
  }

  private static func word(of line: String, after mark: String) -> String? {
    guard line.hasPrefix(mark) else { return nil }
    let word = line.dropFirst(mark.count).trimmingTrailingBlanks()
    return word.isEmpty || word.contains(" ") ? nil : String(word)
  }

  private static func sayings(in lines: [String]) -> [(message: String, words: String)] {
    zip(lines, lines.dropFirst()).compactMap { one, other in
      guard one.hasPrefix(Mark.when), other.hasPrefix(Mark.say) else { return nil }
      return (String(one.dropFirst(Mark.when.count)), String(other.dropFirst(Mark.say.count)))
    }
  }

  private mutating func change(_ name: String, _ change: (inout Part) -> Void) {
    if !parts.contains(where: { $0.name == name }) { parts.append(Part(name: name)) }
    change(&parts[parts.firstIndex { $0.name == name }!])
  }

  private mutating func read(_ words: [String]) {
    guard words.count == 2 else { return }
    switch words[0] {
    case "outside": outside = words[1]
    case "starter":
      let pair = words[1].split(separator: " ").map(String.init)
      if pair.count == 2 { change(pair[0]) { $0.starter = pair[1] } }
    // A file of strangers names no file that is not beside it.
    case "data": if let path = CoursePath.normalized(words[1]) { data.append(path) }
    case "timeout": timeout = Double(words[1]).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    case "optimize": isOptimized = true
    default: break
    }
  }

  private static func outside(_ lines: [String], _ parts: [Part]) -> String {
    let answers = parts.compactMap(\.answer)
    let kept = lines.enumerated().filter { number, line in
      !line.hasPrefix(Mark.nabla) && !line.trimmingTrailingBlanks().isEmpty
        && !answers.contains { $0.contains(number) }
    }
    return digest(kept.map { $0.element.trimmingTrailingBlanks() }.joined(separator: "\n"))
  }

  /// Blanks at the ends of lines and blank lines are no difference.
  private static func digest(_ code: String) -> String {
    let lines = code.textLines.map { $0.trimmingTrailingBlanks() }.filter { !$0.isEmpty }
    return String(Checksum(Array(lines.joined(separator: "\n").utf8)).text.prefix(16))
  }
}
