import Foundation
import TestSupport
import Testing

/// What a lesson of a stranger reaches, by the built executable, as each kind of user.
@Suite("Sandbox: a lesson reaches only its own", .serialized) struct SandboxTests {
  private let secret = "hunter-\(getpid())-two"

  /// Who runs nabla, and how.
  enum User: String, CaseIterable {
    case asItIs
    /// One without rights, where the tests are root's.
    case nobody
    /// Root of a user name space, in which no further one can be made: a container.
    case container

    /// The words in front of the command; `nil` where this cannot be tried here.
    var words: [String]? {
      switch self {
      case .asItIs: return []
      case .nobody:
        guard geteuid() == 0 else { return nil }
        let words = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        // The build's folder may be closed to others.
        let nabla = buildFolder.appendingPathComponent("nabla").path
        let tried = try? run(URL(fileURLWithPath: words[0]), Array(words[1...]) + [nabla, "--help"])
        return tried?.status == 0 ? words : nil
      case .container:
        let words = [
          "/usr/bin/unshare", "--user", "--map-root-user", "/bin/sh", "-c",
          "echo 0 >/proc/sys/user/max_user_namespaces; exec \"$@\"", "sh"
        ]
        let tried = try? run(URL(fileURLWithPath: words[0]), Array(words[1...]) + ["/bin/true"])
        return tried?.status == 0 ? words : nil
      }
    }
  }

  private func course(mark: String, isShutIn: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let path = folder.url.resolvingSymlinksInPath().path
    try folder.write(
      Attempts.lesson(course: path, secret: secret, mark: mark, isShutIn: isShutIn),
      to: "lessons/01-stranger.md")
    try folder.write(
      "---\ndata: other.csv\n---\n# Other\n\n```swift\n1 // => 1\n```\n",
      to: "lessons/02-other.md")
    try folder.write("a,b\n", to: "lessons/other.csv")
    try folder.write("title: A course\n", to: "lessons/course.yml")
    try folder.write("as it was", to: "site/index.html")
    try folder.write(secret, to: "secret.txt")
    return folder
  }

  private func verify(
    _ course: TemporaryFolder, _ options: [String], as user: [String] = []
  ) throws -> (rows: [(name: String, result: String)], run: Run) {
    if user.first?.hasSuffix("setpriv") == true {
      _ = try run(URL(fileURLWithPath: "/bin/chown"), ["-R", "65534:65534", course.url.path])
    }
    let words =
      user + [buildFolder.appendingPathComponent("nabla").path, "verify", "--update", "--only"]
      + ["stranger"] + options
    let run = try run(
      URL(fileURLWithPath: words[0]), Array(words[1...]), in: course.url,
      // Whoever has no home has a place for the store's key all the same.
      environment: ["NABLA_SECRET": secret, "XDG_STATE_HOME": course.url.path + "/state"])
    return (Attempts.rows(try course.read("lessons/01-stranger.md")), run)
  }

  /// The processes that sleep for this long.
  private func sleepers(_ mark: String) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return line.split(separator: 0).contains { $0.elementsEqual(mark.utf8) }
    }
  }

  @Test(arguments: User.allCases) func `a stranger's lesson gets nothing`(_ user: User) throws {
    guard let words = user.words else { return }
    let mark = "7\(getpid()).\(user.rawValue.utf8.count)"
    let course = try course(mark: mark)
    // The lesson writes its results below its block, so the file is what tells them.
    try course.write(
      try course.read("lessons/01-stranger.md") + "```output\n```\n", to: "lessons/01-stranger.md")
    let before = try course.read("lessons/02-other.md")
    let (rows, run) = try verify(course, ["--sandbox", "require"], as: words)
    #expect(run.status == 0, "\(run.errors)")
    let results = Dictionary(rows) { first, _ in first }
    for (name, result) in Attempts.refused {
      let got = results[name] ?? "no line"
      #expect(result == "*" ? got != "done" && got != "no line" : got == result, "\(name): \(got)")
    }
    #expect(sleepers(mark).isEmpty)
    #expect(try course.read("lessons/02-other.md") == before)
    #expect(try course.read("lessons/other.csv") == "a,b\n")
    #expect(try course.read("site/index.html") == "as it was")
    #expect(!course.exists("lessons/03-new.md"))
    var status = stat()
    #expect(stat(course.url.appendingPathComponent("lessons/02-other.md").path, &status) == 0)
    #expect(status.st_mode & 0o777 != 0)
    #expect(status.st_mtim.tv_sec > 1_000_000)
  }

  @Test func `without a sandbox the same lesson gets what its user may`() throws {
    let mark = "7\(getpid()).9"
    let course = try course(mark: mark, isShutIn: false)
    try course.write(
      try course.read("lessons/01-stranger.md") + "```output\n```\n", to: "lessons/01-stranger.md")
    let (rows, run) = try verify(course, ["--sandbox", "off"])
    #expect(run.status == 0, "\(run.errors)")
    let results = Dictionary(rows) { first, _ in first }
    #expect(results["nabla's environment"] == "the secret")
    #expect(results["a file beside the course"] == "the secret")
    #expect(results["another lesson, to change it"] == "done")
    #expect(results["a socket of the network"] == "done")
    #expect(results["a signal to nabla"] == "done")
    #expect(results["own environment"] == "nothing")
    // What has left its session is beyond us, as the manual says; the test ends it.
    sleepers(mark).forEach { kill($0, SIGKILL) }
  }
}
