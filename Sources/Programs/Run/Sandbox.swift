import Foundation
import Glibc
package import Lessons
import Processes
import Synchronization
import Text

/// What keeps a lesson's program from what is not its own: a small program of ours, `nabla-host`, that
/// gives up rights for good and then becomes the lesson's program, or loads it
/// (`Sources/LessonHost`). What a program may reach is said here.
package struct Sandbox: Sendable {
  package let mode: SandboxMode
  private let host: String
  private let answer: Answer

  package init(_ mode: SandboxMode, _ toolchain: Toolchain) {
    self.mode = mode
    host = toolchain.host
    answer = Answer(host)
  }

  /// Why programs are open to all that is the user's on this system, in words; empty where they are
  /// not.
  package var missing: String { answer.said.missing }

  /// What else this system cannot keep a program from, in words; empty where there is nothing.
  package var gaps: String { answer.said.gaps }

  /// The version of Landlock; 0 where there is none.
  package var landlock: Int { answer.said.landlock }

  /// What is to be said, once, of a sandbox that is weaker than what was asked for.
  var weakness: Diagnostic? {
    guard mode == .on, !missing.isEmpty, answer.isToldFirst() else { return nil }
    return Diagnostic(.sandboxIsWeak(missing), at: nil)
  }

  /// Throws where a program must not be run.
  func check() throws(SystemError) {
    guard mode == .require, !missing.isEmpty || !gaps.isEmpty else { return }
    throw SystemError(
      code: ENOTSUP,
      doing: "run lessons in the sandbox that is required: \(missing.isEmpty ? gaps : missing)")
  }

  // MARK: How programs are started

  /// What one program may reach beside what all may.
  struct Reach {
    /// Files and folders that may be read.
    var read: [String] = []
    /// What may also be run.
    var run: [String] = []
    /// Folders that may be changed.
    var changed: [String] = []
    /// Whether the runtime may look into the process when it crashes.
    var traces = false
  }

  /// How a program is started so that it has this reach and these limits.
  ///
  /// - Parameter kit: the library that lessons load, where the program is a lesson to be loaded.
  func starting(
    _ program: [String], _ reach: Reach, _ limits: [Limit] = [], loading kit: String? = nil
  ) -> [String] {
    if mode == .on { answer.begin() }
    return [host] + options(reach, limits) + (kit.map { ["-e", $0] } ?? []) + ["--"] + program
  }

  private func options(_ reach: Reach, _ limits: [Limit]) -> [String] {
    var words: [String] = []
    for limit in limits { words += ["-l", "\(limit.number)=\(limit.value)"] }
    guard mode != .off else { return words + ["-n"] }
    if mode == .require { words.append("-q") }
    if reach.traces { words.append("-b") }
    for path in Self.system + reach.run { words += ["-x", path] }
    for path in Self.readable + reach.read { words += ["-r", path] }
    for path in Self.devices { words += ["-d", path] }
    for path in reach.changed { words += ["-w", path] }
    return words
  }

  /// One limit of the system for one process: its number in sys/resource.h.
  struct Limit {
    let number: Int32
    let value: Int
  }

  /// What the system keeps of a lesson's limits. The rest is watched while it runs.
  static func limits(_ limits: Limits) -> [Limit] {
    [
      Limit(number: Int32(RLIMIT_CPU.rawValue), value: limits[.processor]),
      Limit(number: Int32(RLIMIT_FSIZE.rawValue), value: limits[.fileSize]),
      Limit(number: Int32(RLIMIT_NOFILE.rawValue), value: limits[.files]),
      // Memory that is taken is counted while the program runs, by what it uses of it. This holds
      // between two looks.
      Limit(number: Int32(RLIMIT_DATA.rawValue), value: limits[.memory] * 2 + (1 << 30)),
      // A crash is told, not written to the disk.
      Limit(number: Int32(RLIMIT_CORE.rawValue), value: 0)
    ]
  }

  /// Programs and libraries of the system, which hold nothing of anybody: what a lesson starts is
  /// shut in as it is.
  private static let system = [
    "/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/bin", "/lib", "/lib64"
  ]

  /// What the C library and the runtime read: where libraries are, how late it is elsewhere, how many
  /// processors there are, how large pages of memory are (without which the compiler takes 4 ms more),
  /// and what the process itself is.
  private static let readable = [
    "/etc/ld.so.cache", "/etc/localtime", "/usr/share/zoneinfo", "/usr/share/locale",
    "/usr/local/lib", "/sys/devices/system/cpu", "/sys/kernel/mm/transparent_hugepage",
    "/proc/meminfo", "/proc/self"
  ]

  private static let devices = [
    "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"
  ]

  /// What our program says of this system: asked once, beside the first program that is started.
  private final class Answer: Sendable {
    private let host: String
    private let known = Mutex<Said?>(nil)
    private let isAsked = Mutex(false)
    private let isTold = Mutex(false)

    init(_ host: String) { self.host = host }

    struct Said {
      var landlock = 0
      var missing = ""
      var gaps = ""
    }

    /// Whether nobody has asked before.
    func isToldFirst() -> Bool { isTold.isFirst() }

    /// Asks on a thread of its own, so that nobody waits for the answer who does not need it yet.
    func begin() {
      guard isAsked.isFirst() else { return }
      Thread.detachNewThread { _ = self.said }
    }

    var said: Said {
      known.withLock { known in
        if let known { return known }
        let said = ask()
        known = said
        return said
      }
    }

    private func ask() -> Said {
      guard let said = try? Capture.run([host, "-p"], environment: [:], seconds: 10),
        said.status == 0
      else { return Said(missing: "'\(host) -p' fails") }
      let lines = said.standardOutput.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.count >= 3, let landlock = Int(lines[0]) else {
        return Said(missing: "'\(host) -p' says nothing")
      }
      return Said(landlock: landlock, missing: String(lines[1]), gaps: String(lines[2]))
    }
  }
}

extension Mutex<Bool> {
  /// Whether this is the first call.
  fileprivate borrowing func isFirst() -> Bool {
    withLock { isDone in
      defer { isDone = true }
      return !isDone
    }
  }
}
