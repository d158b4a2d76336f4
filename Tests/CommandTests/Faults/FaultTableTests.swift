import Foundation
import TestSupport
import Testing

/// Everything that may go wrong, done on purpose to the built executable. The table says what was
/// promised and what happened.
@Suite("Faults: nothing is lost, and each says what it is", .serialized) struct FaultTableTests {
  /// Faults that other tests inject: the file below `Tests`, and the test.
  static let elsewhere: [(fault: String, promise: String, file: String, test: String)] = [
    (
      "SIGKILL at each call that changes the site", "the old site or the new",
      "CommandTests/Faults/SiteFaultTests.swift", "aKillAtEachCallLeavesOneSite"
    ),
    (
      "a full disk at each call that changes the site", "the old site",
      "CommandTests/Faults/SiteFaultTests.swift", "aFullDiskAtEachCallLeavesTheOldSite"
    ),
    (
      "twenty builds at once", "one site",
      "CommandTests/Faults/SiteFaultTests.swift", "twentyBuildsAtOnceLeaveOneSite"
    ),
    (
      "SIGKILL of nabla after 30 to 800 ms", "costs a run at most",
      "CommandTests/InterruptionTests.swift", "aKillAtAnyMomentCostsARunAtMost"
    ),
    (
      "SIGINT and SIGTERM", "what lessons started ends",
      "CommandTests/InterruptionTests.swift", "endsWhatLessonsStarted"
    ),
    (
      "two builds at once", "one site", "CommandTests/StoreTests.swift",
      "twoBuildsAtOnceLeaveOneSite"
    ),
    (
      "a damaged store", "as good as none", "CommandTests/StoreTests.swift",
      "aDamagedStoreIsAsGoodAsNone"
    ),
    (
      "damaged modules in the cache", "made anew", "CommandTests/StoreTests.swift",
      "modulesHealThemselves"
    ),
    (
      "a store that cannot be written", "said", "CommandTests/StoreTests.swift",
      "whatCouldNotBeKeptIsSaid"
    ),
    (
      "a site folder that cannot be written", "status 69", "CommandTests/ExitStatusTests.swift",
      "noPermissionToWrite"
    ),
    ("no compiler", "status 69", "CommandTests/ExitStatusTests.swift", "missingCompiler"),
    (
      "a stranger's lesson, fifty attempts", "nothing is reached",
      "CommandTests/Sandbox/SandboxTests.swift", "a stranger's lesson gets nothing"
    ),
    (
      "links that leave the course", "errors at their lines", "CommandTests/LinkTests.swift",
      "whatACourseNames"
    ),
    (
      "a grandchild, and one of its own session", "none is left",
      "WeaverTests/Programs/Run/FailureTests.swift", "leaves no grandchild behind"
    ),
    (
      "a lesson that ignores signals", "ended", "WeaverTests/Programs/Run/FailureTests.swift",
      "ends a program that ignores polite signals"
    ),
    (
      "ten megabytes of output", "taken", "WeaverTests/Programs/Run/FailureTests.swift",
      "takes ten megabytes of output"
    ),
    (
      "standard output closed by a lesson", "said", "WeaverTests/Programs/Run/FailureTests.swift",
      "says that standard output was closed"
    ),
    (
      "forged events, changed or out of order", "found out",
      "WeaverTests/Programs/Run/StoryReaderTests.swift", "a story that was changed is found out"
    )
  ]

  @Test(.timeLimit(.minutes(10))) func theTableOfFaults() throws {
    let table = FaultTable()
    try verifyLessons(table)
    table.inject(MachineFaults.ofFiles + MachineFaults.ofRuns)
    let injected = table.rows.count { row in
      if case .notHere = row.outcome { false } else { true }
    }
    for row in Self.elsewhere {
      let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let text = try? String(contentsOf: tests.appendingPathComponent(row.file), encoding: .utf8)
      let isThere = text?.contains(row.test) == true
      table.add(
        row.fault, row.promise,
        isThere ? .kept("by \(row.file): \(row.test)") : .broken("no test \(row.test)"))
    }
    print("\(injected) faults injected here, \(Self.elsewhere.count) in other tests\n" + table.text)
    for row in table.rows {
      if case .broken(let words) = row.outcome {
        Issue.record("\(row.fault) (\(row.promise)): \(words)")
      }
    }
    #expect(injected >= 60)
  }

  /// All lessons that do harm in one course, and a good one behind them.
  private func verifyLessons(_ table: FaultTable) throws {
    let course = try TemporaryFolder()
    for (index, fault) in LessonFault.all.enumerated() {
      try course.write(fault.text, to: "lessons/\(Self.name(index))")
    }
    try course.write(
      "# Good\n\n```swift\nlet two = 2\ntwo // => 2\n```\n", to: "lessons/99-good.md")
    try course.write("root:x:0:0\n", to: "elsewhere/secret.svg")
    _ = try run(
      URL(fileURLWithPath: "/bin/sh"),
      ["-c", "mkfifo pipe.csv; ln -s loop.csv loop.csv; ln -s /etc/passwd out.svg"],
      in: course.url.appendingPathComponent("lessons"))
    let run = try nabla("build", in: course.url)
    guard run.status == 1 else {
      table.add(
        "lessons that do harm", "status 1", .broken("\(run.status): \(run.words.suffix(2_000))"))
      return
    }
    let lines = run.words.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, fault) in LessonFault.all.enumerated() {
      // From the lesson's first message to the next lesson's.
      var said: [Substring] = []
      var isOfIt = false
      for line in lines {
        if line.hasPrefix("lessons/") { isOfIt = line.hasPrefix("lessons/\(Self.name(index)):") }
        if isOfIt { said.append(line) }
      }
      let text = said.joined(separator: "\n")
      let isWell = text.contains(fault.words) && text.utf8.count < 8_000
      table.add(
        fault.name, fault.promise,
        isWell
          ? .kept(String(said.first?.dropFirst(8).prefix(150) ?? ""))
          : .broken("expected '\(fault.words)': \(text.prefix(700))"))
    }
    let isGood = !run.words.contains("lessons/99-good.md")
    table.add(
      "a good lesson beside all of these", "verified",
      isGood ? .kept("nothing is said of it") : .broken(run.words))
  }

  private static func name(_ index: Int) -> String { "\(index + 10)-fault\(index).md" }
}
