package import Foundation
import Glibc
import Text

/// A child process with descriptors of its own, in a process group of its own, so that nothing it
/// starts outlives it.
///
/// Foundation's `Process` passes on the three standard descriptors only and makes no group; a
/// lesson's story needs a fourth, and an endless loop that forks has to be ended whole.
package struct ChildProcess {
  package let identifier: pid_t

  /// Held while a child starts and while a descriptor is made in two steps, so that no child
  /// inherits a descriptor that is not yet marked.
  private static let lock = NSLock()

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - arguments: the path of the program, then its arguments.
  ///   - descriptors: which descriptor of ours each descriptor of the child is; all others are
  ///     closed in it, because ours are all opened with `O_CLOEXEC`.
  package init(
    _ arguments: [String], environment: [String: String],
    descriptors: [(child: Int32, ours: Int32)]
  ) throws(SystemError) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // First out of the way of the child's numbers, so that no copy overwrites a source.
    let high: Int32 = 200
    for (child, ours) in descriptors {
      posix_spawn_file_actions_adddup2(&actions, ours, high + child)
    }
    for (child, _) in descriptors {
      posix_spawn_file_actions_adddup2(&actions, high + child, child)
      posix_spawn_file_actions_addclose(&actions, high + child)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(
      &attributes,
      Int16(Self.setSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGPIPE, SIGHUP, SIGCHLD] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let argv = arguments.map { strdup($0) } + [nil]
    let envp =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    let status = Self.lock.withLock {
      posix_spawn(&pid, arguments[0], &actions, &attributes, argv, envp)
    }
    guard status == 0 else { throw SystemError(code: status, doing: "start \(arguments[0])") }
    identifier = pid
    RunningChildren.shared.insert(pid)
  }

  /// A pipe whose ends no child inherits by chance.
  package static func makePipe() throws(SystemError) -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [0, 0]
    let status = lock.withLock {
      let status = pipe(&ends)
      for end in ends where status == 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return status
    }
    guard status == 0 else { throw SystemError(doing: "make a pipe") }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }

  /// How a process ended.
  package enum Ending: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)

    /// The exit status as shells count: after a signal, 128 and its number.
    package var status: Int32 {
      switch self {
      case .exited(let status): status
      case .signalled(let signal): 128 + signal
      }
    }
  }

  /// How it ended, or `nil` while it runs.
  package func ending() -> Ending? {
    var status: Int32 = 0
    let found = waitpid(identifier, &status, WNOHANG)
    // Whoever started us may have told the system to forget children when they end.
    if found < 0, errno == ECHILD { return .exited(0) }
    guard found == identifier else { return nil }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  /// Waits for a process that was not started here to end: its status, as a shell tells it.
  package static func status(of process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  /// Ends the whole group: politely, so that what is buffered is written out, then for good.
  package func end() -> Ending {
    kill(-identifier, SIGTERM)
    for _ in 0..<20 {
      if let ending = ending() { return ending }
      usleep(5_000)
    }
    kill(-identifier, SIGKILL)
    while true {
      if let ending = ending() { return ending }
      usleep(1_000)
    }
  }

  /// Kills whatever of the session is still there after the process itself has ended: what it
  /// started may have made groups of their own.
  package func sweep() {
    kill(-identifier, SIGKILL)
    for process in Self.allProcesses() where getsid(process) == identifier {
      kill(process, SIGKILL)
    }
    RunningChildren.shared.remove(identifier)
  }

  /// Kills a process that runs, its group, its session, and what descends from any of them: a
  /// program that a lesson started may have begun a session of its own.
  static func killFamily(_ first: pid_t) {
    let parents = allProcesses().compactMap { process in
      parent(of: process).map { (process, $0) }
    }
    var family: Set<pid_t> = [first]
    var isGrowing = true
    while isGrowing {
      let size = family.count
      for (process, parent) in parents
      where family.contains(parent) || getsid(process) == first { family.insert(process) }
      isGrowing = family.count > size
    }
    kill(-first, SIGKILL)
    for process in family where process != first { kill(process, SIGKILL) }
  }

  /// `POSIX_SPAWN_SETSID` of glibc's spawn.h, which Swift does not import.
  private static let setSession: Int32 = 0x80

  /// All processes of the system, as far as this one may see them.
  static func allProcesses() -> [pid_t] {
    (FolderTree.names(in: "/proc") ?? []).compactMap { pid_t($0) }
  }

  private static func parent(of process: pid_t) -> pid_t? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(process)/stat") else {
      return nil
    }
    // Behind the name in parentheses, which may hold anything: the state and the parent.
    let text = String(decoding: data, as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(separator: " ")
    return fields.count > 1 ? pid_t(fields[1]) : nil
  }
}
