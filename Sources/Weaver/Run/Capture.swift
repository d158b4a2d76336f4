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
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    let inputPath = scratch.path("input")
    try scratch.write(input, to: "input")
    let standardInput = try Descriptor(reading: inputPath)
    let output = try Descriptor(creating: scratch.path("output"))
    let errors = try Descriptor(creating: scratch.path("errors"))
    let child = try ChildProcess(
      arguments, environment: environment,
      descriptors: [(0, standardInput.number), (1, output.number), (2, errors.number)])
    let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    var ending = child.ending()
    while ending == nil {
      if let deadline, .now > deadline {
        _ = child.end()
        child.sweep()
        throw SystemError(code: ETIMEDOUT, doing: "wait for \(arguments[0])")
      }
      usleep(1_000)
      ending = child.ending()
    }
    child.sweep()
    let status: Int32 = if case .exited(let code) = ending { code } else { 128 }
    return Result(
      status: status, standardOutput: scratch.text("output"), standardError: scratch.text("errors"))
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

  func insert(_ folder: String) { lock.withLock { _ = folders.insert(folder) } }
  func remove(_ folder: String) { lock.withLock { _ = folders.remove(folder) } }

  /// Removes them all.
  func removeAll() {
    lock.withLock { folders.forEach { try? FileManager.default.removeItem(atPath: $0) } }
  }
}

/// A folder that is there for one run.
struct ScratchFolder {
  let folder: String

  init() throws(SystemError) {
    let base = FileManager.default.temporaryDirectory.path
    var template = Array("\(base)/nabla-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SystemError(doing: "make a folder in \(base)")
    }
    folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    ScratchFolders.shared.insert(folder)
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
