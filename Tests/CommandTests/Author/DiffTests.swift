import Foundation
import TestSupport
import Testing

/// A course in a git repository.
private final class CommittedCourse {
  let folder: TemporaryFolder
  /// Where the repository is, if that is not the course's folder.
  let root: URL

  init(_ lessons: KeyValuePairs<String, String>, below: String = "") throws {
    folder = try TemporaryFolder()
    root = folder.url
    course = below.isEmpty ? root : root.appendingPathComponent(below)
    for (name, text) in lessons { try write(text, to: name) }
    try git("init", "-q", "-b", "main")
    try commit()
  }

  let course: URL

  func write(_ text: String, to name: String) throws {
    let way = course.path.dropFirst(root.path.count)
    try folder.write(text, to: "\(way)/lessons/\(name)")
  }

  @discardableResult
  func git(_ words: String...) throws -> Run {
    let made = try run(
      URL(fileURLWithPath: "/usr/bin/env"),
      [
        "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"
      ] + words, in: root,
      environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"])
    #expect(made.status == 0, "\(words): \(made.errors)")
    return made
  }

  func commit() throws {
    try git("add", "-A")
    try git("commit", "-q", "-m", "A commit")
  }

  func diff(_ words: String...) throws -> Run {
    try nabla(
      ["diff"] + words, in: course,
      environment: ["GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"])
  }
}

@Suite("nabla diff") struct DiffTests {
  static let loss = "# Loss\n\nThe loss is `{swift} 0.5 // => 0.5000` now. It was more.\n"

