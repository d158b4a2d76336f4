import Glibc
import Lessons
import Processes
import Text

/// Looks at what a running program takes of the machine, and says when it is too much.
///
/// The system itself stops a process that takes too much processor time or writes too large a file,
/// with a signal of its own; what all processes take together, and what they print, only we can add
/// up.
struct LimitWatch {
  private let limits: Limits
  private let family: ProcessFamily
  /// The files that it prints to.
  private let files: [Int32]
  private var nextLook = ContinuousClock.now + .milliseconds(100)

  init(_ limits: Limits, _ child: ChildProcess, printingTo files: [Int32]) {
    self.limits = limits
    family = ProcessFamily(child)
    self.files = files
  }

  /// What there is too much of now, if anything.
  ///
  /// - Parameter story: the bytes that it has told.
  mutating func excess(story: Int) -> Reason? {
    let printed = files.map(Self.size).reduce(story, +)
    if printed > limits[.output] { return .printedTooMuch(megabytes: limits[.output] >> 20) }
    if family.memoryOfFirst > limits[.memory] { return reason(.memory) }
    // To look at all processes takes a moment, and most lessons have ended before.
    guard .now > nextLook else { return nil }
    nextLook = .now + .milliseconds(100)
    let usage = family.usage(most: limits[.memory])
    if usage.memory > limits[.memory] { return reason(.memory) }
    return usage.processes > limits[.processes] ? reason(.processes) : nil
  }

  /// The limit that a signal of the system stands for.
  static func reason(_ ending: ChildProcess.Ending, _ limits: Limits) -> Reason? {
    guard case .signalled(let signal) = ending else { return nil }
    switch signal {
    case SIGXCPU: return reason(.processor, limits)
    case SIGXFSZ: return reason(.fileSize, limits)
    default: return nil
    }
  }

  private func reason(_ name: Limits.Name) -> Reason { Self.reason(name, limits) }

  static func reason(_ name: Limits.Name, _ limits: Limits) -> Reason {
    .limitReached(name: name.rawValue, value: name.shown(limits[name]))
  }

  private static func size(of file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : 0
  }
}
