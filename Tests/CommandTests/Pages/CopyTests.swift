import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// The copy button gives a block's code as the author wrote it, without output.
  @Suite("Copy copies the code", .serialized)
  struct CopyTests {
    private static let code = """
      let n = 3 // three < four & "more"

      if n < 4 {
      \tprint("tabs\\tand\\n", n)
      }
      """

    /// Over http there is no clipboard for scripts, as on a computer in the next room.
    @Test(arguments: ["https://school.example/a/", "http://school.example/a/", "file"])
    func whatIsCopied(_ root: String) async throws {
      let course = try makeCourse(["01-a.md": "# A\n\n```swift\n\(Self.code)\nn * n\n```\n"])
      #expect(try nabla("build", in: course.url).status == 0)
      let site = SiteFolder(url: course.url.appendingPathComponent("site"))
      try await Tab.with { tab in
        try await tab.allowClipboard()
        if root == "file" {
          try await tab.open(site.file("a.html"))
        } else {
          let web = WebAddress(site, at: root)
          try await tab.serve(web)
          try await tab.open(web.page("a.html"))
        }
        try await tab.click("button.copy")
        try await Task.sleep(for: .milliseconds(200))
        // Where the browser copies what is selected there is no end of line behind the last.
        let pasted = try await tab.paste().trimmingCharacters(in: .newlines)
        #expect(pasted == Self.code + "\nn * n")
        let words: String = try await tab.evaluate(
          "document.querySelector(\"body > [role=status]\").textContent")
        #expect(!words.isEmpty, "it is said that it was copied")
        #expect(tab.complaints == [])
      }
    }

    @Test(arguments: Specimen.all)
    func everyBlockHasAButton(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        let counts: [Int] = try await tab.evaluate(
          """
          [document.querySelectorAll("pre.code").length,
           document.querySelectorAll("button.copy:not(.wrap)").length]
          """)
        #expect(counts[0] == counts[1])
      }
    }
  }
}

extension Tab {
  fileprivate func allowClipboard() async throws {
    try await browser.send(
      "Browser.grantPermissions",
      [
        "browserContextId": context,
        "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]
      ])
  }

  /// What is pasted into a field of the page.
  fileprivate func paste() async throws -> String {
    try await run(
      """
      const field = document.createElement("textarea");
      field.id = "pasted";
      document.body.append(field);
      field.focus();
      """)
    try await send(
      "Input.dispatchKeyEvent",
      [
        "type": "keyDown", "key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86,
        "modifiers": 2, "commands": ["paste"]
      ])
    return try await evaluate("document.getElementById(\"pasted\").value")
  }
}