  @Test func aNumberThatMovedIsToldInEachFormat() throws {
    let course = try CommittedCourse(["01-a.md": Self.loss])
    let nothing = try course.diff()
    #expect(nothing.status == 0 && nothing.errors == "")
    #expect(nothing.output.hasPrefix("nothing moved since HEAD ("))
    // A digest of the commit in place of its name.
    try course.write(Self.loss.replacing("0.5000", with: "0.4500"), to: "01-a.md")
    let run = try course.diff()
    #expect(
      run.output.hasPrefix(
        """
        lessons/01-a.md:3: 0.5000 → 0.4500 (-0.05, -10 %)
          The loss is 0.4500 now.
                      ^~~~~~
        1 number moved in 1 lesson since HEAD (
        """), "\(run.output)")
    #expect(run.status == 0)
    #expect(try course.diff("--exit-code").status == 1)
    let markdown = try course.diff("--format", "markdown").output
    #expect(
      markdown.contains(
        "| 3 | The loss is **0.4500** now. | `0.5000` | `0.4500` | -0.05, -10 % |\n"), "\(markdown)"
    )
    let json = try JSONSerialization.jsonObject(
      with: Data(try course.diff("--format", "json").output.utf8))
    let root = try #require(json as? [String: Any])
    #expect(root["numbers"] as? Int == 1 && root["version"] as? Int == 1)
    // Only prose moves: nothing is said of that, and the exit status is 0.
    try course.write(
      "# Gain\n\nA word.\n\n" + Self.loss.replacing("now", with: "then"), to: "01-a.md")
    let prose = try course.diff("--exit-code")
    #expect(prose.status == 0 && prose.output.hasPrefix("nothing moved"), "\(prose.output)")
  }

  @Test func lessonsAreFoundUnderOtherNames() throws {
    let course = try CommittedCourse([
      "01-a.md": Self.loss,
      "02-b.md": "# B\n\n" + (1...9).map { "Line \($0).\n\n" }.joined() + Self.loss,
      "03-c.md": "Gone `{swift} 1 // => 1`\n"
    ])
    try course.git("mv", "lessons/01-a.md", "lessons/07-a.md")
    let text = try course.folder.read("lessons/02-b.md")
    try course.git("mv", "lessons/02-b.md", "lessons/08-größe 量.md")
    try course.write(text.replacing("0.5000", with: "0.7500"), to: "08-größe 量.md")
    try FileManager.default.removeItem(at: course.course.appendingPathComponent("lessons/03-c.md"))
    try course.write("New `{swift} 2 // => 2` and `{swift} 3 // => 3`\n", to: "09-d.md")
    let output = try course.diff("HEAD").output
    #expect(output.contains("lessons/07-a.md: it was lessons/01-a.md\n"), "\(output)")
    #expect(output.contains("lessons/08-größe 量.md:23: 0.5000 → 0.7500 (+0.25, +50 %)"))
    #expect(output.contains("lessons/08-größe 量.md: it was lessons/02-b.md\n"))
    #expect(output.contains("lessons/03-c.md: this lesson is gone, with 1 record\n"))
    #expect(output.contains("lessons/09-d.md: this lesson is new, with 2 records\n"))
  }

  @Test func aCourseInAFolderOfItsRepository() throws {
    let course = try CommittedCourse(["01-a.md": Self.loss], below: "docs/课程")
    try course.write(Self.loss.replacing("0.5000", with: "0.6000"), to: "01-a.md")
    let inside = try course.diff()
    #expect(inside.output.hasPrefix("lessons/01-a.md:3: "), "\(inside.output)\(inside.errors)")
    let outside = try nabla("diff", "--course", "docs/课程", in: course.root)
    #expect(outside.output.hasPrefix("docs/课程/lessons/01-a.md:3: "), "\(outside.output)")
  }

  @Test func aLessonThatCannotBeReadThenIsARemark() throws {
    let course = try CommittedCourse([
      "01-a.md": "# A\n\n```swift, hiden\n1\n```\n", "02-b.md": Self.loss
    ])
    try course.write("# A\n", to: "01-a.md")
    try course.write(Self.loss.replacing("0.5000", with: "0.6000"), to: "02-b.md")
    let run = try course.diff("HEAD")
    #expect(run.status == 0)
    #expect(
      run.errors.hasPrefix(
        "HEAD:lessons/01-a.md:3:11: warning: this lesson cannot be read as it was"),
      "\(run.errors)")
    #expect(run.output.contains("lessons/02-b.md:3: 0.5000 → 0.6000"))
    // As it is now, it is an error of the lesson.
    try course.write("```swift, hiden\n```\n", to: "01-a.md")
    let wrong = try course.diff()
    #expect(wrong.status == 1 && wrong.output.contains("lessons/02-b.md:3: 0.5000"))
    #expect(wrong.errors.hasPrefix("lessons/01-a.md:1:11: error: unknown fence word 'hiden'"))
  }

  @Test func whatIsAskedForInVain() throws {
    let bare = try makeCourse(["01-a.md": "# A\n"])
    let none = try nabla(
      "diff", in: bare.url, environment: ["GIT_CEILING_DIRECTORIES": bare.url.path + "/.."])
    #expect(none.status == 69)
    #expect(none.errors.hasPrefix("error: the course lies in no git repository\nhelp: "))
    let missing = try nabla("diff", in: bare.url, environment: ["PATH": "/nowhere"])
    #expect(missing.status == 69 && missing.errors.contains("no git: there is no 'git' in PATH"))
    let course = try CommittedCourse(["01-a.md": Self.loss])
    try course.git("branch", "release")
    let unknown = try course.diff("relaese")
    #expect(unknown.status == 64)
    #expect(
      unknown.errors
        == "error: no revision is called 'relaese'\nhelp: did you mean 'release'?\n")
    for odd in ["--", "HEAD~99", "HEAD^{tree}", "a b", "@{u}", "-x"] {
      #expect(try course.diff("--", odd).status == 64, "\(odd)")
    }
    #expect(try course.diff("").status == 64)
    try course.git("init", "-q", "empty")
    try course.folder.write("# A\n", to: "empty/lessons/01-a.md")
    let empty = try nabla("diff", "--course", "empty", in: course.root)
    #expect(empty.status == 69 && empty.errors.contains("the repository has no commit yet"))
  }

  @Test func aShallowCloneSaysWhatIsMissing() throws {
    let course = try CommittedCourse(["01-a.md": Self.loss])
    try course.write(Self.loss.replacing("0.5000", with: "0.6000"), to: "01-a.md")
    try course.commit()
    #expect(try course.diff("HEAD~1").output.contains("0.5000 → 0.6000"))
    try course.git("clone", "-q", "--depth", "1", "file://\(course.root.path)", "clone")
    let shallow = try nabla("diff", "HEAD~1", "--course", "clone", in: course.root)
    #expect(shallow.status == 64)
    #expect(shallow.errors.contains("git fetch --unshallow"), "\(shallow.errors)")
  }

  @Test func aBranchIsComparedWithWhereItBegan() throws {
    let course = try CommittedCourse(["01-a.md": Self.loss])
    try course.git("checkout", "-q", "-b", "work")
    try course.write("# B\n\n`{swift} 1.0 // => 1.0`\n", to: "02-b.md")
    try course.commit()
    try course.git("checkout", "-q", "main")
    try course.write(Self.loss.replacing("0.5000", with: "0.6000"), to: "01-a.md")
    try course.commit()
    try course.git("checkout", "-q", "work")
    #expect(try course.diff("main").output.contains("0.6000 → 0.5000"))
    let own = try course.diff("main", "--merge-base").output
    #expect(
      !own.contains("0.6000") && own.contains("lessons/02-b.md: this lesson is new"), "\(own)")
  }

  @Test func whatATableOfMarkdownWouldTakeForItsOwnIsEscaped() throws {
    let old = "A *b* | <b>`{swift} x // => 1.0`</b> \\# @me $x_1$\n"
    let course = try CommittedCourse(["01-a.md": old])
    try course.write(old.replacing("1.0", with: "2.0"), to: "01-a.md")
    let markdown = try course.diff("--format", "markdown").output
    #expect(
      markdown.contains(
        "| 1 | A b \\| **2.0** \\# \\@me \\$x\\_1\\$ | `1.0` | `2.0` | +1, +100 % |"),
      "\(markdown)")
  }
}
