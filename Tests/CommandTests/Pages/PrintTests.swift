import Foundation
import Testing

extension BrowserTests {
  @Suite("Pages on paper")
  struct PrintTests {
    /// A lesson of the course, and what the sampler has.
    @Test(
      arguments: Specimen.lessons.filter {
        $0.site.name == "sampler" || $0.path == "backpropagation.html"
      })
    func aLessonPrints(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        let document = try await tab.print()
        #expect(document.starts(with: Data("%PDF-".utf8)))
        #expect(document.count > 10_000)
      }
    }

    /// Nothing is cut off at the right, formulas neither; everything folded is open, but for answers
    /// that stand on the last page; and paper is white even where the reader's system is dark.
    @Test(arguments: Specimen.lessons)
    func nothingIsLostOnPaper(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        try await tab.prefer(.dark, media: "print")
        // A4 without its margins.
        try await tab.show(width: 658)
        let cut: [String] = try await tab.evaluate(
          """
          [...document.querySelectorAll("main *")]
            .filter(element => element.checkVisibility() && !element.closest("svg, .hidden-text")
              && !element.parentElement.closest("math")
              && (element.getBoundingClientRect().right > 659
                || getComputedStyle(element).overflowX !== "visible"
                && element.scrollWidth > element.clientWidth + 1))
            .map(element => element.outerHTML.slice(0, 80))
          """)
        #expect(cut == [])
        let colours: [String] = try await tab.evaluate(
          """
          (() => {
            const style = getComputedStyle(document.documentElement);
            return [style.colorScheme, style.color];
          })()
          """)
        #expect(colours == ["light", "rgb(31, 36, 38)"])
        let folded: [String] = try await tab.evaluate(
          """
          [...document.querySelectorAll("main details:not(.data, .answer, .answer details) > :not(summary, .copy)")]
            .filter(element => !element.checkVisibility())
            .map(element => element.outerHTML.slice(0, 80))
          """)
        #expect(folded == [])
      }
    }
  }
}
