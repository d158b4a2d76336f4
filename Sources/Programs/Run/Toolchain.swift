import Foundation
import Glibc
package import Memo
import Processes
import Synchronization
package import Text

/// The Swift compiler and the library that lessons load: found once, before anything runs.
package struct Toolchain: Sendable {
  /// The compiler driver's path.
  package var swiftc: String
  /// The compiler itself, which the driver starts: its path, or the driver's and `-frontend`. Asked
  /// directly, a program starts some 15 ms earlier.
  var frontend: [String]
  /// The number in what `swiftc --version` says.
  package var version: String
  /// The line that `swiftc --version` says: which build of the compiler it is.
  package var build: String
  /// The folder with the modules `Nabla`, `LessonKit` and `Wire`.
  package var modules: String
  /// The folder with `libNablaLessons.so` and the host that loads it.
  package var library: String

  /// The library that lessons load.
  var lessonsLibrary: String { "\(library)/\(Self.libraryName)" }
  /// The program that gives up rights and starts another, or loads a lesson.
  var host: String { "\(library)/\(Self.hostName)" }

  /// The variables that it was found with, which programs of it inherit.
  let environment: Environment

  /// The library of the course's own package, where it has one.
  package var own: OwnLibrary?

  /// The folders with the libraries that lessons load, as the loader takes them.
  var libraryPath: String { ([library] + [own?.folder].compactMap(\.self)).joined(separator: ":") }

  /// The folders of the compiler and of all that belongs to it, as it knows them.
  var folders: [String] {
    if frontend.count == 2, let compiler = frontend.first, compiler.hasSuffix("/swift-frontend") {
      let programs = URL(fileURLWithPath: compiler).resolvingSymlinksInPath()
        .deletingLastPathComponent()
      return [programs.deletingLastPathComponent().path]
    }
    return WrappedToolchain.folders(swiftc, environment)
  }

  /// Where the macros that come with Swift are, as the driver tells the compiler.
  var macroFlags: [String] {
    guard let compiler = frontend.first else { return [] }
    let programs = URL(fileURLWithPath: compiler).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let usr = programs.deletingLastPathComponent()
    let files = FileManager.default
    var flags: [String] = []
    let server = usr.appendingPathComponent("lib/swift/host/libSwiftInProcPluginServer.so").path
    if files.fileExists(atPath: server) { flags += ["-in-process-plugin-server-path", server] }
    for folder in [
      "lib/swift/host/plugins", "lib/swift/host/plugins/testing", "local/lib/swift/host/plugins"
    ] {
      let path = usr.appendingPathComponent(folder).path
      if files.fileExists(atPath: path) { flags += ["-plugin-path", path] }
    }
    return flags
  }

  /// A program of the toolchain beside the compiler, such as `ld.lld`; `nil` where there is none.
  package func program(_ name: String) -> String? {
    let folder = URL(fileURLWithPath: frontend.first ?? swiftc).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let path = folder.appendingPathComponent(name).path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// What the compiler says of the modules of the library; `nil` where they fit it.
  package func complaintAboutLibrary() -> String? {
    guard let scratch = try? ScratchFolder() else { return nil }
    defer { scratch.remove() }
    guard (try? scratch.write("import Nabla\nimport LessonKit\n", to: "Lesson.swift")) != nil,
      let said = try? Capture.run(
        frontend + [
          "-typecheck", scratch.path("Lesson.swift"), "-I", modules, "-module-cache-path",
          scratch.path("modules")
        ], environment: environment.variables, seconds: 120)
    else { return nil }
    guard said.status != 0 else { return nil }
    let error = said.standardError.firstMatch(of: /error: (.*)/)
    return error.map { String($0.1) } ?? "it ended with status \(said.status)"
  }

  package static let libraryName = "libNablaLessons.so"
  package static let hostName = "nabla-host"

  /// Finds both, or says what is missing and how to get it.
  package static func find(
    environment: Environment, store: Store?
  ) throws(Diagnostic) -> Toolchain {
    let swiftc = try findCompiler(environment)
    let (modules, library) = try findLibrary(environment, swiftc: swiftc)
    let build = try compilerBuild(swiftc, environment, store)
    let number = build.firstMatch(of: /Swift version ([0-9.]+)/).map { String($0.1) }
    return Toolchain(
      swiftc: swiftc, frontend: findFrontend(swiftc), version: number ?? build, build: build,
      modules: modules, library: library, environment: environment)
  }

  /// `swift-frontend` stands beside the driver. Where it does not, as with a wrapper that picks one
  /// of several toolchains, the driver is asked to be it.
  private static func findFrontend(_ swiftc: String) -> [String] {
    let folder = URL(fileURLWithPath: swiftc).resolvingSymlinksInPath().deletingLastPathComponent()
    let path = folder.appendingPathComponent("swift-frontend").path
    let isDriver = ["swift-driver", "swiftc", "swift-frontend"].contains(
      URL(fileURLWithPath: swiftc).resolvingSymlinksInPath().lastPathComponent)
    guard isDriver, FileManager.default.isExecutableFile(atPath: path) else {
      return [swiftc, "-frontend"]
    }
    return [path, "-frontend"]
  }

  /// The compiler driver's path.
  package static func findCompiler(_ environment: Environment) throws(Diagnostic) -> String {
    try ProgramSearch(
      variable: .compiler, names: ["swiftc"], what: "swiftc",
      missing: .noCompiler
    ).path(in: environment)
  }

  /// Asking the compiler takes longer than a build that runs nothing, so its answer is kept for as
  /// long as its file is the same.
  private static func compilerBuild(
    _ swiftc: String, _ environment: Environment, _ store: Store?
  ) throws(Diagnostic) -> String {
    var key = KeyBuilder()
    key.add("compiler 2")
    for path in [swiftc, URL(fileURLWithPath: swiftc).resolvingSymlinksInPath().path] {
      key.add("\(path) \(FileIdentity.text(path))")
    }
    if let kept = store?.read(key.digest) { return String(decoding: kept, as: UTF8.self) }
    let result: Capture.Result
    do throws(SystemError) {
      result = try Capture.run(
        [swiftc, "--version"], environment: environment.variables, seconds: answerTimeout)
    } catch {
      guard error.code == ETIMEDOUT else { return "unknown" }
      throw Diagnostic(
        .compilerSaidNoVersion(swiftc, seconds: answerTimeout), at: nil)
    }
    guard let line = result.standardOutput.textLines.first, !line.isEmpty else { return "unknown" }
    store?.write(Array(line.utf8), for: key.digest)
    return String(line)
  }

  /// Seconds in which a compiler says its version, however busy the machine is.
  private static let answerTimeout = 30.0

  /// The library stands beside the executable in a build folder, in `../lib/nabla` when installed.
  package static func findLibrary(
    _ environment: Environment, swiftc: String
  ) throws(Diagnostic) -> (modules: String, library: String) {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let folder = executable.deletingLastPathComponent()
    var candidates: [(modules: URL, library: URL)] = []
    if let named = environment[.library] {
      let url = URL(fileURLWithPath: named)
      candidates.append((url.appendingPathComponent("Modules"), url))
    }
    candidates.append((folder.appendingPathComponent("Modules"), folder))
    let installed = folder.deletingLastPathComponent().appendingPathComponent("lib/nabla")
    candidates.append((installed.appendingPathComponent("Modules"), installed))
    // The tests' executable stands in a folder of the build folder.
    candidates.append(
      (
        folder.deletingLastPathComponent().appendingPathComponent("Modules"),
        folder.deletingLastPathComponent()
      ))
    for (modules, library) in candidates {
      let module = modules.appendingPathComponent("LessonKit.swiftmodule")
      guard FileManager.default.fileExists(atPath: module.path) else { continue }
      LibraryLinker.linkIfStale(in: library, swiftc: swiftc, environment)
      let files = FileManager.default
      if files.fileExists(atPath: library.appendingPathComponent(libraryName).path),
        files.isExecutableFile(atPath: library.appendingPathComponent(hostName).path)
      {
        return (modules.path, library.path)
      }
    }
    throw Diagnostic(
      .noLibrary(libraryName, host: hostName), at: nil)
  }
}

/// Makes the library that lessons load from its object files: `swift run nabla` compiles those, but
/// does not link them.
enum LibraryLinker {
  private static let modules = [
    "Nabla", "NablaKernels256", "NablaKernels512", "LessonKit", "Wire"
  ]

  /// Links it in a build folder where it is missing or older than an object file.
  static func linkIfStale(in folder: URL, swiftc: String, _ environment: Environment) {
    let objects = modules.flatMap { objectFiles(of: $0, in: folder) }
    // A build that is under way has not written them all: the library as it is, is better.
    guard !objects.isEmpty,
      objects.allSatisfy({ FolderTree.status($0.path) != nil })
    else { return }
    let library = folder.appendingPathComponent(Toolchain.libraryName)
    let newest = objects.compactMap(modified).max() ?? 0
    if let made = modified(library), made >= newest { return }
    let temporary = folder.appendingPathComponent(".\(Toolchain.libraryName).\(getpid())")
    let result = try? Capture.run(
      [
        swiftc, "-emit-library", "-o", temporary.path, "-module-name", "NablaLessons",
        "-Xlinker", "-soname=\(Toolchain.libraryName)"
      ] + objects.map(\.path), environment: environment.variables, seconds: 300)
    if result?.status == 0 { rename(temporary.path, library.path) }
    unlink(temporary.path)
  }

  /// The object files that a module's sources compile to, as its build folder lists them.
  private static func objectFiles(of module: String, in folder: URL) -> [URL] {
    let map = folder.appendingPathComponent("\(module).build/output-file-map.json")
    guard let data = try? Data(contentsOf: map),
      let entries = try? JSONDecoder().decode([String: Outputs].self, from: data)
    else { return [] }
    return entries.filter { !$0.key.isEmpty }.compactMap(\.value.object).sorted()
      .map { URL(fileURLWithPath: $0) }
  }

  private struct Outputs: Decodable {
    var object: String?
  }

  /// When a file was written, in nanoseconds since 1970.
  private static func modified(_ url: URL) -> Int? {
    (FolderTree.status(url.path)?.st_mtim).map { $0.tv_sec * 1_000_000_000 + $0.tv_nsec }
  }
}

/// The toolchain behind a program that picks one: it is asked where it is, once.
private enum WrappedToolchain {
  private static let known = Mutex<[String: [String]]>([:])

  static func folders(_ swiftc: String, _ environment: Environment) -> [String] {
    known.withLock { known in
      if let folders = known[swiftc] { return folders }
      let said = try? Capture.run(
        [swiftc, "-print-target-info"], environment: environment.variables, seconds: 10)
      let text = said?.standardOutput ?? ""
      let resources = text.firstMatch(of: /"runtimeResourcePath": *"([^"]+)"/).map {
        URL(fileURLWithPath: String($0.1)).deletingLastPathComponent().deletingLastPathComponent()
      }
      let folders = [swiftc] + [resources?.path].compactMap(\.self)
      known[swiftc] = folders
      return folders
    }
  }
}
