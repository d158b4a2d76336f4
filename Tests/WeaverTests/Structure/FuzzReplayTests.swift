import Foundation
import Processes
import Testing

@testable import Markup
@testable import NablaFuzz

/// What has to hold for any bytes holds for those that the fuzzers kept.
@Suite("Fuzzed: what was kept") struct FuzzReplayTests {
  private static let corpora = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Fuzz/Corpora").standardizedFileURL

  @Test(arguments: FuzzTarget.allCases) func `holds for each input`(_ target: FuzzTarget) throws {
    let file = Self.corpora.appendingPathComponent("\(target.rawValue).base64")
    let text = try String(contentsOf: file, encoding: .utf8)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(!lines.isEmpty)
    // Lessons are read on threads with a deep stack.
    let violations = concurrentMap([lines], jobs: 1) { lines in
      let tools = FuzzTools()
      return lines.compactMap { line -> String? in
        guard let input = Data(base64Encoded: line) else { return "\(line) is not Base64" }
        do {
          try target.check([UInt8](input), tools)
          return nil
        } catch {
          return "\(line): \(error)"
        }
      }
    }
    #expect(violations == [[]])
  }

  @Test func `every file is a target's`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.corpora.path)
    #expect(Set(names) == Set(FuzzTarget.allCases.map { "\($0.rawValue).base64" }))
  }

  @Test func `what runs in a page is found`() {
    for html in ["<script></script>", "<p onclick=\"a\"></p>", "<a href=\"java\nscript:a\"></a>"] {
      #expect(throws: Violation.self) { try Harmless.check(#require(TreeReader.tree(html))) }
    }
  }
}
