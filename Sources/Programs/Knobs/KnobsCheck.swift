package import Lessons
package import Memo
import Foundation
import Processes
package import Text
import Wire

/// Whether the engine of pages computes what the lesson's program computed: the very bytes that a page
/// will load, with the very graph that stands in it, run by the toolchain's `wasmkit`.
///
/// The graph and the lesson's numbers are put into the module's memory, so one process compares all of
/// them. What agreed is kept under a key of both, and is not asked again.
package struct KnobsCheck {
  private let toolchain: Toolchain
  private let store: Store?

  package init(_ toolchain: Toolchain, store: Store?) {
    self.toolchain = toolchain
    self.store = store
  }

  /// Seconds that a comparison may take: some thousand times what it takes.
  private static let timeout = 120.0

  /// What is wrong with the knobs that a lesson shows, at their blocks.
  package func problems(_ transcript: Transcript, of lesson: Lesson) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for (block, pieces) in transcript.shown.sorted(by: { $0.key < $1.key }) {
      for case .display(let display) in pieces {
        for knobs in display.allKnobs {
          do throws(Diagnostic) {
            guard let words = try difference(knobs) else { continue }
            problems.append(
              lesson.file.diagnostic(.pageEngineDiffers(words), line: lesson.blocks[block].line))
          } catch {
            // The environment's fault: it is the same for all.
            return problems + [error]
          }
        }
      }
    }
    return problems
  }

  /// How the page's engine differs from the lesson; `nil` where it does not.
  private func difference(_ knobs: Knobs) throws(Diagnostic) -> String? {
    let engine = try PageEngine.find(toolchain)
    guard let program = Data(base64Encoded: knobs.program),
      let settings = Data(base64Encoded: knobs.settings)
    else { return "it cannot read the recorded graph" }
    let length = UInt32(truncatingIfNeeded: program.count)
    let data = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + program + settings
    var key = KeyBuilder()
    key.add("knobs 1 \(engine.digest.text)")
    key.add(data)
    if store?.read(key.digest) != nil { return nil }
    let told = try run(engine, data)
    if let told {
      guard told.place >= 0,
        let known = KnobSettings([UInt8](settings))?.told(at: told.place, in: knobs)
      else { return "it cannot read the recorded graph" }
      return "it computes \(told.answer) for \(known.what), and the lesson \(known.value)"
    }
    store?.write([1], for: key.digest)
    return nil
  }

  /// The first number that differs, and the engine's; a place below 0 where it cannot read the data.
  private func run(_ engine: PageEngine, _ data: [UInt8]) throws(Diagnostic)
    -> (place: Int, answer: Double)?
  {
    guard let wasmkit = toolchain.program("wasmkit") else {
      throw Diagnostic(.noWasmkit(beside: toolchain.swiftc), at: nil)
    }
    guard let module = WebAssemblyModule(engine.bytes)?.holding(data) else {
      throw Self.failure("it is no WebAssembly module")
    }
    let place = Int(
      truncatingIfNeeded: Int64(bitPattern: try call(wasmkit, module, "check", data, [])))
    // Minus 1 where all is right: see `KnobCheck`.
    guard place != -1 else { return nil }
    let answer = place < 0 ? 0 : try call(wasmkit, module, "answer", data, ["i64:\(place)"])
    return (place, Double(bitPattern: answer))
  }

  /// Calls a function of a module in a process of its own: the bits of its result.
  private func call(
    _ wasmkit: String, _ module: (bytes: [UInt8], address: Int), _ name: String, _ data: [UInt8],
    _ more: [String]
  ) throws(Diagnostic) -> UInt64 {
    let said: Capture.Result
    do {
      let scratch = try ScratchFolder()
      defer { scratch.remove() }
      let path = scratch.path("engine.wasm")
      try Data(module.bytes).write(to: URL(fileURLWithPath: path))
      said = try Capture.run(
        [wasmkit, "run", path, name, "i32:\(module.address)", "i32:\(data.count)"] + more,
        environment: toolchain.environment.variables,
        seconds: Self.timeout)
    } catch {
      throw Self.failure("\(error)")
    }
    guard said.status == 0, let bits = said.standardOutput.firstMatch(of: /\.[if]64\((\d+)\)/),
      let result = UInt64(bits.1)
    else {
      let words = (said.standardError + said.standardOutput).textLines.first { !$0.isEmpty }
      throw Self.failure(words.map(String.init) ?? "it ended with status \(said.status)")
    }
    return result
  }

  private static func failure(_ words: String) -> Diagnostic {
    Diagnostic(.pageEngineNotRun(words), at: nil)
  }
}

extension Display {
  /// The knobs in a display and in what it holds.
  fileprivate var allKnobs: [Knobs] {
    switch self {
    case .knobs(let knobs): [knobs]
    case .group(let displays): displays.flatMap(\.allKnobs)
    case .steps(let steps): steps.frames.flatMap(\.display.allKnobs)
    default: []
    }
  }
}
