import Foundation
import TestSupport
import Testing

/// Courses with knobs where the engine of pages is missing, or another.
@Suite("Command: the engine of pages") struct KnobsEngineTests {
  private static let lesson = """
    # A

    ```swift
    let w = Scalar(0.5, name: "w")
    Knobs(of: exp(w).named("L"), vary: [w], in: -2...2).derivatives()
    ```
    """

  /// A folder with what lessons load, and an engine, or none.
  private func library(_ engine: Data?) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["Modules", "libNablaLessons.so", "nabla-host"] {
      try FileManager.default.createSymbolicLink(
        at: folder.url.appendingPathComponent(name),
        withDestinationURL: buildFolder.appendingPathComponent(name))
    }
    try engine?.write(to: folder.url.appendingPathComponent("page-engine.wasm"))
    return folder
  }

  private func engine() throws -> Data {
    try Data(contentsOf: buildFolder.appendingPathComponent("page-engine.wasm"))
  }

  @Test func `without it, a course with knobs says what is missing, and others are built`() throws {
    let library = try library(nil)
    let environment = ["NABLA_LIBRARY": library.url.path]
    let course = try makeCourse(["01-a.md": Self.lesson])
    let build = try nabla("build", in: course.url, environment: environment)
    #expect(build.status == 69)
    #expect(build.errors.contains("needs page-engine.wasm"), "\(build.errors)")
    #expect(build.errors.contains("help: make it"), "\(build.errors)")
    #expect(!course.exists("site/a.html"))
    let other = try makeCourse(["01-a.md": "# A\n\n```swift\n1 + 1\n```\n"])
    #expect(try nabla("build", in: other.url, environment: environment).status == 0)
  }

  @Test func `one bit of a constant of its exponential is found, at the block`() throws {
    var bytes = try engine()
    // The first coefficient of the series, 1/6, as the code of the module holds it.
    let coefficient = withUnsafeBytes(of: 0.16666666666666669.bitPattern.littleEndian) { Data($0) }
    let place = try #require(bytes.firstRange(of: coefficient))
    bytes[place.lowerBound + 3] ^= 1
    let library = try library(bytes)
    let course = try makeCourse(["01-a.md": Self.lesson])
    let verify = try nabla(
      "verify", in: course.url, environment: ["NABLA_LIBRARY": library.url.path])
    #expect(verify.status == 1)
    #expect(verify.errors.contains("lessons/01-a.md:3: error"), "\(verify.errors)")
    #expect(verify.errors.contains("it computes 1.64"), "\(verify.errors)")
    // With the engine as it was made, nothing is wrong: what differed was not kept.
    let good = try self.library(try engine())
    let again = try nabla(
      "verify", in: course.url, environment: ["NABLA_LIBRARY": good.url.path])
    #expect(again.status == 0, "\(again.errors)")
  }

  @Test func `what is no module is the environment's fault`() throws {
    let library = try library(Data("no module".utf8))
    let course = try makeCourse(["01-a.md": Self.lesson])
    let verify = try nabla(
      "verify", in: course.url, environment: ["NABLA_LIBRARY": library.url.path])
    #expect(verify.status == 69)
    #expect(verify.errors.contains("no WebAssembly module"), "\(verify.errors)")
  }

  @Test func `a toolchain without wasm-ld is named where the engine is to be made`() throws {
    let tools = try TemporaryFolder()
    for name in ["swiftc", "clang"] {
      try tools.write("#!/bin/sh\n", to: name)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: tools.url.appendingPathComponent(name).path)
    }
    let script = SiteFolder.repository.appendingPathComponent("Packaging/page-engine.sh")
    let made = try run(
      script, [tools.url.appendingPathComponent("out").path],
      environment: ["NABLA_SWIFTC": tools.url.appendingPathComponent("swiftc").path])
    #expect(made.status == 69)
    #expect(made.errors.contains("no 'wasm-ld' in"), "\(made.errors)")
  }
}
