import Glibc

/// What the processes of one session take of the machine, as the system counts it.
package struct ProcessFamily {
  /// The process that began the session.
  private let first: pid_t

  package init(_ child: ChildProcess) { first = child.identifier }

  /// The memory of the first process alone, in bytes: one small file to read.
  package var memoryOfFirst: Int { Self.resident(first) }

  /// How many processes there are, and how much memory they use together, in bytes. What copies of a
  /// process still share counts once, where counting it twice would exceed `most`.
  package func usage(most: Int) -> (processes: Int, memory: Int) {
    let members = ChildProcess.allProcesses().filter { $0 == first || getsid($0) == first }
    let memory = members.map(Self.resident).reduce(0) { Self.sum($0, $1) }
    guard memory > most, members.count > 1 else { return (members.count, memory) }
    return (members.count, members.map(Self.proportional).reduce(0) { Self.sum($0, $1) })
  }

  private static func sum(_ one: Int, _ other: Int) -> Int {
    let (sum, overflows) = one.addingReportingOverflow(other)
    return overflows ? .max : sum
  }

  /// The memory of a process without what it shares with files.
  private static func resident(_ process: pid_t) -> Int {
    let fields = text("/proc/\(process)/statm").split(separator: " ")
    guard fields.count > 2, let resident = Int(fields[1]), let shared = Int(fields[2]),
      (0..<(1 << 40)).contains(resident - shared)
    else { return 0 }
    return (resident - shared) * Int(getpagesize())
  }

  /// The same, where what several processes share is divided among them.
  private static func proportional(_ process: pid_t) -> Int {
    let lines = text("/proc/\(process)/smaps_rollup").split(separator: "\n")
    let line = lines.first { $0.hasPrefix("Pss_Anon:") } ?? lines.first { $0.hasPrefix("Pss:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    guard let kilobytes, (0..<(1 << 50)).contains(kilobytes) else { return resident(process) }
    return kilobytes << 10
  }

  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(file, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
  }
}
