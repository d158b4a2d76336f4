import Foundation
import Glibc
import Text

/// Runs a small helper program to its end and takes what it prints.
package enum Capture {
  package struct Result {
    /// The exit status, as shells count.
    package var status: Int32
    package var bytes: [UInt8]
    package var standardError: String

    package var standardOutput: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Runs it; what takes longer than `seconds` is ended.
  package static func run(
    _ arguments: [String], input: String = "",
    environment: [String: String], seconds: Double? = nil
  ) throws(SystemError) -> Result {
    let scratch = input.isEmpty ? nil : try ScratchFolder()
    defer { scratch?.remove() }
    try scratch?.write(input, to: "input")
    let standardInput = try Descriptor(reading: scratch?.path("input") ?? "/dev/null")
    let (output, errors) = (try ChildOutput(), try ChildOutput())
    let child = try ChildProcess(
      arguments, environment: environment,
      descriptors: [
        (0, standardInput.number), (1, output.writing.number), (2, errors.writing.number)
      ])
    output.writing.close()
    errors.writing.close()
    let deadline = seconds.map { ContinuousClock.now + .seconds($0) }
    var ending: ChildProcess.Ending?
    var pause = Pause()
    while ending == nil {
      if let deadline, .now > deadline {
        _ = child.end()
        child.sweep()
        throw SystemError(code: ETIMEDOUT, doing: "wait for \(arguments[0])")
      }
      // What a child leaves running may hold the pipes open after its end.
      let open = [output, errors].filter(\.isOpen)
      if !open.isEmpty {
        Descriptor.wait(for: open.map(\.reading), milliseconds: 20)
      } else {
        pause.take()
      }
      ending = child.ending()
      output.drain()
      errors.drain()
    }
    child.sweep()
    return Result(status: ending?.status ?? 128, bytes: output.bytes, standardError: errors.text)
  }

  /// What a child says on one of its descriptors.
  private final class ChildOutput {
    let writing: Descriptor
    let reading: Descriptor
    private(set) var bytes: [UInt8] = []
    /// Whether more may come.
    private(set) var isOpen = true

    init() throws(SystemError) {
      (reading, writing) = try ChildProcess.makePipe()
      _ = fcntl(reading.number, F_SETFL, O_NONBLOCK)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Takes what is there.
    func drain() {
      while isOpen {
        switch try? reading.read() {
        case .bytes(let piece): bytes += piece
        case .nothingYet: return
        case .end, nil: isOpen = false
        }
      }
    }
  }
}
