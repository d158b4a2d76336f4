@testable import Lessons
@testable import Programs
@testable import Text
@testable import Verdicts

/// Recorded texts beside computed ones, and lessons whose records are rewritten.
enum Records {
  /// Any text agrees with itself, and a mended line with what was computed.
  static func check(comparison bytes: [UInt8]) throws(Violation) {
    let texts = bytes.texts(3)
    let (recorded, computed) = (Verifier.lines(of: texts[0]), Verifier.lines(of: texts[1]))
    let tolerance = DecimalNumber(texts[2]).flatMap { $0.isNegative ? nil : $0 }
    func pair(_ one: String, _ other: String) -> ComparedLine {
      ComparedLine(recorded: one, computed: other, tolerance: tolerance)
    }
    for line in recorded { try hold(pair(line, line).cost == 0, "\(line) is not itself") }
    for (one, other) in zip(recorded, computed) {
      let line = pair(one, other)
      try hold(line.cost == 0 || !line.mismatches.isEmpty, "nothing differs: \(one) \(other)")
      try hold(line.cost > 0 || line.mismatches.isEmpty, "it agrees, and differs: \(one) \(other)")
      try hold(
        pair(line.mended, other).cost == 0, "\(one) is mended as \(line.mended) for \(other)")
    }
    try check(
      Alignment(recorded: recorded, computed: computed) { pair(recorded[$0], computed[$1]).cost },
      recorded.count, computed.count)
    guard !recorded.contains("...") else { return }
    let same = Alignment(recorded: recorded, computed: recorded) {
      pair(recorded[$0], recorded[$1]).cost
    }
    try hold(same?.steps == recorded.indices.map { .pair($0, $0) }, "lines beside themselves")
  }

  /// Each line stands in one step, in order.
  private static func check(
    _ alignment: Alignment?, _ rows: Int, _ columns: Int
  ) throws(Violation) {
    guard let alignment else { return }
    var (row, column) = (0, 0)
    for step in alignment.steps {
      switch step {
      case .pair(row, column): (row, column) = (row + 1, column + 1)
      case .missing(row), .elision(row): row += 1
      case .extra(column, row), .elided(column): column += 1
      default: throw Violation(description: "\(step) at \(row), \(column)")
      }
    }
    try hold((row, column) == (rows, columns), "lines are left out")
  }

  /// A lesson that prints and computes a text: what is rewritten is read back as it was meant, nothing
  /// but records changes, and once is enough.
  static func check(update bytes: [UInt8]) throws(Violation) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let printed = parts.count > 1 ? Array(parts[1]) : []
    guard let (file, lesson, problems) = Reading.read(Array(parts[0])),
      !problems.contains(where: { $0.severity == .error })
    else { return }
    let update = update(lesson, printed)
    try Reading.requirePlaces(update.problems, in: file)
    guard !update.isEmpty else { return }
    try checkLines(of: update, lesson)
    let new = LessonWriter.bytes(of: update, old: Array(parts[0]))
    guard let (_, again, found) = Reading.read(new) else {
      throw Violation(description: "what is written is no text")
    }
    try hold(
      !found.contains { $0.severity == .error },
      "\(found.map { $0.reason.message }) in \(String(decoding: new, as: UTF8.self))")
    try hold(again.cells == lesson.cells, "other cells")
    let second = Self.update(again, printed)
    try hold(second.isEmpty, "a second update changes \(second.count) places")
    _ = UnifiedDiff.text(update, of: file)
  }

  private static func update(_ lesson: Lesson, _ printed: [UInt8]) -> LessonUpdate {
    let values = Tangler.tangle(lesson, setup: nil, timeout: nil).values
    let text = Transcript.printed(printed[...])
    let value = text.trimmingASCIIBlanks()
    var transcript = Transcript()
    for (index, block) in lesson.blocks.enumerated() where block.swift != nil {
      transcript.shown[index] = [.text(text)]
      transcript.completed.insert(index)
    }
    if !value.utf8.contains(0x0A) {
      for number in values.indices { transcript.values[number] = value }
    }
    return LessonUpdate(lesson, Verifier.verify(lesson, values, against: transcript))
  }

  /// Lines that are no records are as they were.
  private static func checkLines(of update: LessonUpdate, _ lesson: Lesson) throws(Violation) {
    var records: Set<Int> = []
    for block in lesson.blocks {
      if case .output = block.role { records.formUnion(block.lines) }
      if block.swift != nil { records.formUnion(block.lines) }
    }
    for inline in lesson.inlines { records.formUnion(inline.line...(inline.line + 200)) }
    var origins: Set<Int> = []
    for line in update.lines {
      guard let origin = line.origin else { continue }
      origins.insert(origin)
      try hold(
        line.text.hasSameBytes(as: lesson.file.lines[origin - 1]) || records.contains(origin),
        "line \(origin) becomes \(line.text)")
    }
    for number in 1...lesson.file.lines.count where !records.contains(number) {
      try hold(origins.contains(number), "line \(number) is gone")
    }
  }

  /// A lesson beside itself has not moved, and beside another all that moved can be told.
  static func check(moves bytes: [UInt8]) throws(Violation) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let (_, old, _) = Reading.read(Array(parts[0])),
      let (file, new, _) = Reading.read(Array(parts[1]))
    else { return }
    let moves = LessonMoves(old, new)
    let isSame = old.file.text.hasSameBytes(as: new.file.text)
    try hold(!isSame || moves.isEmpty, "a lesson has moved from itself")
    try hold(
      LessonMoves.records(of: old) - moves.removed == LessonMoves.records(of: new) - moves.added,
      "\(moves.added) added, \(moves.removed) removed")
    for move in moves.moves {
      try hold((1...file.lines.count).contains(move.line), "a move at line \(move.line)")
      try hold(!move.passage.changes.isEmpty, "a move of nothing")
    }
  }
}
