import Foundation

@testable import Lessons
@testable import Programs
@testable import Text

/// The programs of any lesson hold every line of its blocks, in order, and what is kept of them is them.
enum Programming {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let (file, lesson, problems) = Reading.read(bytes),
      !problems.contains(where: { $0.severity == .error })
    else { return }
    let programs = Tangler.tangle(lesson, setup: nil, timeout: nil)
    try Reading.requirePlaces(programs.problems, in: file)
    var rest = Array(programs.main.text.utf8)[...]
    for (number, running) in programs.main.blocks.enumerated() {
      guard let index = running.index else { continue }
      let block = lesson.blocks[index]
      try hold(running.line == block.line, "block \(number) is at line \(running.line)")
      for byte in code(of: block) {
        guard let place = rest.firstIndex(of: byte) else {
          throw Violation(description: "code of block \(number) is missing:\n\(programs.main.text)")
        }
        rest = rest[(place + 1)...]
      }
    }
    for line in [Int.min, -1, 0, 1, programs.main.step, 5 * programs.main.step - 1, Int.max] {
      try hold(programs.main.line(of: line) >= 1, "line \(line)")
    }
    for value in programs.values {
      try hold(
        (1...file.lines.count).contains(value.line) && value.column >= 1, "a value at \(value.line)"
      )
    }
    let kept = (try? JSONEncoder().encode(programs)).flatMap {
      try? JSONDecoder().decode(type(of: programs), from: $0)
    }
    try hold(kept?.main.text == programs.main.text, "what is kept is another program")
  }

  /// The bytes of a block that are in its program: no blanks, no semicolons, of which one behind an
  /// expression is left out, and nothing that may be a record.
  private static func code(of block: CodeBlock) -> [UInt8] {
    guard !block.code.utf8.contains("//".utf8), block.swift?.mode == .run else { return [] }
    return block.code.utf8.filter { $0 > 0x20 && $0 != UInt8(ascii: ";") }
  }
}
