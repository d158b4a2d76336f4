import Foundation
import TestSupport
import Testing

/// Translations and the glossary, as the executable builds and verifies them.
@Suite("nabla build: languages")
struct LanguageBuildTests {
  static let original = """
    ---
    title: The slope
    goals: Find a slope
    ---

    ```swift
    let loss = 4.0
    ```

    A [loss](glossary.md#loss) of `{swift} loss // => 4.0`.

    ```swift, hide-code
    Table(["part", "size"], [["whole", "1"]])
    ```

    """
  static let translation = """
    ---
    title: 斜率
    goals: 求出斜率
    texts:
      part: 部分
      whole: 整体
      size: 大小
    ---

    [损失](glossary.md#loss)为 `{swift} loss // => 4.0`。

    ```swift, from
    ```

    ```swift, from
    ```

    见[结尾](02-end.md)。

    """
  static let files = [
    "course.yml": "title: Nets\n", "course.zh-Hans.yml": "title: 网络\n",
    "01-slope.md": original, "01-slope.zh-Hans.md": translation,
    "02-end.md": "---\nbuilds-on: 01-slope.md\n---\n\n# The end\n\nThat was all.\n",
    "glossary.md": "# Glossary\n\n## Loss\n\nHow wrong it is.\n",
    "glossary.zh-Hans.md": "# 术语表\n\n## 损失\n\n错得多远。\n"
  ]

  @Test func eachLanguageHasItsPages() throws {
    let course = try makeCourse(files: Self.files)
    #expect(try nabla("verify", "--update", "--translated", in: course.url).status == 0)
    let build = try nabla("build", in: course.url)
    #expect(build.errors == "")
    let page = try course.read("site/zh-Hans/slope.html")
    #expect(page.contains("<html lang=\"zh-Hans\">"))
    #expect(page.contains("<title>斜率 · 网络</title>"))
    #expect(page.contains("href=\"../slope.html\" lang=\"en\" hreflang=\"en\">English</a>"))
    #expect(page.contains("<link rel=\"stylesheet\" href=\"../style.css\">"))
    #expect(page.contains("整体"))
    #expect(page.contains("错得多远。"))
    #expect(page.contains("<a href=\"../end.html\" hreflang=\"en\">结尾</a>"))
    let original = try course.read("site/slope.html")
    #expect(original.contains("href=\"zh-Hans/slope.html\" lang=\"zh-Hans\""))
    #expect(original.contains("<link rel=\"alternate\" hreflang=\"zh-Hans\""))
    // What is not translated leads to the contents of the other language.
    #expect(try course.read("site/end.html").contains("href=\"zh-Hans/index.html\""))
    let contents = try course.read("site/zh-Hans/index.html")
    #expect(contents.contains("<li>求出斜率</li>"))
    #expect(!contents.contains("end.html"))
    let index = try course.read("site/index.html")
    #expect(index.contains("1 minute to read · Builds on: <a href=\"slope.html\">The slope</a>"))
    #expect(try course.read("site/zh-Hans/search-index.js").contains("斜率"))
    #expect(try !course.read("site/search-index.js").contains("斜率"))
    let glossary = try course.read("site/zh-Hans/glossary.html")
    #expect(glossary.contains("出现于： <a href=\"slope.html#term-"))
    #expect(try nabla("build", "--check", in: course.url).status == 0)
  }

