import Testing

extension BrowserTests {
  /// Light and dark: as the system has it until the reader says otherwise, then on every page.
  @Suite("Light and dark")
  struct AppearanceTests {
    private static let light = "rgb(254, 253, 251)"
    private static let dark = "rgb(22, 25, 27)"

    private func ground(_ tab: Tab) async throws -> String {
      try await tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    }

    @Test(arguments: [true, false])
    func theSwitchHoldsOnOtherPagesAndLater(onDisk: Bool) async throws {
      let web = WebAddress(.course)
      let lesson = Specimen.lessons[0].path
      try await Tab.with { tab in
        if !onDisk { try await tab.serve(web) }
        try await tab.prefer(.light)
        try await tab.open(onDisk ? SiteFolder.course.file(lesson) : web.page(lesson))
        #expect(try await ground(tab) == Self.light)
        // From the system's to light, to dark.
        try await tab.click("button.appearance")
        try await tab.click("button.appearance")
        #expect(try await ground(tab) == Self.dark)
        try await tab.reload()
        #expect(try await ground(tab) == Self.dark)
        try await tab.follow { try await tab.click("a.next") }
        #expect(try await ground(tab) == Self.dark)
        try await tab.open(onDisk ? SiteFolder.course.file("index.html") : web.page("index.html"))
        #expect(try await ground(tab) == Self.dark)
        // And back to the system's.
        try await tab.click("button.appearance")
        #expect(try await ground(tab) == Self.light)
        try await tab.prefer(.dark)
        #expect(try await ground(tab) == Self.dark)
        #expect(tab.complaints == [])
      }
    }

    @Test func theKeyboardSwitchesAndTheButtonSaysWhatItIs() async throws {
      try await Tab.with { tab in
        try await tab.open(Specimen.lessons[0].file)
        let label = "document.querySelector(\"button.appearance\").getAttribute(\"aria-label\")"
        let before: String = try await tab.evaluate(label)
        try await tab.run("document.querySelector('button.appearance').focus()")
        try await tab.press(.enter)
        let after: String = try await tab.evaluate(label)
        #expect(before != after)
      }
    }

    /// The switch gives the same colours as the system: every name of the stylesheet has them.
    @Test(arguments: ColorScheme.allCases)
    func theSwitchGivesTheSystemsColours(_ scheme: ColorScheme) async throws {
      let colours = """
        [...document.querySelectorAll("body, main *")].slice(0, 3000).map(element => {
          const style = getComputedStyle(element);
          return [style.color, style.backgroundColor, style.borderTopColor, style.fill,
            style.stroke].join();
        })
        """
      try await Tab.with { tab in
        try await tab.prefer(scheme)
        try await tab.open(Specimen.lessons[0].file)
        let bySystem: [String] = try await tab.evaluate(colours)
        try await tab.prefer(scheme == .light ? .dark : .light)
        for _ in 0..<(scheme == .light ? 1 : 2) { try await tab.click("button.appearance") }
        let bySwitch: [String] = try await tab.evaluate(colours)
        #expect(bySystem == bySwitch)
      }
    }
  }
}
