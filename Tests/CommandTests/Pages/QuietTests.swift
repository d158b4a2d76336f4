import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// A page says nothing on the console, asks for nothing outside its folder, and fits its window.
  @Suite("Pages are quiet and fit")
  struct QuietTests {
    @Test(arguments: Specimen.all)
    func onTheDisk(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        expectQuiet(tab, below: page.site.url.absoluteString)
        try await expectFit(tab)
      }
    }

    @Test(arguments: Specimen.all)
    func onAWebSiteBelowAPath(_ page: Specimen) async throws {
      let web = WebAddress(page.site)
      try await Tab.with { tab in
        try await tab.serve(web)
        try await tab.open(web.page(page.path))
        expectQuiet(tab, below: web.root)
      }
    }

    /// These tests can fail: a page with each fault that they look for.
    @Test func faultsAreSeen() async throws {
      let folder = try TemporaryFolder()
      try folder.write(
        """
        <!DOCTYPE html><html lang="en"><head><title>x</title><style>body { margin: 0 }</style></head>
        <body><p style="width: 400px">Wide.</p><img alt="" src="https://example.org/a.png">
        <script>console.error("said"); undefined.what</script>
        <math style="display: block; height: 1px; overflow: hidden"><mi>x</mi></math></body></html>
        """, to: "bad.html")
      try await Tab.with { tab in
        try await tab.serve(WebAddress(SiteFolder(url: folder.url)))
        try await tab.open(WebAddress(SiteFolder(url: folder.url)).page("bad.html"))
        #expect(tab.complaints.contains("said"))
        #expect(tab.complaints.contains { $0.contains("TypeError") })
        #expect(tab.complaints.contains { $0.contains("net::ERR_BLOCKED_BY_CLIENT") })
        #expect(tab.requests.contains("https://example.org/a.png"))
        #expect(try await tooWide(tab, at: 360).count == 1)
        #expect(try await tooWide(tab, at: 1280) == [])
        #expect(try await flatFormulas(tab) == 1)
      }
    }
  }
}

/// Nothing on the console, and no request outside the folder.
func expectQuiet(_ tab: Tab, below root: String, at location: SourceLocation = #_sourceLocation) {
  #expect(tab.complaints == [], sourceLocation: location)
  let elsewhere = tab.requests.filter { !$0.hasPrefix(root) && !$0.hasPrefix("data:") }
  #expect(elsewhere == [], sourceLocation: location)
  #expect(!tab.requests.isEmpty, "nothing was loaded", sourceLocation: location)
}

/// No sideways scroll on a phone or on a desk, and mathematics that is drawn.
func expectFit(_ tab: Tab, at location: SourceLocation = #_sourceLocation) async throws {
  for width in [360, 1280] {
    let wide = try await tooWide(tab, at: width)
    #expect(wide == [], "scrolls sideways at \(width) px", sourceLocation: location)
    let flat = try await flatFormulas(tab)
    #expect(flat == 0, "formulas without size at \(width) px", sourceLocation: location)
  }
}

/// Elements because of which the page scrolls sideways.
private func tooWide(_ tab: Tab, at width: Int) async throws -> [String] {
  try await tab.show(width: width)
  return try await tab.evaluate(
    """
    (() => {
      const root = document.documentElement;
      if (root.scrollWidth <= \(width)) return [];
      const wide = [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > \(width) + 0.5)
        .map(element => element.outerHTML.slice(0, 80));
      return wide.length > 0 ? wide.slice(0, 5) : ["something"];
    })()
    """)
}

/// How many formulas that are shown have no size.
private func flatFormulas(_ tab: Tab) async throws -> Int {
  try await tab.evaluate(
    """
    [...document.querySelectorAll("math")].filter(formula => {
      const box = formula.getBoundingClientRect();
      return formula.checkVisibility() && (box.height < 5 || box.width < 3);
    }).length
    """)
}
