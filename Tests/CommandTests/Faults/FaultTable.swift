import Foundation
import Synchronization

/// What became of one fault.
enum Outcome: Sendable {
  /// The promise was kept; with what was seen of it.
  case kept(String)
  case broken(String)
  /// It cannot be done on this machine, and why.
  case notHere(String)
}

/// Something that goes wrong, done on purpose.
struct Fault: Sendable {
  var name: String
  /// What nabla promises of it.
  var promise: String
  /// Does it to the built executable.
  var inject: @Sendable () throws -> Outcome
}

/// The faults with what happened, gathered from several threads.
final class FaultTable: Sendable {
  struct Row: Sendable {
    var fault: String
    var promise: String
    var outcome: Outcome
  }

  private let gathered = Mutex<[Row]>([])

  var rows: [Row] { gathered.withLock { $0 } }

  func add(_ fault: String, _ promise: String, _ outcome: Outcome) {
    gathered.withLock { $0.append(Row(fault: fault, promise: promise, outcome: outcome)) }
  }

  /// Injects faults, some at a time.
  func inject(_ faults: [Fault]) {
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 3) { _ in
      while true {
        let index = next.withLock { number in
          defer { number += 1 }
          return number
        }
        guard index < faults.count else { return }
        let fault = faults[index]
        let outcome: Outcome
        do { outcome = try fault.inject() } catch { outcome = .broken("\(error)") }
        add(fault.name, fault.promise, outcome)
      }
    }
  }

  /// The table as text: fault, promise, what happened.
  var text: String {
    rows.map { row in
      let (mark, words) =
        switch row.outcome {
        case .kept(let words): ("kept", words)
        case .broken(let words): ("BROKEN", words)
        case .notHere(let words): ("not here", words)
        }
      return "\(row.fault) | \(row.promise) | \(mark): \(words)"
    }.joined(separator: "\n")
  }
}

extension Run {
  /// All that was said.
  var words: String { output + errors }

  /// Whether nabla itself died.
  var isCrash: Bool { ![0, 1, 64, 69, 130].contains(status) }

  /// The outcome where a status and some words are expected.
  func outcome(_ status: Int32, _ wanted: String...) -> Outcome {
    let line = words.split(separator: "\n").first { $0.contains(wanted.first ?? "") }
    let seen = "status \(self.status), \(line.map { String($0.suffix(160)) } ?? "no such words")"
    return self.status == status && wanted.allSatisfy(words.contains)
      ? .kept(seen) : .broken("\(seen): \(words.prefix(600))")
  }
}
