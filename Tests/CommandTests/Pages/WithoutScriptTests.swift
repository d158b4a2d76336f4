import Testing

extension BrowserTests {
  /// Scripts are an addition: without them a page has all its text, and nothing on it is dead.
  @Suite("Pages are readable without scripts")
  struct WithoutScriptTests {
    /// What may be hidden: controls that only a script can serve, and frames that have a successor.
    static let maybeHidden = [
      ".appearance", ".search-form", "dialog.search", ".stepper", ".frame:has(~ .frame)",
      ".hidden-text", ".definition", "noscript", ".answers", ".progress"
    ]

    @Test(arguments: Specimen.all)
    func nothingWaitsForAScript(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.disableScripts()
        try await tab.open(page.file)
        let hidden: [String] = try await tab.evaluate(
          """
          [...document.body.querySelectorAll("*")]
            .filter(element => !element.checkVisibility({ visibilityProperty: true })
              && !element.closest("details:not([open])")
              && !element.closest(\(tab.quoted(Self.maybeHidden.joined(separator: ", ")))))
            .map(element => element.outerHTML.slice(0, 80))
          """)
        #expect(hidden == [])
        let dead: [String] = try await tab.evaluate(
          """
          [...document.querySelectorAll("button, input, select")]
            .filter(element => element.checkVisibility())
            .map(element => element.outerHTML.slice(0, 80))
          """)
        #expect(dead == [], "controls that do nothing")
        let text = "document.querySelector(\"main\").innerText"
        let letters: Int = try await tab.evaluate("\(text).length")
        #expect(letters > 20)
        #expect(tab.complaints == [])
      }
    }

    @Test func whatIsFoldedOpensWithoutScript() async throws {
      let page = Specimen(site: .sampler, path: "everything.html")
      try await Tab.with { tab in
        try await tab.disableScripts()
        try await tab.open(page.file)
        let shown = "document.querySelector(\"main details p\").checkVisibility()"
        #expect(try await tab.evaluate(shown) == false)
        try await tab.click("main details:has(p) > summary")
        #expect(try await tab.evaluate(shown) == true)
      }
    }
  }
}
