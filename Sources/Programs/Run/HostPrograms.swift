import Foundation
import Glibc
import Memo
import Processes
import Text

/// The two programs that are made of `Host/confine.c` when they are first needed: one that gives up
/// rights and starts another program, and one that loads a lesson into itself.
enum HostPrograms {
  /// The program that starts another; `nil` where it could not be made.
  static func confine(_ toolchain: Toolchain, folder: String) -> String? {
    program("confine", toolchain, folder: folder, key: [], flags: [])
  }

  /// The program that loads a lesson, with the libraries that lessons use.
  ///
  /// - Parameter runtime: the folder with the Swift runtime's libraries.
  static func lessonHost(_ toolchain: Toolchain, runtime: String, folder: String) -> String? {
    // It holds the folders of the libraries, so it belongs to them.
    program(
      "lesson-host", toolchain, folder: folder, key: [toolchain.library, runtime],
      flags: [
        "-DLESSON", "-Wl,--no-as-needed", "-L\(toolchain.library)", "-L\(runtime)",
        "-lNablaLessons", "-lswiftCore", "-lm", "-ldl",
        "-Wl,-rpath,\(toolchain.library):\(runtime)"
      ])
  }

  private static let source = PackageResources.confine_c

  private static func program(
    _ name: String, _ toolchain: Toolchain, folder: String, key parts: [String], flags: [String]
  ) -> String? {
    var key = KeyBuilder()
    key.add("host 2")
    key.add(source)
    for part in parts + [toolchain.build] { key.add(part) }
    let path = "\(folder)/\(name)-\(key.digest.text.prefix(16))"
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    guard let clang = toolchain.program("clang"), let scratch = try? ScratchFolder() else {
      return nil
    }
    defer { scratch.remove() }
    let file = scratch.path("confine.c")
    guard (try? scratch.write(String(decoding: source, as: UTF8.self), to: "confine.c")) != nil
    else { return nil }
    let aside = "\(path).\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let made = try? Capture.run(
      [clang, "-O1", file, "-o", aside] + flags, environment: toolchain.environment.variables,
      seconds: 120)
    let isMade = made?.status == 0 && rename(aside, path) == 0
    if !isMade { unlink(aside) }
    return isMade ? path : nil
  }
}
