import Foundation
import TestSupport
import Testing

@Suite("nabla new")
struct NewTests {
  @Test func aNewCourseVerifiesAndBuildsAsItIs() throws {
    let folder = try TemporaryFolder()
    let made = try nabla("new", "my course", in: folder.url)
    #expect(made.status == 0)
    #expect(made.output == "cd 'my course'\nnabla serve\nnabla build\n")
    let course = folder.url.appendingPathComponent("my course")
    let verified = try nabla("verify", in: course)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.errors == "")
    #expect(verified.output == "22 numbers and 5 texts verified in 2 lessons\n")
    let built = try nabla("build", in: course)
    #expect(built.status == 0, "\(built.errors)")
    for path in [
      "site/slope.html", "site/training.html", "README.md", ".gitignore",
      ".github/workflows/verify.yml"
    ] {
      #expect(folder.exists("my course/\(path)"), "\(path)")
    }
    // The number that the author is invited to break.
    let slope = try folder.read("my course/lessons/01-slope.md")
    try folder.write(
      slope.replacing("\n4.0000\n", with: "\n4.0001\n"), to: "my course/lessons/01-slope.md")
    let broken = try nabla("verify", in: course)
    #expect(broken.status == 1)
    #expect(broken.errors.contains("recorded 4.0001, computed 4.0000"), "\(broken.errors)")
  }

  @Test(arguments: [
    "a folder with a file", "a file", "a control character", "no parent", "no name"
  ])
  func whatCannotBeTakenIsLeftAsItIs(_ what: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "full/notes.txt")
    let (name, status, words): (String, Int32, String) =
      switch what {
      case "a folder with a file": ("full", 64, "error: 'full' exists, and is not empty\n")
      case "a file": ("full/notes.txt", 64, "exists, and is no folder that can be read\n")
      case "a control character": ("a\nb", 64, "is no name for a folder\n")
      case "no parent": ("a/b", 69, "error: the folder for 'a/b' does not exist\n")
      default: ("", 64, "The folder needs a name.")
      }
    let run = try nabla("new", name, in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output == "")
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted()
        == ["full", "full/notes.txt"])
    #expect(try folder.read("full/notes.txt") == "mine")
  }

  @Test func anEmptyFolderAndAnEmptyRepositoryAreTaken() throws {
    let folder = try TemporaryFolder()
    try folder.write("ref: refs/heads/main\n", to: ".git/HEAD")
    let run = try nabla("new", ".", in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output == "nabla serve\nnabla build\n")
    #expect(try nabla("new", ".", in: folder.url).status == 64)
  }

  @Test func whereWritingFailsNothingIsLeft() throws {
    let folder = try TemporaryFolder()
    let nabla = buildFolder.appendingPathComponent("nabla").path
    // A file may be no larger than 1 kB: as on a full disk, a write fails in the middle.
    let run = try run(
      URL(fileURLWithPath: "/bin/bash"),
      [
        "-c",
        "trap '' XFSZ; ulimit -f 1; exec '\(nabla)' new mine 2>&1 | cat; exit ${PIPESTATUS[0]}"
      ],
      in: folder.url)
    #expect(run.status == 69, "\(run.output)")
    #expect(run.output.contains("error: the course was not made: could not write "))
    #expect(!folder.exists("mine"))
  }
}
