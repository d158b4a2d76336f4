import Foundation
import Testing

/// Pages in a real browser: Debian's headless Chromium, started once for all these tests.
@Suite("In a browser", .browser)
enum BrowserTests {
  /// Tests over all pages run over none where there are none, so that is a failure.
  @Suite("What is tested")
  struct Inventory {
    @Test func thereArePages() {
      #expect(Specimen.course.contains { $0.path == "index.html" })
      #expect(Specimen.course.count > 3)
      #expect(Specimen.sampler.contains { $0.path == "everything.html" })
      #expect(Specimen.sampler.contains { $0.path == "hostile.html" })
    }
  }
}
