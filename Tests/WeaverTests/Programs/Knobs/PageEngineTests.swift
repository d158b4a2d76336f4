import Foundation
import Memo
import Processes
import Testing
import Text

@testable import Nabla
@testable import Programs

/// The engine of pages, made where it is missing or older than its sources.
enum MadeEngine {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let bytes: Result<[UInt8], any Error> = Result {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let script = repository.appendingPathComponent("Packaging/page-engine.sh").path
    let made = try Capture.run([script, folder.path], seconds: 300)
    #expect(made.status == 0, "\(made.standardError)")
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent(PageEngine.fileName)))
  }

  /// The bits that a function of a module gives.
  static func call(_ bytes: [UInt8], _ arguments: [String]) throws -> UInt64 {
    let wasmkit = try #require(try toolchain().program("wasmkit"))
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    try Data(bytes).write(to: URL(fileURLWithPath: scratch.path("engine.wasm")))
    let said = try Capture.run(
      [wasmkit, "run", scratch.path("engine.wasm")] + arguments, seconds: 120)
    let bits = try #require(
      said.standardOutput.firstMatch(of: /64\((\d+)\)/), "\(said.standardError)")
    return try #require(UInt64(bits.1))
  }

  static func toolchain() throws -> Toolchain {
    try Toolchain.find(environment: ProcessInfo.processInfo.environment, store: nil)
  }
}

@Suite("The engine of pages") struct PageEngineTests {
  @Test func `imports nothing`() throws {
    let module = try #require(WebAssemblyModule(try MadeEngine.bytes.get()))
    #expect(module.importCount == 0)
  }

  @Test func `gives the bits of the lesson's engine, elementary function by function`() throws {
    let bytes = try MadeEngine.bytes.get()
    // Power, exp, log, sin, cos, tanh, sigmoid, softplus: the others are one instruction or two.
    for code in UInt8(10)...21 {
      let here = ElementaryDigest.digest(code: code, seed: 7, count: 2000)
      let there = try MadeEngine.call(bytes, ["digest", "i32:\(code)", "i64:7", "i32:2000"])
      #expect(here == there, "operation \(code)")
    }
  }

  private func check(_ data: [UInt8]) throws -> Int64 {
    let module = try #require(WebAssemblyModule(try MadeEngine.bytes.get()))
    let (bytes, address) = try #require(module.holding(data))
    return Int64(
      bitPattern: try MadeEngine.call(bytes, ["check", "i32:\(address)", "i32:\(data.count)"]))
  }

  @Test(arguments: KnobGraphs.names)
  func `agrees with the lesson at random settings`(graph: String) throws {
    var data = KnobGraphs.data(graph, settings: 1000)
    #expect(try check(data) == -1)
    // The last bit of the first number of the last setting but none: found, and where it is.
    data[data.count / 2] ^= 1
    #expect(try check(data) != -1)
    #expect(try check(Array(data.dropLast())) == -2)
  }

  @Test func `what is no module is refused, and never a trap`() throws {
    let bytes = try MadeEngine.bytes.get()
    #expect(WebAssemblyModule([]) == nil)
    #expect(WebAssemblyModule(Array(bytes.dropFirst())) == nil)
    #expect(WebAssemblyModule(Array(bytes.prefix(8)))?.holding([1]) == nil)
    for count in stride(from: 9, to: bytes.count, by: 997) {
      _ = WebAssemblyModule(Array(bytes.prefix(count)))?.holding([1, 2, 3])
    }
    var source = RandomSource(seed: 3)
    for _ in 0..<500 {
      var damaged = bytes
      damaged[source.integer(below: 400)] = UInt8(source.integer(below: 256))
      _ = WebAssemblyModule(damaged)?.holding([1, 2, 3])
    }
  }
}
