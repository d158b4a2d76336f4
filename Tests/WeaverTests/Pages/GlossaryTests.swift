import Foundation
import Testing

@testable import Lessons
@testable import Pages
@testable import Text

/// Terms in sentences, and what is said of a glossary.
@Suite("Woven: the glossary") struct GlossaryTests {
  static let glossary = """
    ---
    title: Glossary
    ---

    ## Loss

    How *wrong* it is: $L$, see [target](#target).

    More.

    ## Target

    What should come out.
    """

  @Test func linksToTermsHoldTheirDefinitions() throws {
    let page = try TestPage(files: ["glossary.md": Self.glossary])
    let woven = page.weave("A [*loss*](glossary.md#loss), a [loss](glossary.md#loss \"t\").")
    #expect(woven.problems.map(\.brief) == [])
    #expect(
      woven.html.hasPrefix(
        "<p>A <span class=\"term\"><a href=\"glossary.html#loss\" id=\"term-loss\" "
          + "aria-describedby=\"definition-1\"><em>loss</em></a>"
          + "<span class=\"definition\" id=\"definition-1\" role=\"tooltip\" hidden=\"\">"
          + "How <em>wrong</em> it is: <span class=\"together\"><math"))
    #expect(woven.html.contains("</span> see target.</span></span>, a <span class=\"term\">"))
    // The first place has the anchor.
    #expect(woven.html.matches(of: /id="term-loss"/).count == 1)
    #expect(!woven.html.contains("More."))
  }

  @Test func aLinkToTheWholeGlossaryIsALink() throws {
    let page = try TestPage(files: ["glossary.md": Self.glossary])
    let woven = page.weave("The [glossary](glossary.md).")
    #expect(woven.html == "<p>The <a href=\"glossary.html\">glossary</a>.</p>\n")
  }

  @Test func anUnknownTermOffersTheNearest() throws {
    let page = try TestPage(files: ["glossary.md": Self.glossary])
    let problems = page.weave("A [los](glossary.md#los).").problems
    #expect(problems.map(\.brief) == ["1:9: the link 'glossary.md#los' leads nowhere"])
    #expect(problems.first?.help == "did you mean '#loss'?")
  }

  @Test(arguments: [
    (
      "## Loss\n\nA.\n\n## loss\n\nB.\n\n## Target\n\n## Error\n\n```swift, ignore\n```\n",
      [
        "1: no lesson leads to the term 'Loss'", "5: the term 'loss' is defined twice",
        "9: nothing says what 'Target' is: no paragraph stands below this heading",
        "9: no lesson leads to the term 'Target'",
        "11: nothing says what 'Error' is: no paragraph stands below this heading",
        "11: no lesson leads to the term 'Error'"
      ]
    ),
    ("# Terms\n\n### Deep\n\nNo term.\n", [])
  ])
  func saysWhatIsWrongWithTerms(_ markdown: String, _ expected: [String]) {
    let lesson = LessonReader.read(
      SourceFile(path: "lessons/glossary.md", text: markdown), name: "glossary"
    ).lesson
    let course = Course(folder: .init(fileURLWithPath: "/"), settings: .init(), lessons: [lesson])
    let problems = GlossaryIndex(course).problems(in: lesson)
    #expect(problems.map(\.brief) == expected)
    #expect(
      problems.filter { $0.severity == .warning }.count
        == expected.filter { $0.contains("leads") }.count)
  }
}
