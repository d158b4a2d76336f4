import Courses
import Foundation
import Processes
import Synchronization
import Text

extension EditorServer {
  /// Begins to check a lesson as it stands on the disk, in the background.
  func check(_ uri: String, runs: Bool) {
    guard case .lesson(let course, let path) = roles[uri] else { return }
    let number = checks.begin(uri)
    let (events, checks) = (events, checks)
    let run = CourseRun(
      .init(course: URL(fileURLWithPath: course, isDirectory: true)), environment: environment)
    Thread.detachNewThread {
      do throws(Diagnostic) {
        let checked = try run.check(path, runs: runs) { !checks.isLatest(number, of: uri) }
        events.put(.checked(uri: uri, number: number, checked, nil))
      } catch {
        events.put(.checked(uri: uri, number: number, nil, error))
      }
    }
  }

  func take(
    _ checked: CheckedLesson?, _ problem: Diagnostic?, of uri: String, _ number: Int
  ) {
    guard checks.isLatest(number, of: uri), let document = documents[uri] else { return }
    var others: [String: [JSONValue]] = [:]
    let found = (checked?.problems ?? []) + [problem].compactMap(\.self)
    for problem in found where problem.location?.file != checked?.path || checked == nil {
      guard let location = problem.location, let other = self.uri(of: location, beside: uri),
        other != uri
      else {
        note("nabla: \(problem.reason.message)" + (problem.help.map { "\n\($0)" } ?? ""))
        continue
      }
      let bytes = FileAddress.path(other).flatMap { try? RegularFile.bytes($0) } ?? []
      others[other, default: []].append(
        problem.json(in: TextPlaces(bytes)) { self.uri(of: $0, beside: uri) })
    }
    for other in (elsewhere[uri] ?? []).subtracting(others.keys) { publish([], to: other) }
    for (other, messages) in others { publish(messages, to: other) }
    elsewhere[uri] = Set(others.keys)
    // What was found of an earlier text would stand at wrong places; the next save checks again.
    guard let checked, checked.text.hasSameBytes(as: document.text) else { return }
    findings[uri] = Findings(
      checked, document.places, known: problems(of: uri, document)
    ) { self.uri(of: $0, beside: uri) }
    changed(uri)
  }
}

/// Which check of a text is its latest: all others are no longer wanted.
final class CheckNumbers: Sendable {
  private let state = Mutex<[String: Int]>([:])

  func begin(_ uri: String) -> Int {
    state.withLock { state in
      state[uri, default: 0] += 1
      return state[uri] ?? 0
    }
  }

  func isLatest(_ number: Int, of uri: String) -> Bool {
    state.withLock { $0[uri] == number }
  }
}
