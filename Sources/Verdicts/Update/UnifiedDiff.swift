package import Text

/// What an update changes, as `diff -u` prints it.
package enum UnifiedDiff {
  private enum Change {
    case kept(String)
    case removed(String)
    case added(String)

    var isKept: Bool { if case .kept = self { true } else { false } }
    package var text: String {
      switch self {
      case .kept(let line): " \(line)\n"
      case .removed(let line): "-\(line)\n"
      case .added(let line): "+\(line)\n"
      }
    }
  }

  /// The diff of a lesson's update, with three lines around each change.
  package static func text(_ update: LessonUpdate, of file: SourceFile) -> String {
    let changes = changes(update, file)
    var text = "--- \(file.path)\n+++ \(file.path)\n"
    let context = 3
    var shown: Set<Int> = []
    for index in changes.indices where !changes[index].isKept {
      shown.formUnion(max(0, index - context)...min(changes.count - 1, index + context))
    }
    var old = 1
    var new = 1
    var hunk = ""
    var start = (old: 1, new: 1)
    var counts = (old: 0, new: 0)
    func flush() {
      guard !hunk.isEmpty else { return }
      text += "@@ -\(start.old),\(counts.old) +\(start.new),\(counts.new) @@\n" + hunk
      hunk = ""
    }
    for (index, change) in changes.enumerated() {
      if shown.contains(index) {
        if hunk.isEmpty {
          start = (old, new)
          counts = (0, 0)
        }
        hunk += change.text
        if case .added = change {} else { counts.old += 1 }
        if case .removed = change {} else { counts.new += 1 }
      } else {
        flush()
      }
      if case .added = change {} else { old += 1 }
      if case .removed = change {} else { new += 1 }
    }
    flush()
    return text
  }

  private static func changes(_ update: LessonUpdate, _ file: SourceFile) -> [Change] {
    var changes: [Change] = []
    var next = 1
    var added: [Change] = []
    func remove(upTo end: Int) {
      while next < end {
        changes.append(.removed(file.lines[next - 1]))
        next += 1
      }
    }
    for line in update.lines {
      guard let origin = line.origin else {
        added.append(.added(line.text))
        continue
      }
      remove(upTo: origin)
      if !line.text.hasSameBytes(as: file.lines[origin - 1]) {
        remove(upTo: origin + 1)
        added.append(.added(line.text))
        continue
      }
      changes += added
      added = []
      changes.append(.kept(line.text))
      next = origin + 1
    }
    changes += added
    // The empty piece behind the last newline is no line.
    if case .kept("")? = changes.last { changes.removeLast() }
    return changes
  }
}
