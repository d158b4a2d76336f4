import Testing

extension BrowserTests {
  /// What a term means shows where the pointer or the focus is on it.
  @Suite("Terms show what they mean")
  struct TermTests {
    static let page = Specimen(site: .sampler, path: "everything.html")
    static let isShown = "document.querySelector(\".definition\").checkVisibility()"

    @Test(arguments: [true, false])
    func byThePointer(hasScript: Bool) async throws {
      try await Tab.with { tab in
        if !hasScript { try await tab.disableScripts() }
        try await tab.show(width: 360)
        try await tab.open(Self.page.file)
        #expect(try await tab.evaluate(Self.isShown) == false)
        try await tab.hover(".term > a")
        #expect(try await tab.evaluate(Self.isShown) == true)
        // The pointer can go to what it says, and it is all on the page.
        try await tab.hover(".definition")
        #expect(try await tab.evaluate(Self.isShown) == true)
        let isInside: Bool = try await tab.evaluate(
          """
          (() => {
            const box = document.querySelector(".definition").getBoundingClientRect();
            return box.left >= 0 && box.right <= innerWidth
              && document.documentElement.scrollWidth <= innerWidth;
          })()
          """)
        #expect(isInside)
        try await tab.hover("h1")
        #expect(try await tab.evaluate(Self.isShown) == false)
      }
    }

    @Test func byTheKeyboardUntilEscape() async throws {
      try await Tab.with { tab in
        try await tab.open(Self.page.file)
        try await tab.run("document.querySelector(\".term > a\").focus()")
        #expect(try await tab.evaluate(Self.isShown) == true)
        let description: String = try await tab.evaluate(
          """
          document.getElementById(
            document.querySelector(".term > a").getAttribute("aria-describedby")).textContent
          """)
        #expect(description.hasPrefix("A word that is explained once"))
        try await tab.press(.escape)
        #expect(try await tab.evaluate(Self.isShown) == false)
        try await tab.run("document.activeElement.blur()")
        try await tab.run("document.querySelector(\".term > a\").focus()")
        #expect(try await tab.evaluate(Self.isShown) == true)
      }
    }
  }
}

extension Tab {
  /// Moves the pointer to the middle of the first element that a selector finds.
  fileprivate func hover(_ selector: String) async throws {
    let point: [Double] = try await evaluate(
      """
      (() => {
        const box = document.querySelector(\(quoted(selector))).getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """)
    try await send(
      "Input.dispatchMouseEvent",
      ["type": "mouseMoved", "x": .number(point[0]), "y": .number(point[1])])
  }
}
