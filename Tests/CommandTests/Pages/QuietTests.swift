import Foundation
import Testing

extension BrowserTests {
  /// A page says nothing on the console, asks for nothing outside its folder, and fits its window.
  @Suite("Pages are quiet and fit")
  struct QuietTests {
    @Test(arguments: BrowserTests.pages)
    func aPageOnTheDisk(_ page: String) async throws {
      let site = SiteFolder.course
      try await Tab.with { tab in
        try await tab.open(site.file(page))
        try await expectQuiet(tab, below: site.url.absoluteString, page)
        try await expectFit(tab, page)
      }
    }

    @Test(arguments: BrowserTests.pages)
    func aPageOfAWebSiteBelowAPath(_ page: String) async throws {
      let web = WebAddress(.course)
      try await Tab.with { tab in
        try await tab.serve(web)
        try await tab.open(try web.page(page))
        try await expectQuiet(tab, below: web.root, page)
      }
    }
  }
}

/// Nothing on the console, and no request outside the folder.
func expectQuiet(
  _ tab: Tab, below root: String, _ page: String, at location: SourceLocation = #_sourceLocation
) async throws {
  #expect(tab.complaints == [], "\(page)", sourceLocation: location)
  let elsewhere = tab.requests.filter { !$0.hasPrefix(root) && !$0.hasPrefix("data:") }
  #expect(elsewhere == [], "\(page)", sourceLocation: location)
  #expect(!tab.requests.isEmpty, "\(page): nothing was loaded", sourceLocation: location)
}

/// No sideways scroll on a phone or on a desk, and mathematics that is drawn.
func expectFit(
  _ tab: Tab, _ page: String, at location: SourceLocation = #_sourceLocation
) async throws {
  for width in [360, 1280] {
    try await tab.show(width: width)
    let wide: [String] = try await tab.evaluate(
      """
      (() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        return [...document.querySelectorAll("body *")]
          .filter(element => element.getBoundingClientRect().right > root.clientWidth + 0.5)
          .slice(0, 5)
          .map(element => element.outerHTML.slice(0, 80));
      })()
      """)
    #expect(wide == [], "\(page) scrolls sideways at \(width) px", sourceLocation: location)
    let flat: Int = try await tab.evaluate(
      """
      [...document.querySelectorAll("math")].filter(formula => {
        const box = formula.getBoundingClientRect();
        return formula.checkVisibility({ contentVisibilityAuto: true })
          && (box.height < 5 || box.width < 3);
      }).length
      """)
    #expect(flat == 0, "\(page): formulas without size at \(width) px", sourceLocation: location)
  }
}
