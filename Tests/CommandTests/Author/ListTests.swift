import Foundation
import TestSupport
import Testing

@Suite("nabla list and nabla doctor")
struct ListTests {
  @Test func aListSaysWhatTheNextBuildRuns() throws {
    let course = try makeCourse([
      "01-a.md": "# First\n\n```swift\n1 + 1 // => 2\n```\n\n`{swift} 0.5 // => 0.5`\n",
      "02-b.md":
        "---\ntitle: Second\ndraft: true\n---\n\n```swift\nprint(\"a\")\n```\n\n```output\na\n```\n"
    ])
    func list() throws -> [String] {
      let run = try nabla("list", in: course.url)
      #expect(run.status == 0 && run.errors == "", "\(run.errors)")
      return run.output.split(separator: "\n").dropFirst(2).map(String.init)
    }
    let new = try list()
    #expect(new[0].hasPrefix("01-a.md  First                1        2      0          0"))
    #expect(new[1].hasPrefix("02-b.md  Second (draft)       1        0      1          0"))
    #expect(new.allSatisfy { $0.hasSuffix("runs: it was not run before") }, "\(new)")
    // It ran nothing, so it says so again.
    #expect(try list() == new)
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try list().allSatisfy { $0.hasSuffix("as it was") })
    let text = try course.read("lessons/01-a.md")
    try course.write(text.replacing("1 + 1", with: "2"), to: "lessons/01-a.md")
    let edited = try list()
    #expect(edited[0].hasSuffix("runs: the program changed") && edited[1].hasSuffix("as it was"))
    try course.write("```swift, hiden\n```\n", to: "lessons/01-a.md")
    let wrong = try nabla("list", "--format", "json", in: course.url)
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("unknown fence word 'hiden'"))
    #expect(wrong.output.contains("\"errors\" : 1") && wrong.output.contains("\"isDraft\" : true"))
  }

  @Test func aDoctorNamesWhatIsMissingAndTheWayOut() throws {
    let course = try makeCourse(["01-a.md": "# A\n"])
    let well = try nabla("doctor", in: course.url)
    #expect(well.status == 0, "\(well.output)")
    for subject in ["compiler", "library", "parser", "KaTeX", "temporary files", "course", "store"]
    {
      #expect(
        well.output.split(separator: "\n").contains { $0.hasPrefix("ok        \(subject) ") },
        "\(subject): \(well.output)")
    }
    let bare = try nabla(
      "doctor", "--format", "json", in: course.url,
      environment: ["PATH": "/nowhere", "NABLA_KATEX": "/nowhere.js"])
    #expect(bare.status == 69)
    #expect(bare.output.contains("no Swift compiler: there is no 'swiftc' in PATH"))
    #expect(bare.output.contains("NABLA_KATEX names '/nowhere.js', which can't be read"))
    #expect(bare.output.contains("apt install graphviz"))
    let elsewhere = try nabla("doctor", "nowhere", in: course.url)
    #expect(elsewhere.status == 0)
    #expect(elsewhere.output.contains("help: nabla new DIR makes one"))
  }
}
