import Foundation
import Lessons
import Processes
import Text

/// A program that uses what the short launcher did not find: linked as `swiftc` links, which knows more
/// libraries. What is missing there, too, is the lesson's fault.
extension Runner {
  /// What became of linking a program as `swiftc` does.
  enum FullyLinked {
    case program(Launch)
    /// What nothing defines, and the line that uses it, as directives count, where the linker says so.
    case missing([(symbol: String, line: Int?)])
    case failed
  }

  /// Whether a program did not start because something that it uses was not found.
  func lacksSymbol(_ execution: Execution) -> Bool {
    guard execution.events.isEmpty else { return false }
    return ["undefined symbol", "Symbols not found"].contains {
      execution.compilerOutput.contains($0)
    }
  }

  func linkFully(_ program: Program, in scratch: ScratchFolder) throws(SystemError) -> FullyLinked {
    let executable = scratch.path("Lesson")
    try scratch.write(program.text, to: CompilerMessages.programName)
    let compiled = try runCompiler(
      [toolchain.swiftc, scratch.path(CompilerMessages.programName)]
        + (program.isOptimized ? ["-O"] : ["-Onone"])
        + ["-g", "-o", executable, "-Xlinker", "-rpath=\(toolchain.libraryPath)"]
        + Self.languageFlags + libraryFlags,
      environment: lessonVariables, in: scratch,
      seconds: compileTimeout(program))
    if compiled.status == 0 { return .program(launch(executable)) }
    let missing = Self.missingSymbols(in: compiled.standardError + compiled.standardOutput, program)
    return missing.isEmpty ? .failed : .missing(missing)
  }

  /// What linkers say: `undefined symbol: f` (lld) or `undefined reference to 'f'` (gold, ld), and the
  /// line that uses it.
  static func missingSymbols(
    in text: String, _ program: Program
  ) -> [(symbol: String, line: Int?)] {
    var found: [(symbol: String, line: Int?)] = []
    let file = program.directivePath
    func lineNumber(_ text: Substring) -> Int? {
      guard let range = text.ranges(of: "\(file):").last else { return nil }
      return Int(text[range.upperBound...].prefix { $0.isASCIIDigit })
    }
    for line in text.textLines {
      let match =
        line.firstMatch(of: /undefined symbol: ([^\s]+)/)?.1
        ?? line.firstMatch(of: /undefined reference to [`']([^']+)'/)?.1
      if let match {
        let symbol = String(match)
        if !found.contains(where: { $0.symbol == symbol }) {
          found.append((symbol, lineNumber(line)))
        }
      } else if let last = found.indices.last, found[last].line == nil,
        line.contains("referenced by")
      {
        found[last].line = lineNumber(line)
      }
    }
    return found
  }

  /// The errors for symbols that nothing defines, each where it is used or, where that is not known, in
  /// the first block that names it.
  static func errors(
    _ missing: [(symbol: String, line: Int?)], _ program: Program, _ lesson: Lesson
  ) -> String {
    missing.map { symbol, line in
      let plain = symbol.replacing(/^_+/, with: "")
      let block = program.blocks.firstIndex { block in
        block.index.map { lesson.blocks[$0].code.contains(plain) } ?? false
      }
      let place =
        line
        ?? program.directiveLine(
          program.blocks[block ?? 0].line + 1, ofBlock: block ?? 0,
          at: program.blocks[block ?? 0].line)
      return
        "\(program.directivePath):\(place):1: error: \(CompilerMessages.undefined)'\(symbol)'\n"
    }.joined()
  }
}
