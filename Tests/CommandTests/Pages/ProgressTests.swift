import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// What a reader has done, kept in their browser.
  @Suite("What a reader has done")
  struct ProgressTests {
    private func course() throws -> (course: TemporaryFolder, site: SiteFolder) {
      let course = try makeCourse([
        "01-a.md": """
        # A

        It is `{swift, predict} 0.5 * 2 // => 1.0`.

        And `{swift, predict} 0.5 * 8 // => 4.0`, in another paragraph.

        > [!QUESTION]
        > Which?
        >
        > - [x] This. So it is.
        > - [ ] That. It is not.

        \(String(repeating: "Text.\n\n", count: 60))
        """,
        "02-b.md": "# B\n\n\(String(repeating: "Text.\n\n", count: 60))"
      ])
      let build = try nabla("build", in: course.url)
      #expect(build.status == 0, "\(build.errors)")
      return (course, SiteFolder(url: course.url.appendingPathComponent("site")))
    }

    /// What the contents say of the first lesson; empty where they say nothing.
    private static let said = """
      (document.querySelector('.contents a[href="a.html"] .done')?.title ?? "")
      """

    private static let isThere = """
      document.querySelector(".contents .progress").checkVisibility()
      """

    private func predict(_ tab: Tab, _ text: String) async throws {
      try await tab.run("document.querySelector(\".guess\").select()")
      try await tab.type(text)
      try await tab.press(.enter)
    }

    private func waits(_ tab: Tab, for expression: String) async throws -> Bool {
      for _ in 0..<100 {
        if try await tab.evaluate("(\(expression)) === true") { return true }
        try await Task.sleep(for: .milliseconds(20))
      }
      return false
    }

    @Test(arguments: [true, false])
    func itIsKeptShownSavedAndForgotten(fromDisk: Bool) async throws {
      let (course, site) = try course()
      try await Tab.with { tab in
        let web = WebAddress(site)
        if !fromDisk { try await tab.serve(web) }
        func open(_ page: String) async throws {
          try await tab.open(fromDisk ? site.file(page) : try web.page(page))
        }
        try await open("a.html")
        #expect(try await tab.evaluate(Self.said) == "")
        #expect(try await tab.evaluate(Self.isThere) == false)
        try await predict(tab, "7")
        #expect(try await tab.evaluate(Self.said) == "0 of 2 predicted, 0 of 1 questions answered")
        try await predict(tab, "1")
        try await tab.click(".choice[data-right] summary")
        #expect(
          try await waits(
            tab, for: "\(Self.said) === \"1 of 2 predicted, 1 of 1 questions answered\""))
        // On another page, and back again.
        try await open("b.html")
        #expect(try await tab.evaluate(Self.said) == "1 of 2 predicted, 1 of 1 questions answered")
        try await open("a.html")
        let verdict = "document.querySelector(\".verdict\").textContent"
        #expect(try await tab.evaluate(verdict) == "Right. Tries: 2.")
        #expect(try await tab.evaluate("document.querySelector(\".answer\").open") == false)
        try await tab.run("document.querySelector(\"footer.site\").scrollIntoView()")
        #expect(
          try await waits(
            tab, for: "\(Self.said) === \"read, 1 of 2 predicted, 1 of 1 questions answered\""))
        // What is saved, caught before the browser writes it.
        try await tab.run(
          """
          globalThis.saved = new Promise(resolve => {
            URL.createObjectURL = (blob) => { blob.text().then(resolve); return "about:blank#"; };
            HTMLAnchorElement.prototype.click = function () { this.download.length; };
          });
          document.querySelector(".save").click();
          """)
        let saved: String = try await tab.evaluate("saved")
        let file = try #require(
          try JSONSerialization.jsonObject(with: Data(saved.utf8)) as? [String: Any])
        #expect(file["course"] as? String == "Lessons")
        let page = try #require((file["pages"] as? [String: Any])?["a"] as? [String: Any])
        #expect(page["read"] as? Bool == true && page["predictionCount"] as? Int == 2)
        #expect(!saved.contains("/tmp") && !saved.contains("file:"))
        // The first click only asks.
        try await tab.click(".forget")
        #expect(try await tab.evaluate(Self.isThere) == true)
        try await tab.click(".forget")
        #expect(try await tab.evaluate(Self.isThere) == false)
        #expect(try await tab.evaluate(Self.said) == "")
        #expect(try await tab.evaluate("Object.keys(localStorage).length") == 0)
        #expect(tab.requests.allSatisfy { $0.hasPrefix(fromDisk ? "file:" : web.root) })
        #expect(tab.complaints == [])
      }
      _ = course
    }

    @Test(arguments: [
      "", "{", "null", "[]", "7", "\"pages\"", #"{"pages":7}"#, #"{"pages":[1,2]}"#,
      #"{"pages":{"a":null,"b":[],"<b>":{"read":true}}}"#,
      #"{"pages":{"a":{"read":"yes","predictions":[1],"questions":"x","predictionCount":-4}}}"#,
      #"{"pages":{"__proto__":{"read":true},"constructor":{"read":true}},"read":true}"#,
      #"{"pages":{"a":{"predictions":{"<img src=x onerror=alert(1)>":{"right":true}}}}}"#
    ])
    func damagedAndHostileValuesAreIgnored(_ kept: String) async throws {
      let (course, site) = try course()
      try await Tab.with { tab in
        try await tab.open(site.file("b.html"))
        try await tab.run(
          """
          localStorage.setItem(
            "nabla-done " + location.pathname.replace("b.html", ""), \(tab.quoted(kept)))
          """)
        try await tab.open(site.file("a.html"))
        let said: String = try await tab.evaluate(Self.said)
        #expect(!said.contains("read") && !said.contains("1 of"))
        try await predict(tab, "1")
        let isRight = "\(Self.said) === \"1 of 2 predicted, 0 of 1 questions answered\""
        #expect(try await waits(tab, for: isRight))
        #expect(try await tab.evaluate("({}).read === undefined"))
        #expect(tab.complaints == [])
      }
      _ = course
    }
  }
}
