import Foundation
import TestSupport
import Testing

/// Links that lead out of a course, and what is no file, wherever a course can name them.
@Suite("Links stay inside", .timeLimit(.minutes(10))) struct LinkTests {
  private static let lesson = "# A\n\n```swift\n1\n```\n"

  /// What a lesson says, what it names, and what is said of that.
  private static let places: [(text: String, file: String, place: String)] = [
    ("---\ndata: x\n---\n\(lesson)", "lessons/x", "lessons/01-a.md:2: error: 'x'"),
    ("---\ndata: d\n---\n\(lesson)", "lessons/d/x", "lessons/01-a.md:2: error: 'd/x'"),
    ("---\nsetup: x\n---\n\(lesson)", "lessons/x", "lessons/01-a.md:2: error: 'x'"),
    ("# A\n\n![a](x)\n", "lessons/x", "lessons/01-a.md:3:6: error: 'x'"),
    ("# A\n\nSee [a](p/x).\n", "lessons/p/x", "lessons/01-a.md:3:9: error: 'p/x'"),
    ("# A\n\n<img src=\"x\" alt=\"\">\n", "lessons/x", "lessons/01-a.md:3:11: error: 'x'"),
    ("# A\n", "lessons/02-b.md", "lessons/02-b.md: error: 'lessons/02-b.md'"),
    ("# A\n", "lessons/course.yml", "lessons/course.yml: error: 'lessons/course.yml'"),
    ("# A\n", "theme/style.css", "theme/style.css: error: 'theme/style.css'")
  ]

  @Test(arguments: places)
  func whatACourseNames(_ text: String, _ file: String, _ place: String) throws {
    let outside = try TemporaryFolder()
    try outside.write("secret words", to: "secret.txt")
    let secret = outside.url.resolvingSymlinksInPath().path + "/secret.txt"
    let course = try makeCourse(["01-a.md": text])
    let path = course.url.appendingPathComponent(file).path
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    let name = (path as NSString).lastPathComponent
    let kinds: [(words: String, make: () -> Int32)] = [
      ("is a link that leads out of the course, to '\(secret)'", { symlink(secret, path) }),
      ("is a link that leads back to itself", { symlink(name, path) }),
      ("is a pipe and no file", { mkfifo(path, 0o600) })
    ]
    for (words, make) in kinds {
      #expect(make() == 0)
      let run = try nabla("build", in: course.url)
      #expect(run.status == 1, "\(run.errors)")
      #expect(run.errors.hasPrefix("\(place) \(words)\n"), "\(run.errors)")
      #expect(run.errors.contains("\nhelp: put "))
      #expect(!course.exists("site"))
      unlink(path)
    }
    // A link within the course is as good as a file.
    let good =
      file.hasSuffix(".yml") ? "title: T\n" : file.hasSuffix(".css") ? "p {}\n" : "let x = 1\n"
    try course.write(good, to: "shared/file")
    symlink(course.url.path + "/shared/file", path)
    let run = try nabla("build", in: course.url)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func aCourseThatIsReachedThroughALink() throws {
    let course = try makeCourse(["01-a.md": "---\ndata: x.csv\n---\n# A\n\n![a](y.svg)\n"])
    try course.write(["lessons/x.csv": "1", "shared/y.svg": "<svg/>"])
    symlink("../shared/y.svg", course.url.path + "/lessons/y.svg")
    let other = try TemporaryFolder()
    symlink(course.url.path, other.url.path + "/course")
    let run = try nabla("build", "course", in: other.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try course.read("site/y.svg") == "<svg/>")
  }
}
