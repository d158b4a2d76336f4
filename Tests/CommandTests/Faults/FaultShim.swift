import Foundation
import TestSupport

/// Lets a call of the system fail, or kills the program in front of it: `shim.c`, which is compiled
/// once and loaded in front of the C library.
struct FaultShim: Sendable {
  /// What happens at the call.
  enum Action: Sendable {
    case kill
    /// The call returns this error, and every later one too where `lasts`.
    case error(Int32, lasts: Bool)
  }

  /// The name of the program in which it happens.
  var program = "nabla"
  /// Beginnings of paths: only calls that change such files count; none for all.
  var under: [String] = []
  /// Names of calls: only these count; none for all that change files.
  var calls: [String] = []
  var action = Action.kill
  /// Calls that a full disk fails.
  static let callsThatTakeRoom = ["open", "write", "mkdir", "link", "rename", "renameat2"]

  private let library: String

  init() throws { library = try Self.compiled.get().url.appendingPathComponent("shim.so").path }

  /// The variables with which the program meets it at call `number`, from 1; 0 for never.
  ///
  /// - Parameter log: a file that gets the names of all calls that count.
  func environment(at number: Int, log: String = "") -> [String: String?] {
    var error: Int32 = 0
    var lasts = false
    if case .error(let code, let isLasting) = action { (error, lasts) = (code, isLasting) }
    return [
      "LD_PRELOAD": library, "NABLA_FAULT_PROGRAM": program,
      "NABLA_FAULT_UNDER": under.joined(separator: ":"),
      "NABLA_FAULT_CALLS": calls.joined(separator: ":"), "NABLA_FAULT_AT": "\(number)",
      "NABLA_FAULT_ERROR": "\(error)", "NABLA_FAULT_LASTS": lasts ? "1" : "0",
      "NABLA_FAULT_LOG": log
    ]
  }

  private static let compiled = Result {
    let folder = try TemporaryFolder()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("shim.c").path
    let run = try run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "clang", "-shared", "-fPIC", "-O1", source, "-ldl", "-o",
        folder.url.appendingPathComponent("shim.so").path
      ])
    guard run.status == 0 else { throw NotCompiled(words: run.errors) }
    return folder
  }

  private struct NotCompiled: Error { let words: String }
}
