import Foundation
import TestSupport
import Testing

@Suite("Interruption: nothing is left running, nothing half-written")
struct InterruptionTests {
  /// The processes whose command line holds a text.
  private func processes(_ text: String) -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }.filter { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return String(decoding: line, as: UTF8.self).contains(text)
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func endsWhatLessonsStarted(_ signal: Int32) throws {
    // Numbers that no other process sleeps for.
    let one = "4\(getpid()).\(signal)1"
    let other = "4\(getpid()).\(signal)2"
    let course = try makeCourse([
      "01-quick.md": "```swift\nprint(1)\n```\n",
      "02-slow.md": """
      ```swift, timeout=100
      import Glibc
      system("setsid sleep \(one) & sleep \(other)")
      ```
      """
    ])
    try course.write("as it was", to: "site/index.html")
    let temporary = try TemporaryFolder()
    let process = Process()
    process.executableURL = buildFolder.appendingPathComponent("nabla")
    process.arguments = ["build"]
    process.currentDirectoryURL = course.url
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TMPDIR": temporary.url.path]) { _, new in new }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    #expect(wait(seconds: 90) { !processes(one).isEmpty && !processes(other).isEmpty })
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(process.terminationReason == .exit)
    #expect(wait(seconds: 5) { processes(one).isEmpty && processes(other).isEmpty })
    #expect(try course.read("site/index.html") == "as it was")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: course.url.path + "/site").count == 1)
    let left = try FileManager.default.contentsOfDirectory(atPath: temporary.url.path)
    #expect(left.filter { $0.hasPrefix("nabla-") && $0 != "nabla-modules" } == [])
    // What was done before is kept, and the next run begins as if nothing had happened.
    try course.write("```swift\nprint(2)\n```\n", to: "lessons/02-slow.md")
    let next = try nabla("build", "--verbose", "--force", in: course.url)
    #expect(next.status == 0, "\(next.errors)")
    #expect(next.errors.contains("02-slow.md: 1 program run"))
  }

  @Test func aKillAtAnyMomentCostsARunAtMost() throws {
    let course = try makeCourse([
      "01-a.md": "```swift\nprint(1)\n```\n\n```output\n1\n```\n",
      "02-b.md": "```swift\nprint(2)\n```\n\n```output\n2\n```\n"
    ])
    for delay in [30_000, 150_000, 400_000, 800_000] as [UInt32] {
      let process = Process()
      process.executableURL = buildFolder.appendingPathComponent("nabla")
      process.arguments = ["build"]
      process.currentDirectoryURL = course.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(try nabla("build", in: course.url).status == 0)
    #expect(try nabla("build", "--check", in: course.url).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: course.url.path + "/site")
    #expect(!files.contains { $0.hasPrefix(".nabla-writing") })
  }
}