  @Test func anEditOfTheOriginalReachesTheTranslation() throws {
    let course = try makeCourse(files: Self.files)
    #expect(try nabla("verify", "--update", "--translated", in: course.url).status == 0)
    #expect(try nabla("build", in: course.url).status == 0)
    // Its output changes, and the records of both.
    try course.write(
      Self.original.replacing("let loss = 4.0", with: "let loss = 5.0"), to: "lessons/01-slope.md")
    let wrong = try nabla("build", in: course.url)
    #expect(wrong.errors.contains("lessons/01-slope.md:10:"))
    #expect(wrong.errors.contains("lessons/01-slope.zh-Hans.md:"))
    #expect(try nabla("verify", "--update", in: course.url).status == 0)
    #expect(try course.read("lessons/01-slope.zh-Hans.md").contains("`{swift} loss // => 5.0`。"))
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try course.read("site/zh-Hans/slope.html").contains(">5.0</span>"))
    // Its text changes: the translation is older.
    let text = try course.read("lessons/01-slope.md").replacing("A [loss]", with: "One [loss]")
    try course.write(text, to: "lessons/01-slope.md")
    let older = try nabla("build", in: course.url)
    #expect(older.status == 0)
    #expect(
      older.errors.contains(
        "warning: since this was translated, a paragraph of the original changed"))
    #expect(try nabla("list", in: course.url).output.contains("1 paragraph behind its original"))
    // The definition of a term changes.
    try course.write("# Glossary\n\n## Loss\n\nHow far off it is.\n", to: "lessons/glossary.md")
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try course.read("site/slope.html").contains("How far off it is."))
    #expect(try nabla("build", "--check", in: course.url).status == 0)
  }

  @Test func aDefinitionReachesAPageThatIsBuiltAlone() throws {
    var files = Self.files
    for name in files.keys where name.contains("zh-Hans") { files[name] = nil }
    let course = try makeCourse(files: files)
    #expect(try nabla("build", in: course.url).status == 0)
    try course.write(
      Self.original.replacing("A [loss]", with: "Some [loss]"), to: "lessons/01-slope.md")
    #expect(try nabla("build", in: course.url).status == 0)
    let page = try course.read("site/slope.html")
    #expect(page.contains("Some <span class=\"term\">"))
    #expect(page.contains("How wrong it is."))
    #expect(try nabla("build", "--check", in: course.url).status == 0)
    // A term less: the glossary's page changes too, and the term is used nowhere.
    try course.write(
      Self.original.replacing("[loss](glossary.md#loss)", with: "loss"), to: "lessons/01-slope.md")
    let unused = try nabla("build", in: course.url)
    #expect(
      unused.errors.contains("lessons/glossary.md:3: warning: no lesson leads to the term 'Loss'"))
    #expect(try !course.read("site/glossary.html").contains("Used in"))
  }

  @Test func anErrorOfTheOriginalIsSaidOnce() throws {
    var files = Self.files
    files["01-slope.md"] = Self.original.replacing("let loss = 4.0", with: "let loss = nothing")
    let course = try makeCourse(files: files)
    let build = try nabla("build", in: course.url)
    #expect(build.status == 1)
    #expect(build.errors.matches(of: /cannot find 'nothing'/).count == 1)
    #expect(!build.errors.contains("zh-Hans.md:5: error"))
  }

  @Test func onlyBuildsALessonInItsLanguages() throws {
    let course = try makeCourse(files: Self.files)
    let build = try nabla("build", "--only", "01-slope.zh-Hans", in: course.url)
    #expect(build.status == 0)
    #expect(course.exists("site/slope.html"))
    #expect(course.exists("site/zh-Hans/slope.html"))
    #expect(!course.exists("site/end.html"))
  }

  @Test func translatedGoesWithUpdate() throws {
    let course = try makeCourse(files: Self.files)
    let run = try nabla("verify", "--translated", in: course.url)
    #expect(run.status == 64)
    #expect(run.errors.contains("'--translated' goes with '--update'."))
  }

  @Test func needsAreLessonsThatAreReadBefore() throws {
    let course = try makeCourse([
      "01-a.md": "---\nbuilds-on: [02-b.md, 03-c.md]\n---\n\n# A\n", "02-b.md": "# B\n"
    ])
    let run = try nabla("verify", in: course.url)
    #expect(
      run.errors.contains("lessons/01-a.md:2: error: '02-b.md' is not read before this lesson"))
    #expect(run.errors.contains("lessons/01-a.md:2: error: no lesson '03-c.md' to build on"))
  }
}

/// A course with these files below `lessons/`.
private func makeCourse(files: [String: String]) throws -> TemporaryFolder {
  let course = try makeCourse([:])
  for (name, text) in files { try course.write(text, to: "lessons/\(name)") }
  return course
}
