import Foundation
import TestSupport
import Testing

@testable import Courses

/// Every recorded number of lessons is spoilt, and `--update` restores the files byte for byte.
@Suite("Updated: whole lessons", .serialized) struct RestoreTests {
  private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../../lessons").standardizedFileURL

  /// What is run of it: the lessons that take seconds, and one with what they lack.
  private static let only = ["1", "2", "3", "4", "90"]

  /// The lessons of the course, because they link to each other.
  private static let lessons = Result {
    let folder = source
    var found: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let file = folder.appendingPathComponent(name)
      // A translation records nothing of its own.
      guard name.hasSuffix(".md"), !name.contains(".zh-Hans."),
        let text = try? String(contentsOf: file, encoding: .utf8)
      else {
        continue
      }
      // What a reader may guess roughly is to be spoilt and restored like all else.
      found["lessons/\(name)"] = text.replacing("predict, tolerance=0.05", with: "predict")
    }
    found["lessons/90-forms.md"] = forms
    return found
  }

  private static let forms = #"""
    # All forms

    ```swift
    let größe = 0.125
    größe * 2  // => 0.250
    [größe, 1.0]  // => [0.125, 1.0]
    "π ≈ 3.14"  // => π ≈ 3.14
    ```

    ```swift, tolerance=1e-3
    print("tolerated", 1000.0)
    print("rate 5%, 1,024 steps, -0.0, 1e-12, (+3, -4)")
    ```

    ```output
    tolerated 1000.5
    rate 5%, 1,024 steps, -0.0, 1e-12, (+3, -4)
    ```

    The size is `{swift} größe // => 0.13`, twice that `{swift} größe * 2 // => 0.3`, and *as
    a whole*
         `` {swift} 2
         + 3 // => 5 `` of them.

    > A quote of `{swift} größe * 8 // => 1.0`
    that goes on lazily with `{swift} 6 * 7 // => 42`

    """#

  /// One folder for all dressings: what has been run once is known in the others.
  private static let folder = Result {
    let folder = try TemporaryFolder()
    try folder.write(["lessons/90-forms.md": forms])
    for name in ["pictures", "data"] {
      try FileManager.default.copyItem(
        at: source.appendingPathComponent(name),
        to: folder.url.appendingPathComponent("lessons/\(name)"))
    }
    return folder
  }

  @Test(arguments: Dressing.allCases)
  func `is restored byte for byte, and then left alone`(_ dressing: Dressing) throws {
    let folder = try Self.folder.get()
    let originals = try Self.lessons.get().mapValues(dressing.dressed)
    try folder.write(originals)
    var options = CourseRun.Options(course: folder.url)
    options.only = Self.only
    let run = CourseRun(options, environment: .ofTests)
    let before = run.run(.verify)
    try #require(before.diagnostics.map(\.brief) == [])

    let spoilt = originals.filter { path, _ in
      Self.only.contains { path.hasPrefix("lessons/\($0)-") || path.hasPrefix("lessons/0\($0)-") }
    }.mapValues { RecordedPlaces.spoilt($0) }
    try folder.write(spoilt.mapValues(\.text))
    let places = spoilt.values.reduce(0) { $0 + $1.count }
    #expect(places > 500)
    // Within a tolerance one number of the fixture is still right.
    let refused = run.run(.verify).diagnostics.map { problem in
      problem.reason.message.firstMatch(of: /^([0-9]+) places/).flatMap { Int($0.1) } ?? 1
    }
    #expect(refused.reduce(0, +) == places - 1, "every number is refused")

    #expect(run.run(.update(isDryRun: true)).diff.contains("@@"))
    for (path, text) in spoilt {
      #expect(folder.text(path) == text.text, "a dry run writes nothing")
    }
    _ = run.run(.update(isDryRun: false))
    for (path, text) in try contents(folder).sorted(by: { $0.key < $1.key }) {
      #expect(text == Self.tolerated(originals[path] ?? ""), "\(path)")
    }
    let again = run.run(.update(isDryRun: false))
    #expect(again.summary.hasPrefix("nothing to update"))
    #expect(run.run(.verify).diagnostics.map(\.brief) == [])
  }

  /// What still agrees within its tolerance is left as the author wrote it.
  private static func tolerated(_ text: String) -> String {
    text.replacing("tolerated 1000.5", with: "tolerated 1000.6")
  }

  private func contents(_ folder: TemporaryFolder) throws -> [String: String] {
    var found: [String: String] = [:]
    for path in try Self.lessons.get().keys { found[path] = folder.text(path) }
    return found
  }
}
