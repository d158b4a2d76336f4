import Foundation
import Glibc
import Lessons
import Memo
import Processes
import Text

/// The short way from a program to its result: compiled to an object file, linked without looking
/// at any library, and loaded by a small host that already has the libraries that lessons load.
///
/// It takes 0.7 of what interpreting takes, because the compiler's just-in-time linker and its look
/// into its own hundred thousand conformances at every cast are left out
/// (`Benchmarks/lessons/README.md`). Where a part of it is missing, programs are interpreted, which
/// gives the same results.
struct LoadingLauncher: Sendable {
  /// `ld.lld` of the toolchain.
  let linker: String
  /// The folder with the Swift runtime's libraries.
  let runtime: String
  /// What registers the types and conformances of a library when it is loaded.
  let startObject: String
  /// The library of the course's own package, which is loaded before the lesson.
  let own: String?

  /// Finds the parts.
  static func find(_ toolchain: Toolchain) -> LoadingLauncher? {
    guard toolchain.environment[.interprets] == nil, let compiler = toolchain.frontend.first,
      toolchain.frontend.count == 2, compiler.hasSuffix("/swift-frontend")
    else { return nil }
    let programs = URL(fileURLWithPath: compiler).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    #if arch(arm64)
      let architecture = "aarch64"
    #else
      let architecture = "x86_64"
    #endif
    let runtime = programs.deletingLastPathComponent().appendingPathComponent("lib/swift/linux")
    let linker = programs.appendingPathComponent("ld.lld").path
    let start = runtime.appendingPathComponent("\(architecture)/swiftrt.o").path
    let files = FileManager.default
    guard files.isExecutableFile(atPath: linker), files.fileExists(atPath: start)
    else { return nil }
    return LoadingLauncher(
      linker: linker, runtime: runtime.path, startObject: start, own: toolchain.own?.path)
  }

  /// How a linked program is started.
  ///
  /// - Parameters:
  ///   - symbol: the function to call.
  ///   - libraries: the runtime's libraries that its object file asks for.
  func launch(
    running library: String, from symbol: String = "main", _ libraries: [String]
  ) -> Launch {
    Launch(
      program: [library, symbol] + libraries + [own].compactMap(\.self), isLoaded: true,
      reach: Sandbox.Reach(read: [library] + [own].compactMap(\.self)))
  }

  /// The runtime's libraries that an object file asks for.
  func libraries(of object: String) -> [String] {
    AutolinkEntries.libraries(ofObject: object).map { "\(runtime)/lib\($0).so" }
      .filter { access($0, R_OK) == 0 }
  }

  /// How an object file becomes something that can be loaded. What it uses of libraries is found
  /// when it is loaded, so the linker need not read them.
  func linking(_ object: String, to library: String) -> [String] {
    [linker, "-shared", "-o", library, startObject, object]
  }
}

/// How a program is started, and what it may reach.
package struct Launch {
  /// The program and its arguments; for the host, what it is to load.
  var program: [String]
  /// Whether the host loads it into its own process; otherwise it is a program by itself.
  var isLoaded = false
  var reach: Sandbox.Reach
}

/// The libraries that the compiler notes in an object file, because the program imports them.
enum AutolinkEntries {
  /// Their names without `lib` and `.so`.
  static func libraries(ofObject path: String) -> [String] {
    guard let data = FileManager.default.contents(atPath: path),
      let section = ELFFile([UInt8](data))?.sections.first(where: {
        $0.name == ".swift1_autolink_entries"
      })
    else { return [] }
    return section.content.split(separator: 0).compactMap { entry in
      let text = String(decoding: entry, as: UTF8.self)
      return text.hasPrefix("-l") ? String(text.dropFirst(2)) : nil
    }
  }
}
