import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// Frames behind a slider.
  @Suite("The slider moves")
  struct StepsTests {
    /// A page with five frames on it.
    private func page() throws -> (course: TemporaryFolder, file: URL) {
      let course = try makeCourse([
        "01-a.md": """
        # A

        ```swift
        Steps("Squares", over: 0..<5, named: "epoch") { epoch in
          Plot(y: "square").line("square", (0...epoch).map { Double($0 * $0) })
        }
        ```
        """
      ])
      let build = try nabla("build", in: course.url)
      #expect(build.status == 0, "\(build.errors)")
      return (course, course.url.appendingPathComponent("site/a.html"))
    }

    private static let shown = """
      [...document.querySelectorAll(".frame")].flatMap((frame, index) =>
        frame.checkVisibility() ? [index] : [])
      """

    @Test func keysAndTheMouseChooseTheFrame() async throws {
      let (course, file) = try page()
      try await Tab.with { tab in
        try await tab.open(file)
        let shown = { try await tab.evaluate(Self.shown, as: [Int].self) }
        #expect(try await shown() == [4])
        try await tab.run("document.querySelector('.stepper input').focus()")
        try await tab.press(.left)
        #expect(try await shown() == [3])
        try await tab.press(.home)
        #expect(try await shown() == [0])
        let label = "document.querySelector(\".stepper input\").getAttribute(\"aria-valuetext\")"
        #expect(try await tab.evaluate(label) == "epoch 0")
        try await tab.click(".stepper button[data-by='1']")
        #expect(try await shown() == [1])
        #expect(try await tab.evaluate(label) == "epoch 1")
        // The middle of the slider is the middle frame.
        try await tab.click(".stepper input")
        #expect(try await shown() == [2])
        try await tab.click(".stepper button[data-by='-1']")
        #expect(try await shown() == [1])
        #expect(tab.complaints == [])
      }
      _ = course
    }

    @Test func withoutScriptFirstMiddleAndLastShowAndThereIsNoSlider() async throws {
      let (course, file) = try page()
      try await Tab.with { tab in
        try await tab.disableScripts()
        try await tab.open(file)
        #expect(try await tab.evaluate(Self.shown, as: [Int].self) == [0, 2, 4])
        let slider = "document.querySelector(\".stepper\").checkVisibility()"
        #expect(try await tab.evaluate(slider) == false)
      }
      _ = course
    }

    @Test func onPaperFirstMiddleAndLastShow() async throws {
      let (course, file) = try page()
      try await Tab.with { tab in
        try await tab.open(file)
        try await tab.run("document.querySelector('.stepper input').focus()")
        try await tab.press(.home)
        try await tab.prefer(.light, media: "print")
        #expect(try await tab.evaluate(Self.shown, as: [Int].self) == [0, 2, 4])
        let slider = "document.querySelector(\".stepper\").checkVisibility()"
        #expect(try await tab.evaluate(slider) == false)
      }
      _ = course
    }
  }
}
