import Foundation
import TestSupport
import Testing

@Suite("Command: nabla build --for teacher") struct TeacherTests {
  private static let lesson = """
    # A

    ```swift, exercise
    func f() -> Int { 0 }
    ```

    > [!HINT]
    > It is odd.

    ```swift, wrong, says="Odd, not even"
    func f() -> Int { 8 }
    ```

    ```swift, check
    expect(f(), 7, "f")
    ```

    ```swift, solution
    func f() -> Int { 7 }
    ```

    `{swift, predict} f() // => 7`

    > [!QUESTION]
    > Is it?
    >
    > - [x] Yes. It is.

    """

  @Test func `a teacher's site has all unfolded, beside the student's site`() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    #expect(try nabla("build", in: course.url).status == 0)
    let build = try nabla("build", "--for", "teacher", in: course.url)
    #expect(build.status == 0, "\(build.errors)")
    #expect(build.output.contains("written to site-teacher"))
    let student = try SiteFolder(url: course.url.appendingPathComponent("site")).read("a.html")
    let teacher = try SiteFolder(url: course.url.appendingPathComponent("site-teacher"))
      .read("a.html")
    for words in [
      "Teacher’s edition", "Wrong answer", "Who answers so is told: Odd, not even",
      "The check fails with it: f: computed 0, expected 7",
      "The check fails with it: f: computed 8, expected 7", "The check passes with it."
    ] {
      #expect(teacher.contains(words), "\(words)")
      #expect(!student.contains(words), "\(words)")
    }
    #expect(teacher.contains(/<p class="for-teacher">[0-9.]+ s<\/p>/))
    let main = { (html: String) in html[html.range(of: "<main")!.lowerBound...] }
    #expect(main(student).contains("<details") && !main(student).contains(" open=\"\""))
    #expect(main(teacher).matches(of: /<details [^>]*>/).allSatisfy { $0.output.contains("open") })
  }

  @Test func `each site is built anew only when something has changed`() throws {
    let course = try makeCourse(["01-a.md": Self.lesson])
    Thread.sleep(forTimeInterval: 0.1)
    for arguments in [["build"], ["build", "--for", "teacher"]] {
      #expect(try nabla(arguments, in: course.url).output.contains("files written"))
    }
    for arguments in [["build"], ["build", "--for", "teacher"], ["build", "--check"]] {
      let again = try nabla(arguments, in: course.url)
      #expect(again.status == 0, "\(again.errors)")
      #expect(again.output.contains("as it was") || again.output.contains("fresh"))
    }
    // One folder for both: each takes the place of the other.
    let here = ["build", "--for", "teacher", "--output", "site"]
    #expect(try nabla(here, in: course.url).status == 0)
    let check = try nabla("build", "--check", in: course.url)
    #expect(check.status != 0 && check.errors.contains("the site is stale"))
  }

  @Test func `times vary, so a teacher's site cannot be checked`() throws {
    let course = try makeCourse(["01-a.md": "Text.\n"])
    let check = try nabla("build", "--check", "--for", "teacher", in: course.url)
    #expect(check.status == 64)
    #expect(check.errors.contains("'--check' is for the student's site"))
    let unknown = try nabla("build", "--for", "pupil", in: course.url)
    #expect(unknown.status == 64 && unknown.errors.contains("teacher"))
  }
}
