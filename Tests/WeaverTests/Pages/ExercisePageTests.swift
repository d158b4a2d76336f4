import Testing

@testable import Pages

@Suite("Page: exercises and questions") struct ExercisePageTests {
  @Test func `hints are folded and numbered, wrong answers are not shown`() throws {
    let html = try TestPage().weave(
      """
      ```swift, exercise
      let a = 0
      ```

      > [!HINT]
      > One *more*.

      > [!HINT]
      > Than nothing.

      ```swift, wrong, says="Too much"
      let a = 2
      ```

      ```swift, check
      expect(a, 1, "a")
      ```

      ```swift, solution
      let a = 1
      ```

      """
    ).html
    #expect(
      html.contains(
        "<details class=\"hint\">\n<summary>Hint 1</summary>\n<p>One <em>more</em>.</p>\n</details>"
      ))
    #expect(html.contains("<summary>Hint 2</summary>"))
    #expect(
      html.contains("<details class=\"cell check\">\n<summary>How it is checked</summary>\n<pre"))
    #expect(html.contains("<details class=\"cell solution\">\n<summary>Solution</summary>\n<pre"))
    #expect(!html.contains("Too much") && !html.contains("a = 2"))
  }

  @Test func `an answer of a question unfolds, and says whether it is right`() throws {
    let html = try TestPage().weave(
      """
      > [!QUESTION]
      > What is `1 + 1`?
      >
      > - [x] It is `2`. One and one *more*.
      > - [ ] Three, as
      >   some say. Count again.
      > - [ ] Four

      """
    ).html
    #expect(
      html == """
        <div class="callout question" role="note" data-key="7ac401b5">
        <p class="callout-title">Question</p>
        <p>What is <code>1 + 1</code>?</p>
        <details class="choice" data-right="">
        <summary>It is <code>2</code>.</summary>
        <p><strong>Right.</strong> One and one <em>more</em>.</p>
        </details>
        <details class="choice">
        <summary>Three, as
        some say.</summary>
        <p><strong>No.</strong> Count again.</p>
        </details>
        <details class="choice">
        <summary>Four</summary>
        <p><strong>No.</strong></p>
        </details>
        </div>

        """)
  }
}
