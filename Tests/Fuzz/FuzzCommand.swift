import Foundation

/// `NablaFuzz TARGET FILE…` checks what is in files, such as an input that libFuzzer found. In a build
/// with libFuzzer, whose options then follow, the target is named by `NABLA_FUZZ` (see `Makefile`).
#if FUZZER
  /// The target and its tools; libFuzzer has one thread.
  nonisolated(unsafe) private let fuzzed: (target: FuzzTarget, tools: FuzzTools) = {
    let name = ProcessInfo.processInfo.environment["NABLA_FUZZ"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("NABLA_FUZZ names no target: \(name)")
    }
    return (target, FuzzTools())
  }()

  /// What libFuzzer calls with each input.
  @_cdecl("LLVMFuzzerTestOneInput")
  public func checkOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    do {
      try fuzzed.target.check(Array(UnsafeBufferPointer(start: start, count: count)), fuzzed.tools)
    } catch {
      fatalError("\(error)")
    }
    return 0
  }
#else
  @main enum FuzzCommand {
    static func main() throws {
      let arguments = CommandLine.arguments.dropFirst()
      guard let target = arguments.first.flatMap(FuzzTarget.init(rawValue:)), arguments.count > 1
      else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
        print("usage: NablaFuzz TARGET FILE...\ntargets: \(names)")
        exit(64)
      }
      let tools = FuzzTools()
      for path in arguments.dropFirst() {
        try target.check([UInt8](Data(contentsOf: URL(fileURLWithPath: path))), tools)
        print("\(path): holds")
      }
    }
  }
#endif
