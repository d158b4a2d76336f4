import Foundation
import TestSupport
import Testing

@Suite("The recipes of the manual, each in clean clones of a small course")
struct RecipeTests {
  /// A recipe's lines of shell, job by job, without those that install nabla.
  private static func steps(_ file: String) throws -> [[String]] {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Documentation/lessons")
      .appendingPathComponent("27-recipes-for-continuous-integration.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let fence = try #require(text.range(of: ", file=\(file)\n"))
    let rest = text[fence.upperBound...]
    let recipe = try #require(rest.range(of: "\n````")).lowerBound
    return steps(in: String(rest[..<recipe]))
  }

  private static func steps(in recipe: String) -> [[String]] {
    var jobs: [[String]] = []
    for line in recipe.split(separator: "\n") {
      let isJob = line.wholeMatch(of: /( {2})?[a-z]+:/) != nil
      if isJob, !line.hasSuffix("jobs:"), !line.hasSuffix("default:") { jobs.append([]) }
      let step = line.wholeMatch(of: /\s+- (?:run: )?((?:nabla|mkdir|mv|cp) .*)/)
      if let step, !jobs.isEmpty { jobs[jobs.count - 1].append(String(step.1)) }
    }
    return jobs.filter { !$0.isEmpty }
  }

  /// A course in a repository, with its site, to be cloned.
  private struct Origin {
    let folder: TemporaryFolder
    let clones: TemporaryFolder

    init() throws {
      folder = try makeCourse([
        "01-a.md": "```swift\n1.0 / 3 // => 0.33\n```\n",
        "02-b.md": "```swift\nlet a = 2\n```\n\n```swift, compile-fail\nlet b: Int = a.c\n```\n",
        "03-c.md": "```swift\nprint(3)\n```\n\n```output\n3\n```\n"
      ])
      clones = try TemporaryFolder()
      let bin = clones.url.appendingPathComponent("bin")
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        at: bin.appendingPathComponent("nabla"),
        withDestinationURL: buildFolder.appendingPathComponent("nabla"))
      #expect(try nabla("build", "--quiet", in: folder.url).status == 0)
      for line in [
        "git init --quiet", "git add lessons site",
        "git -c user.name=a -c user.email=a@b commit --quiet --message course"
      ] { #expect(try shell(line, in: folder.url).status == 0) }
    }

    func clone(_ name: String) throws -> URL {
      let clone = clones.url.appendingPathComponent(name)
      let made = try shell("git clone --quiet '\(folder.url.path)' '\(clone.path)'", in: folder.url)
      #expect(made.status == 0, "\(made.errors)")
      return clone
    }

    /// Runs lines of the shell as a machine of its own would, whose user is `user`.
    func shell(
      _ lines: String, in clone: URL, user: String = "one", _ variables: [String: String] = [:]
    ) throws -> Run {
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      var all: [String: String?] = [
        "PATH": "\(clones.url.path)/bin:\(path)",
        "XDG_STATE_HOME": clones.url.appendingPathComponent("\(user)-state").path
      ]
      for (name, value) in variables { all[name] = value }
      return try run(
        URL(fileURLWithPath: "/bin/sh"), ["-euc", lines], in: clone, environment: all)
    }

    /// That a clone's site is what is committed, and that nothing was run to find out.
    func expectFreshSite(in clone: URL, user: String, _ variables: [String: String] = [:]) throws {
      let check = try shell("nabla build --check --verbose", in: clone, user: user, variables)
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output.contains("the site is fresh"))
      #expect(!check.errors.contains(" run ("), "\(check.errors)")
    }
  }

  private static let key = ["NABLA_STORE_KEY": "a secret of the repository's, for all machines"]

