import Foundation
import Testing

extension BrowserTests {
  @Suite("Pages are light")
  struct WeightTests {
    /// What a server sends for a lesson, packed with gzip as servers do, but for the webfont: bytes.
    static let limit = 50_000

    /// As much more for the engine and the script of a page with knobs.
    static let knobsLimit = 50_000

    @Test(arguments: Specimen.course)
    func everythingThatAPageLoads(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        let files = Set(tab.requests).compactMap(URL.init(string:)).filter {
          $0.isFileURL && !["woff2", "woff", "otf", "ttf"].contains($0.pathExtension)
        }
        let sizes = try files.map { file in
          (name: file.lastPathComponent, bytes: try packedSize(of: file))
        }.sorted { $0.name < $1.name }
        let sum = sizes.reduce(0) { $0 + $1.bytes }
        let parts = sizes.map { "\($0.name) \($0.bytes)" }.joined(separator: ", ")
        print("\(page.path): \(sum) bytes (\(parts))")
        // The page for what is not there may be shown at any address, so it loads nothing.
        #expect(sizes.count > 1 || page.path.hasSuffix("404.html"))
        let hasKnobs = sizes.contains { $0.name == "engine.js" }
        #expect(sum <= Self.limit + (hasKnobs ? Self.knobsLimit : 0), "\(parts)")
      }
    }

    private func packedSize(of file: URL) throws -> Int {
      let packed = try run(
        URL(fileURLWithPath: "/usr/bin/env"),
        ["sh", "-c", "gzip -6 -c \"$1\" | wc -c", "sh", file.path],
        in: file.deletingLastPathComponent())
      return try #require(Int(packed.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }
}
