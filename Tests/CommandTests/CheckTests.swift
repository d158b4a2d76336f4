import Foundation
import TestSupport
import Testing

@Suite("nabla check") struct CheckTests {
  private static let lesson = """
    # Slopes

    ```swift, exercise, name=slope
    func slope(at w: Double) -> Double {
      0
    }
    ```

    ```swift, wrong, says="You forgot the factor 2"
    func slope(at w: Double) -> Double { w - 1 }
    ```

    ```swift, check
    expect(slope(at: 3), 4, "at w = 3")
    ```

    ```swift, solution
    func slope(at w: Double) -> Double { 2 * (w - 1) }
    ```

    ```swift, exercise
    func twice(_ x: Int) -> Int { 0 }
    ```

    ```swift, check, timeout=5
    expect(twice(3), 6, "twice 3")
    ```

    ```swift, solution
    func twice(_ x: Int) -> Int { 2 * x }
    ```

    """

  /// What a student writes in place of the two starters, and what is said of it.
  static let answers: [(slope: String, twice: String, output: String, status: Int32)] = [
    ("  0", "0", "slope: open\n2: open\n", 1),
    ("  2 * (w - 1)", "x + x", "slope: solved\n2: solved\n", 0),
    ("  w - 1", "2 * x", "slope: wrong: You forgot the factor 2\n2: solved\n", 1),
    (
      "  2 * w", "0",
      "slope: wrong: at w = 3: computed 6.0, expected 4.0\n2: open\n", 1
    ),
    ("  [0.0][3]", "0", "slope: wrong: Index out of range\n2: open\n", 1)
  ]

  @Test func saysOfEachExerciseHowItStands() throws {
    let course = try makeCourse(["01-slopes.md": Self.lesson])
    let build = try nabla("build", in: course.url)
    #expect(build.status == 0, "\(build.errors)")
    let text = try course.read("site/slopes.swift")
    for (slope, twice, output, status) in Self.answers {
      try course.write(
        text.replacing("  0\n", with: slope + "\n").replacing("{ 0 }", with: "{ \(twice) }"),
        to: "mine/slopes.swift")
      let run = try nabla("check", "mine/slopes.swift", in: course.url)
      #expect(run.output == output && run.status == status, "\(run)")
      #expect(run.errors == "", "\(run.errors)")
    }
    let solved = try nabla("check", "site/slopes.solutions.swift", in: course.url)
    #expect(solved.output == "slope: solved\n2: solved\n" && solved.status == 0, "\(solved)")
    // The lesson's own program runs as it is.
    #expect(try nabla("run", "site/slopes.solutions.swift", in: course.url).status == 0)
  }

  @Test func saysWhatDoesNotCompileAndWhatWasChanged() throws {
    let course = try makeCourse(["01-slopes.md": Self.lesson])
    #expect(try nabla("build", in: course.url).status == 0)
    let text = try course.read("site/slopes.swift")
    try course.write(text.replacing("  0\n", with: "  speed\n"), to: "slopes.swift")
    let run = try nabla("check", "slopes.swift", in: course.url)
    #expect(run.output.hasPrefix("slope: wrong: it does not compile\n"), "\(run)")
    let line =
      try #require(
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .firstIndex(of: "  0")) + 1
    #expect(run.errors.contains("slopes.swift:\(line):3: error: cannot find 'speed' in scope"))
    #expect(run.status == 1)
    try course.write(text.replacing("expect(twice(3), 6", with: "expect(1, 1"), to: "slopes.swift")
    #expect(
      try nabla("check", "slopes.swift", in: course.url).errors
        == "note: something outside the answers was changed; the exercises are checked all the same\n"
    )
  }

  @Test func anAnswerRunsUnderTheLimitsOfALesson() throws {
    let course = try makeCourse(["01-slopes.md": "---\ntimeout: 1\n---\n" + Self.lesson])
    #expect(try nabla("build", in: course.url).status == 0)
    let text = try course.read("site/slopes.swift")
    try course.write(text.replacing("  0\n", with: "  while true {}\n"), to: "slopes.swift")
    let run = try nabla("check", "slopes.swift", in: course.url)
    #expect(run.output.hasPrefix("slope: wrong: still running after 1 s\n"), "\(run)")
  }

  @Test func aFileWithoutExercisesIsUsedWrongly() throws {
    let course = try makeCourse([:])
    try course.write("print(1)\n", to: "a.swift")
    #expect(try nabla("check", "a.swift", in: course.url).status == 64)
    #expect(try nabla("check", "b.swift", in: course.url).status == 64)
  }

  @Test func verboseSaysHowEachAnswerWasProven() throws {
    let course = try makeCourse(["01-slopes.md": Self.lesson])
    let run = try nabla("verify", "--verbose", in: course.url)
    #expect(run.status == 0)
    let path = "lessons/01-slopes.md"
    #expect(
      run.errors.split(separator: "\n").dropFirst() == [
        "  \(path):3: exercise slope: starter fails: at w = 3: computed 0.0, expected 4.0",
        "  \(path):9: exercise slope: wrong answer fails: at w = 3: computed 2.0, expected 4.0 "
          + "(You forgot the factor 2)",
        "  \(path):17: exercise slope: solution passes",
        "  \(path):21: exercise 2: starter fails: twice 3: computed 0, expected 6",
        "  \(path):29: exercise 2: solution passes"
      ], "\(run.errors)")
  }
}
