import Foundation
import Processes
import Synchronization
import Text

/// What is remembered of each lesson's last runs beside their results: how long they took, so that
/// the longest are begun first, and what they depended on, so that it can be said why one is run
/// again. Nothing is decided by it: where it is lost or wrong, results are the same.
package final class RunLedger: Sendable {
  /// One program of a lesson.
  package struct Entry: Sendable, Equatable {
    /// The parts of its key, shortened.
    package var parts: [Substring]
    package var seconds: Double
    /// Whether the result was kept.
    package var isKept: Bool

    package init(parts: [Substring], seconds: Double, isKept: Bool) {
      self.parts = parts
      self.seconds = seconds
      self.isKept = isKept
    }
  }

  private struct State {
    /// By the lesson's path and the program's name.
    var entries: [String: [Substring: Entry]]
    var isChanged = false
  }

  private static let mark = "nabla ledger 1"
  private let path: String?
  private let state: Mutex<State>

  /// The ledger in a file; with no path, one that remembers nothing.
  init(path: String?) {
    self.path = path
    let text = path.flatMap { try? RegularFile.bytes($0) }
    state = Mutex(
      State(entries: text.map { Self.read(String(decoding: $0, as: UTF8.self)) } ?? [:]))
  }

  private static func read(_ text: String) -> [String: [Substring: Entry]] {
    var entries: [String: [Substring: Entry]] = [:]
    let lines = text.textLines
    guard let first = lines.first, first == mark else { return [:] }
    for line in lines.dropFirst() {
      let fields = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { line[$0.startIndex..<$0.endIndex] }
      guard fields.count == 4 + RunKey.Part.allCases.count, let seconds = Double(fields[2]),
        seconds.isFinite, seconds >= 0
      else { continue }
      entries[String(fields[0]), default: [:]][fields[1]] = Entry(
        parts: Array(fields[4...]), seconds: seconds, isKept: fields[3] == "kept")
    }
    return entries
  }

  /// Seconds that all programs of a lesson took when they ran last; `nil` where that is not known.
  package func seconds(of lesson: String) -> Double? {
    state.withLock { state in
      state.entries[lesson].map { $0.values.reduce(0) { $0 + $1.seconds } }
    }
  }

  /// Why a program has to be run.
  package func reason(_ lesson: String, _ program: String, _ key: RunKey) -> String {
    guard let last = state.withLock({ $0.entries[lesson]?[Substring(program)] }) else {
      return "it was not run before"
    }
    let changes = zip(RunKey.Part.allCases, zip(last.parts, key.shortParts)).filter {
      $0.1.0 != $0.1.1
    }.map(\.0.changed)
    if changes.isEmpty {
      return last.isKept
        ? "its result is no longer in the store" : "its last result could not be kept"
    }
    return changes.joined(separator: ", ")
  }

  /// Notes a run.
  package func note(
    _ lesson: String, _ program: String, _ key: RunKey, seconds: Double, isKept: Bool
  ) {
    guard path != nil, !lesson.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) else { return }
    state.withLock { state in
      state.entries[lesson, default: [:]][Substring(program)] = Entry(
        parts: key.shortParts, seconds: seconds, isKept: isKept)
      state.isChanged = true
    }
  }

  /// Writes what was noted. Two builds at once overwrite each other's ledger, which costs an
  /// explanation and no result.
  package func save(lessons: Set<String>) {
    guard let path else { return }
    let entries = state.withLock { state -> [String: [Substring: Entry]]? in
      guard state.isChanged else { return nil }
      state.isChanged = false
      return state.entries
    }
    guard let entries else { return }
    var text = Self.mark + "\n"
    for (lesson, programs) in entries.sorted(by: { $0.key < $1.key }) where lessons.contains(lesson)
    {
      for (name, entry) in programs.sorted(by: { $0.key < $1.key }) {
        text += "\(lesson)\t\(name)\t\(entry.seconds.formatted(decimals: 3))\t"
        text += "\(entry.isKept ? "kept" : "lost")\t\(entry.parts.joined(separator: "\t"))\n"
      }
    }
    try? Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}
