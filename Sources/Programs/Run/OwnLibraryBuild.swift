package import Foundation
import Glibc
package import Memo
import Processes
package import Text

/// Builds the package that `course.yml` names, where it has changed since it was built last.
package struct OwnLibraryBuild {
  private let package: OwnPackage
  /// Where `course.yml` names it.
  private let place: Location
  private let line: String?
  private let toolchain: Toolchain
  private let course: URL
  private var folder: String { package.folder }
  private var written: String { package.written }
  private var scratch: String { package.scratch }

  package init(
    _ package: OwnPackage, at place: Location, line: String?, course: URL, _ toolchain: Toolchain
  ) {
    self.package = package
    self.place = place
    self.line = line
    self.course = course
    self.toolchain = toolchain
  }

  private func tools(_ store: Store?) -> String {
    let path = "\(toolchain.library)/\(Toolchain.libraryName)"
    return "own 1 \(toolchain.build) \(toolchain.swiftc) \(toolchain.library) "
      + (store.map { LibraryDigest.digest(of: path, store: $0) } ?? LibraryDigest.digest(of: path))
      .text
  }

  /// The library, and what is wrong with the package where there is none.
  package func library(store: Store?) -> (OwnLibrary?, [Diagnostic]) {
    let tools = tools(store)
    if let stamp = package.stamp, stamp.tools == tools, let digest = Digest(text: stamp.digest),
      stamp.identities == PackageSources(folders: stamp.folders).identities
    {
      let library = OwnLibrary(
        folder: stamp.library, digest: digest, moduleMaps: stamp.moduleMaps, sources: stamp.folders)
      if access(library.path, R_OK) == 0 { return (library, []) }
    }
    do throws(SystemError) {
      return try build(tools)
    } catch {
      return (
        nil,
        [
          Diagnostic(
            .packageNotStarted(error.description, compiler: toolchain.swiftc), at: place,
            sourceLine: line)
        ]
      )
    }
  }

  private func problem(_ problem: PackageProblem, _ said: String = "") -> [Diagnostic] {
    var diagnostic = Diagnostic(.package(problem), at: place, sourceLine: line)
    diagnostic.details = [Diagnostic.Detail.tail("swift says", said)].compactMap(\.self)
    return [diagnostic]
  }

  // MARK: Building

  private func build(_ tools: String) throws(SystemError) -> (OwnLibrary?, [Diagnostic]) {
    guard FileIdentity(folder)?.isFolder == true else { return (nil, problem(.missing(written))) }
    guard access("\(folder)/Package.swift", R_OK) == 0 else {
      return (nil, problem(.noManifest(written)))
    }
    let swift = URL(fileURLWithPath: toolchain.swiftc).deletingLastPathComponent()
      .appendingPathComponent("swift").path
    var environment = toolchain.environment.variables
    // By this a manifest knows that the engine is there.
    environment[Environment.Name.library.rawValue] = toolchain.library
    var folders: [String] = []
    var manifests: [PackageManifest] = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      guard !folders.contains(next) else { continue }
      let (manifest, said) = try PackageManifest.read(
        next, swift: swift, scratch: "\(scratch)/manifest", environment: environment)
      guard let manifest else { return (nil, problem(.notRead(written), said)) }
      if manifest.needsNabla { return (nil, problem(.dependsOnNabla(written))) }
      folders.append(next)
      manifests.append(manifest)
      waiting += manifest.folders
    }
    let manifest = manifests[0]
    guard !manifest.libraries.isEmpty else { return (nil, problem(.noLibrary(written))) }
    for module in manifests.flatMap(\.modules) {
      if let other = owner(of: module) {
        return (nil, problem(.nameTaken(module: module, by: other)))
      }
    }
    // What is changed while it is built is seen at the next build.
    let sources = PackageSources(folders: folders)
    let (identities, digest) = (sources.identities, sources.digest)
    try writeWrapper(around: manifest)
    let arguments =
      [
        swift, "build", "-c", "release", "--package-path", "\(scratch)/wrapper", "--scratch-path",
        "\(scratch)/build", "--product", OwnLibrary.name, "-Xswiftc", "-I", "-Xswiftc",
        toolchain.modules
      ]
    let built = try Capture.run(arguments, environment: environment)
    guard built.status == 0 else {
      let said = built.standardOutput + built.standardError
      let errors = errors(in: said)
      return (nil, errors.isEmpty ? problem(.notBuilt(written), said) : errors)
    }
    let shown = try Capture.run(
      arguments + ["--show-bin-path"], environment: environment, seconds: 300)
    let output = shown.standardOutput.textLines.first.map(String.init) ?? ""
    let library = OwnLibrary(
      folder: output, digest: digest, moduleMaps: Self.moduleMaps(in: output, folders),
      sources: folders)
    package.keep(
      OwnPackage.Stamp(
        identities: identities, tools: tools, digest: digest.text, folders: folders,
        library: output, moduleMaps: library.moduleMaps))
    return (library, [])
  }

  /// Whose name a module has, in words.
  private func owner(of module: String) -> String? {
    if ["Lesson", "Lessons", OwnLibrary.name].contains(module)
      || access("\(toolchain.modules)/\(module).swiftmodule", F_OK) == 0
    {
      return "of nabla's"
    }
    let runtime = toolchain.program("swift-frontend").map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("lib/swift/linux/\(module).swiftmodule").path
    }
    return runtime.map { access($0, F_OK) == 0 } == true ? "that comes with Swift" : nil
  }

  /// A package around the products, which are linked as one dynamic library.
  private func writeWrapper(around manifest: PackageManifest) throws(SystemError) {
    let name = URL(fileURLWithPath: folder).lastPathComponent
    let products = manifest.libraries.map {
      ".product(name: \($0.name.swiftLiteral), package: \(name.swiftLiteral))"
    }.joined(separator: ", ")
    let text = """
      // swift-tools-version: 6.1
      import PackageDescription

      let package = Package(
        name: "own",
        products: [.library(name: "\(OwnLibrary.name)", type: .dynamic, targets: ["\(OwnLibrary.name)"])],
        dependencies: [.package(path: \(folder.swiftLiteral))],
        targets: [.target(name: "\(OwnLibrary.name)", dependencies: [\(products)])])

      """
    let sources = "\(scratch)/wrapper/Sources/\(OwnLibrary.name)"
    do {
      try FileManager.default.createDirectory(
        atPath: sources, withIntermediateDirectories: true)
      for (path, text) in [
        ("\(scratch)/wrapper/Package.swift", text), ("\(sources)/Own.swift", "// Nothing.\n")
      ] where (try? String(contentsOfFile: path, encoding: .utf8)) != text {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      }
    } catch {
      throw SystemError(code: SystemError.code(of: error), doing: "write \(sources)")
    }
  }

  /// The module maps that were made for targets in C, and those that they have.
  private static func moduleMaps(in output: String, _ folders: [String]) -> [String] {
    let files = FileManager.default
    let made = ((try? files.contentsOfDirectory(atPath: output)) ?? [])
      .map { "\(output)/\($0)/module.modulemap" }
    let own = folders.flatMap { folder in
      ((try? files.contentsOfDirectory(atPath: "\(folder)/Sources")) ?? [])
        .map { "\(folder)/Sources/\($0)/include/module.modulemap" }
    }
    return (made + own).filter { access($0, R_OK) == 0 }.sorted()
  }

  // MARK: Messages

  /// The compiler's errors, at the package's files, as paths lead there from the course.
  private func errors(in text: String) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var seen: Set<Substring> = []
    for line in text.textLines {
      guard let match = line.wholeMatch(of: /(\/.+?):([0-9]+):([0-9]+): error: (.*)/),
        seen.insert(match.0).inserted
      else { continue }
      let file = (try? RegularFile.bytes(String(match.1))).flatMap {
        try? SourceFile(path: String(match.1), bytes: $0)
      }
      let number = Int(match.2)
      found.append(
        Diagnostic(
          .compiler(.error, String(match.4)),
          at: Location(file: shown(String(match.1)), line: number, column: Int(match.3)),
          sourceLine: number.flatMap { file?.line($0) }))
    }
    return found
  }

  /// A path from the course's folder, where the package lies in or beside it.
  private func shown(_ path: String) -> String {
    let here = course.standardizedFileURL.resolvingSymlinksInPath().path
    if path.hasPrefix("\(here)/") { return String(path.dropFirst(here.utf8.count + 1)) }
    return path
  }
}

extension String {
  /// The text as a literal of Swift.
  package var swiftLiteral: String {
    "\"" + replacingBytes("\\", with: "\\\\").replacingBytes("\"", with: "\\\"") + "\""
  }
}
