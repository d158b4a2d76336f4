import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// A served page in Chromium, while its lesson is edited.
  @Suite("A served page follows its lesson")
  struct ServedPageTests {
    private static let lesson = """
      # A line

      ```swift
      let slope = 3
      print("at 2:", slope * 2)
      ```

      ```output
      at 2: 6
      ```

      The slope is `{swift} slope // => 3`, as everybody knows.

      <details><summary>More</summary>

      Much more.

      </details>

      \(String(repeating: "A paragraph that fills the page.\n\n", count: 60))
      The end.

      """

    /// Waits until an expression holds.
    private func wait(_ tab: Tab, _ expression: String) async throws {
      for _ in 0..<600 {
        if try await tab.evaluate(expression) { return }
        try await Task.sleep(for: .milliseconds(50))
      }
      Issue.record("never: \(expression)")
    }

    @Test func whatDiffersIsReplacedAndTheRestStays() async throws {
      let server = try await Server(makeCourse(["01-line.md": Self.lesson]))
      _ = try await server.page("/line.html") { $0.contains("everything is as recorded") }
      try await Tab.with { tab in
        try await tab.open(URL(string: server.address + "line.html")!)
        try await tab.run(
          """
          document.querySelector("details").open = true;
          scrollTo({ top: 900, behavior: "instant" });
          window.kept = [...document.querySelectorAll("main > p")].pop();
          """)
        try server.course.edit("lessons/01-line.md", "# A line", "# A straight line")
        try await wait(tab, "document.querySelector('h1').textContent.includes('straight')")
        #expect(try await tab.evaluate("document.querySelector('details').open", as: Bool.self))
        #expect(try await tab.evaluate("window.kept.isConnected", as: Bool.self))
        #expect(try await tab.evaluate("Math.abs(scrollY - 900) < 2", as: Bool.self))
        // Code that comes has its button as the code that was there had.
        try server.course.edit("lessons/01-line.md", "let slope = 3", "let slope = 4")
        try await wait(tab, "document.querySelectorAll('.moved').length === 2")
        #expect(
          try await tab.evaluate("document.querySelectorAll('button.copy').length", as: Int.self)
            == 1)
        // The keyboard records one, and then the rest.
        try await tab.press(.character("n"))
        #expect(
          try await tab.evaluate("document.activeElement.textContent", as: String.self) == "Record")
        try await tab.press(.character("r"))
        try await wait(tab, "document.querySelectorAll('.moved').length === 1")
        try await tab.press(.character("R"), shift: true)
        try await wait(tab, "document.querySelectorAll('.moved').length === 0")
        let text = try server.course.read("lessons/01-line.md")
        #expect(text.contains("slope // => 4`") && text.contains("at 2: 8"))
        // An error comes as a panel, and goes.
        try server.course.edit("lessons/01-line.md", "let slope = 4", "let slope = four")
        try await wait(tab, "document.querySelectorAll('.preview-problems li').length === 1")
        try server.course.edit("lessons/01-line.md", "let slope = four", "let slope = 4")
        try await wait(tab, "document.querySelectorAll('.preview-problems li').length === 0")
        #expect(tab.complaints.isEmpty, "\(tab.complaints)")
      }
    }
  }
}
