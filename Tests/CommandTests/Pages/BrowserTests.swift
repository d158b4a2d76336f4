import Foundation
import Testing

/// Pages in a real browser: Debian's headless Chromium, started once.
@Suite("In a browser", .browser)
enum BrowserTests {
  /// The pages of this repository's course, as files. Empty if there are none, which is a failure.
  static let pages = SiteFolder.course.pages

  @Suite("What is tested")
  struct Inventory {
    @Test func thereArePages() {
      #expect(BrowserTests.pages.contains("index.html"))
      #expect(BrowserTests.pages.count > 3)
    }
  }
}