  @Test(arguments: [1, 3, 7]) func shardsOnGitHub(_ count: Int) throws {
    let steps = try Self.steps(".github/workflows/shards.yml")
    try #require(steps.count == 2)
    let origin = try Origin()
    let site = try origin.clone("site")
    for shard in 1...count {
      let clone = try origin.clone("shard-\(shard)")
      let line = steps[0].joined(separator: "\n")
        .replacing("${{ matrix.shard }}/3", with: "\(shard)/\(count)")
      let run = try origin.shell(line, in: clone, user: "\(shard)", Self.key)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("shard \(shard)/\(count) has no lesson") == (shard > 3))
      // What the artifacts do.
      let stores = site.appendingPathComponent("stores")
      try FileManager.default.createDirectory(at: stores, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: clone.appendingPathComponent(".nabla/store"),
        to: stores.appendingPathComponent("store-\(shard)"))
    }
    let lines = steps[1].joined(separator: "\n").replacing(
      "nabla build", with: "nabla build --verbose")
    let built = try origin.shell(lines, in: site, user: "site", Self.key)
    #expect(built.status == 0, "\(built.errors)")
    #expect(!built.errors.contains(" run ("), "\(built.errors)")
    try origin.expectFreshSite(in: site, user: "site", Self.key)
  }

  @Test func shardsOnGitLab() throws {
    let steps = try Self.steps(".gitlab-ci.yml")
    try #require(steps.count == 2)
    let origin = try Origin()
    let pages = try origin.clone("pages")
    for shard in 1...3 {
      let clone = try origin.clone("shard-\(shard)")
      let variables = Self.key.merging(["CI_NODE_INDEX": "\(shard)", "CI_NODE_TOTAL": "3"]) { $1 }
      let run = try origin.shell(
        steps[0].joined(separator: "\n"), in: clone, user: "\(shard)", variables)
      #expect(run.status == 0, "\(run.errors)")
      try FileManager.default.moveItem(
        at: clone.appendingPathComponent("store-\(shard)"),
        to: pages.appendingPathComponent("store-\(shard)"))
    }
    let built = try origin.shell(steps[1].joined(separator: "\n"), in: pages, user: "p", Self.key)
    #expect(built.status == 0, "\(built.errors)")
    #expect(FileManager.default.fileExists(atPath: pages.path + "/public/a.html"))
    try origin.expectFreshSite(in: pages, user: "p", Self.key)
  }

  /// SLURM's part is to start the script once a task, with these variables.
  @Test func anArrayOfJobsOnOneFileSystem() throws {
    let origin = try Origin()
    let clone = try origin.clone("cluster")
    let page = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Documentation/lessons")
        .appendingPathComponent("27-recipes-for-continuous-integration.md"), encoding: .utf8)
    let script = try #require(page.firstMatch(of: /, file=shard\.sh\n((?:.*\n)*?)````/))
    for task in 1...3 {
      let run = try origin.shell(
        String(script.1), in: clone,
        user: "one", ["SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_COUNT": "3"])
      #expect(run.status == 0, "\(run.errors)")
    }
    try origin.expectFreshSite(in: clone, user: "one")
  }

  @Test func theWorkflowOfANewCourse() throws {
    let origin = try Origin()
    let made = try origin.shell("nabla new course", in: origin.clones.url)
    #expect(made.status == 0, "\(made.errors)")
    let course = origin.clones.url.appendingPathComponent("course")
    let workflow = try String(
      contentsOf: course.appendingPathComponent(".github/workflows/verify.yml"), encoding: .utf8)
    let steps = Self.steps(in: workflow).flatMap(\.self)
    #expect(steps == ["nabla verify --format github", "nabla build"])
    let run = try origin.shell(steps.joined(separator: "\n"), in: course)
    #expect(run.status == 0, "\(run.errors)")
    // The next machine has what the workflow restores: the store, and the key that sealed it.
    let next = origin.clones.url.appendingPathComponent("next")
    let restored = try origin.shell(
      """
      nabla new next
      mkdir -p next/.nabla two-state
      cp -r course/.nabla/store next/.nabla
      cp -r one-state/nabla two-state
      """, in: origin.clones.url)
    #expect(restored.status == 0, "\(restored.errors)")
    let again = try origin.shell("nabla verify --verbose", in: next, user: "two")
    #expect(again.status == 0, "\(again.errors)")
    #expect(!again.errors.contains(" run ("), "\(again.errors)")
    #expect(workflow.contains(#"path: ".nabla/store\n~/.local/state/nabla""#))
  }
}
