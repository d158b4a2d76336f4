import Foundation
import TestSupport
import Testing

@Suite("nabla tangle")
struct TangleTests {
  static let lesson = """
    ---
    title: T
    data: data
    ---

    A word.

    - An item.

    ```swift
    import Foundation
    let two = 2.0
    let root = sqrt(two)
    let text = try String(contentsOfFile: "data/a.txt", encoding: .utf8)
    text.count // => 3
    ```

    ```swift, exercise
    let answer = 0
    ```

    ```swift, check
    expect(answer, 2, "the answer")
    ```

    ```swift, solution
    let answer = 2
    ```

    ```swift
    print(answer)
    ```

    ```output
    2
    ```

    """

  private func course() throws -> TemporaryFolder {
    let course = try makeCourse(["01-a.md": Self.lesson, "02-b.md": "# No code\n"])
    try course.write("abc", to: "lessons/data/a.txt")
    return course
  }

  @Test(arguments: ["1", "a", "01-a.md", "lessons/01-a.md"])
  func aLessonIsNamedAsOnlyNamesIt(_ name: String) throws {
    let course = try course()
    let run = try nabla("tangle", name, in: course.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("\n// A word.\n\n// - An item.\n\nimport Foundation\n"))
    #expect(run.output.contains("\nshow(text.count) // => 3\n"))
    #expect(run.output.contains("// exercise 1\nlet answer = 0\n// end\n"))
    // It runs where its data are.
    try course.write(run.output, to: "lessons/a.swift")
    #expect(try nabla("run", "lessons/a.swift", in: course.url).output == "3\n0\n")
  }

  @Test func aPackagePrintsWhatThePageShows() throws {
    let course = try course()
    let written = try nabla("tangle", "a", "--package", "p", in: course.url)
    #expect(written.status == 0, "\(written.errors)")
    #expect(written.output == "cd p\nswift run\n")
    let swift = URL(fileURLWithPath: "/usr/bin/env")
    let built = try run(
      swift, ["swift", "run", "--quiet"], in: course.url.appendingPathComponent("p"))
    #expect(built.status == 0, "\(built.errors)")
    #expect(built.output == "3\n2\n")
    let again = try nabla("tangle", "a", "--package", "p", in: course.url)
    #expect(again.status == 64)
    #expect(again.errors.contains("error: 'p' exists, and is not empty\n"), "\(again.errors)")
  }

  @Test func aLessonThatDoesNotCompileIsTangledAndSaysSo() throws {
    let course = try makeCourse(["01-a.md": "```swift\nlet a: Int = \"\"\n```\n"])
    let run = try nabla("tangle", "a", in: course.url)
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix(
        "note: this lesson does not run through, and neither will the file:\nlessons/01-a.md:2:14: error: "
      ), "\(run.errors)")
    #expect(run.output.hasSuffix("\nlet a: Int = \"\"\n"), "\(run.output)")
  }

  @Test(arguments: [
    ("c", "error: no lesson is called 'c'\n"), ("b", "error: lessons/02-b.md runs nothing\n"),
    ("lessons/03-c.md", "error: no lesson is called 'lessons/03-c.md'\n")
  ])
  func whatIsNoLesson(_ name: String, _ words: String) throws {
    let course = try course()
    let run = try nabla("tangle", name, in: course.url)
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix(words), "\(run.errors)")
    #expect(run.output == "")
  }
}
