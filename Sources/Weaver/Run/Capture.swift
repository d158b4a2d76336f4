import Foundation
import Glibc

/// Runs a small helper program to its end and takes what it prints.
enum Capture {
  struct Result {
    var status: Int32
    var standardOutput: String
    var standardError: String
  }

  /// Runs it; what takes longer than `seconds` is ended.
  static func run(
    _ arguments: [String], input: String = "",
    environment: [String: String] = ProcessInfo.processInfo.environment, seconds: Double? = nil
  ) throws(SystemError) -> Result {
    let scratch = input.isEmpty ? nil : try ScratchFolder()
    defer { scratch?.remove() }
    try scratch?.write(input, to: "input")
    let standardInput = try Descriptor(reading: scratch?.path("input") ?? "/dev/null")
    let (output, errors) = (try Heard(), try Heard())
    let child = try ChildProcess(
      arguments, environment: environment,
      descriptors: [
        (0, standardInput.number), (1, output.writing.number), (2, errors.writing.number)
      ])
    output.writing.close()
    errors.writing.close()
    let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    var ending: ChildProcess.Ending?
    while ending == nil {
      if let deadline, .now > deadline {
        _ = child.end()
        child.sweep()
        throw SystemError(code: ETIMEDOUT, doing: "wait for \(arguments[0])")
      }
      // What a child leaves running may hold the pipes open after its end.
      if output.isOpen || errors.isOpen { Heard.wait(for: output, errors) } else { usleep(500) }
      ending = child.ending()
      output.drain()
      errors.drain()
    }
    child.sweep()
    let status: Int32 = if case .exited(let code) = ending { code } else { 128 }
    return Result(status: status, standardOutput: output.text, standardError: errors.text)
  }

  /// What a child says on one of its descriptors.
  private final class Heard {
    let writing: Descriptor
    private let reading: Descriptor
    private var bytes: [UInt8] = []
    /// Whether more may come.
    private(set) var isOpen = true

    init() throws(SystemError) {
      (reading, writing) = try ChildProcess.makePipe()
      _ = fcntl(reading.number, F_SETFL, O_NONBLOCK)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Waits a moment for something to be said, or for an end.
    static func wait(for first: Heard, _ second: Heard) {
      var polled = [first, second].filter(\.isOpen).map {
        pollfd(fd: $0.reading.number, events: Int16(POLLIN), revents: 0)
      }
      poll(&polled, nfds_t(polled.count), 20)
    }

    func drain() {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while isOpen {
        let count = read(reading.number, &buffer, buffer.count)
        if count > 0 {
          bytes += buffer[..<count]
        } else {
          if count < 0, errno == EAGAIN || errno == EINTR { return }
          isOpen = false
        }
      }
    }
  }
}

/// An open descriptor, closed with its owner.
final class Descriptor {
  let number: Int32
  private var isOpen = true

  init(reading path: String) throws(SystemError) {
    number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw SystemError(doing: "open \(path)") }
  }

  /// A new file, appended to by whoever holds it.
  init(creating path: String) throws(SystemError) {
    number = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw SystemError(doing: "create \(path)") }
  }

  init(_ number: Int32) { self.number = number }

  func close() {
    if isOpen { Glibc.close(number) }
    isOpen = false
  }

  deinit { close() }
}

/// The folders that are there for runs, so that an interruption leaves none of them behind.
final class ScratchFolders: @unchecked Sendable {
  static let shared = ScratchFolders()
  private let lock = NSLock()
  private var folders: Set<String> = []

  /// Whether the end has come: no further folder is made.
  private var isClosed = false

  /// Makes a folder with a name of its own.
  func make(in base: String) throws(SystemError) -> String {
    lock.lock()
    defer { lock.unlock() }
    guard !isClosed else { throw SystemError(code: ECANCELED, doing: "make a folder in \(base)") }
    var template = Array(("\(base)/nabla-" + String(repeating: "X", count: 6)).utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SystemError(doing: "make a folder in \(base)")
    }
    let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    folders.insert(folder)
    return folder
  }

  func remove(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }

  /// Removes them all, for good.
  func removeAll() {
    lock.withLock {
      isClosed = true
      for folder in folders {
        // A thread may be writing into it.
        for _ in 1...5 where FileManager.default.fileExists(atPath: folder) {
          try? FileManager.default.removeItem(atPath: folder)
        }
      }
    }
  }
}

/// A folder that is there for one run.
struct ScratchFolder {
  let folder: String

  init() throws(SystemError) {
    folder = try ScratchFolders.shared.make(
      in: FileManager.default.temporaryDirectory.path)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ text: String, to name: String) throws(SystemError) {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    } catch {
      throw SystemError(code: errno == 0 ? EIO : errno, doing: "write \(path(name))")
    }
  }

  func bytes(_ name: String) -> [UInt8] {
    (try? Data(contentsOf: URL(fileURLWithPath: path(name)))).map { [UInt8]($0) } ?? []
  }

  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
    ScratchFolders.shared.remove(folder)
  }
}
