package import Foundation
import Glibc
import Lessons
package import Text

/// A Swift file that is run with the modules of lessons, outside any course.
package enum SwiftFile {
  /// Becomes the program: this process goes on as the compiler that interprets the file, in the
  /// file's folder. Returns only what stood in the way.
  package static func run(
    _ file: URL, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> Diagnostic {
    let toolchain: Toolchain
    do {
      toolchain = try Toolchain.find(environment: environment, store: nil)
    } catch {
      return error
    }
    let modules = FileManager.default.temporaryDirectory.appendingPathComponent("nabla-modules")
    let arguments = [
      toolchain.swiftc, "-frontend", "-interpret", file.path, "-module-name", "Lesson",
      "-swift-version", "5", "-I", toolchain.modules, "-L", toolchain.library, "-lNablaLessons",
      "-module-cache-path", modules.path
    ]
    chdir(file.deletingLastPathComponent().path)
    var words = arguments.map { strdup($0) } + [nil]
    execv(toolchain.swiftc, &words)
    return Diagnostic(
      .environment(
        "\(toolchain.swiftc) cannot be started: \(String(cString: strerror(errno)))",
        help: "let NABLA_SWIFTC name swiftc"), at: nil)
  }
}
