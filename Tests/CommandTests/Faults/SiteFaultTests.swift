import Foundation
import Synchronization
import TestSupport
import Testing

/// A build that is killed, or finds the disk full, at each call of the system that changes the site:
/// readers see the whole old site or the whole new one.
@Suite("The site, whatever happens", .timeLimit(.minutes(10))) struct SiteFaultTests {
  /// How a build gets to its site.
  enum Way: CaseIterable {
    /// There is none yet.
    case first
    /// Pages change, come and go, between files of somebody else.
    case update
    /// Only some pages are asked for.
    case part
    /// The working folder is the site's, so that its files are moved one by one.
    case oneByOne
  }

  @Test func aKillAtEachCallLeavesOneSite() throws {
    let moments = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: Way.allCases.count) { index in
      #expect(throws: Never.self) {
        let count = try killEverywhere(Way.allCases[index])
        moments.withLock { $0 += count }
      }
    }
    #expect(moments.withLock { $0 } >= 200)
  }

  /// Kills a build at one call after the other; how many there were.
  private func killEverywhere(_ way: Way) throws -> Int {
    let course = try ChangingCourse(lessons: 5)
    var arguments = ["build", "--quiet"]
    if way == .part { arguments += ["--only", "x1", "--only", "x2", "--only", "x3"] }
    if way == .oneByOne { arguments.append("..") }
    let shim = try course.shim()
    var trees: [[String: Data]] = []
    for version in [0, 1] {
      try course.write(version)
      try course.build(arguments)
      trees.append(course.site)
    }
    #expect(trees[0] != trees[1])
    var current = 1
    for number in 1... {
      let target = 1 - current
      if way == .first {
        try FileManager.default.removeItem(at: course.siteFolder)
      }
      let old = way == .first ? [:] : trees[current]
      let new =
        way == .first
        ? trees[target].filter { !ChangingCourse.isForeign($0.key) }
        : trees[target]
      try course.write(target)
      let inSite = way == .oneByOne
      let killed = try nabla(
        arguments, in: inSite ? course.siteFolder : course.folder.url,
        environment: shim.environment(at: number))
      let seen = course.site
      if killed.status == 0 {
        #expect(seen == new)
        return number - 1
      }
      #expect(killed.status == SIGKILL)
      if !inSite { #expect(seen == old || seen == new, "\(way), call \(number)") }
      let next = try nabla(arguments, in: inSite ? course.siteFolder : course.folder.url)
      #expect(next.status == 0, "\(way), call \(number): \(next.errors)")
      #expect(course.site == new, "\(way), call \(number)")
      #expect(course.names == [".nabla", "lessons", "site"], "\(way), call \(number)")
      current = target
    }
    return 0
  }

  /// The first call that finds no room, and every later one.
  @Test func aFullDiskAtEachCallLeavesTheOldSite() throws {
    let course = try ChangingCourse(lessons: 2)
    var shim = try course.shim()
    shim.calls = FaultShim.callsThatTakeRoom
    shim.action = .error(ENOSPC, lasts: true)
    try course.write(0)
    try course.build(["build"])
    let old = course.site
    try course.write(1)
    var number = 0
    while true {
      number += 1
      let run = try nabla(
        "build", "--quiet", in: course.folder.url, environment: shim.environment(at: number))
      if run.status == 0 { break }
      #expect(run.status == 69, "call \(number)")
      #expect(run.errors.contains("No space left on device"), "\(run.errors)")
      #expect(course.site == old, "call \(number)")
      #expect(course.names == [".nabla", "lessons", "site"], "call \(number)")
    }
    #expect(number > 20)
    #expect(course.site != old)
  }

  @Test func twentyBuildsAtOnceLeaveOneSite() throws {
    let course = try ChangingCourse(lessons: 4)
    try course.write(0)
    try course.build(["build"])
    try course.write(1)
    let executable = buildFolder.appendingPathComponent("nabla")
    let folder = course.folder.url
    let builds = (0..<20).map { number in
      let process = Process()
      process.executableURL = executable
      process.arguments = number % 4 == 3 ? ["build", "--only", "x1"] : ["build"]
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      return process
    }
    for build in builds { try build.run() }
    for build in builds {
      build.waitUntilExit()
      #expect(build.terminationStatus == 0)
    }
    #expect(course.names == [".nabla", "lessons", "site"])
    let check = try nabla("build", "--check", in: folder)
    #expect(check.status == 0, "\(check.errors)")
  }
}

/// A course with two texts, and files of somebody else in its site.
private struct ChangingCourse {
  let folder: TemporaryFolder
  private let count: Int
  private static let foreign = ["CNAME": "school.example", "own/page.html": "<p>mine"]

  init(lessons: Int) throws {
    folder = try TemporaryFolder()
    count = lessons
    try folder.write("<svg/>", to: "lessons/pictures/a.svg")
  }

  var siteFolder: URL { folder.url.appendingPathComponent("site") }

  /// Counts calls that change the site or what lies beside it.
  func shim() throws -> FaultShim {
    var shim = try FaultShim()
    // The working folder's name in the system is without links.
    for path in [folder.url.path, folder.url.resolvingSymlinksInPath().path] {
      shim.under += ["\(path)/site", "\(path)/.site"]
    }
    return shim
  }

  /// Writes the lessons of a version: their titles stand on all pages, and each has one of its own.
  func write(_ version: Int) throws {
    for number in 1...count {
      try folder.write(
        "# Lesson \(number), version \(version)\n\n![a](pictures/a.svg)\n",
        to: "lessons/0\(number)-x\(number).md")
    }
    try folder.write("# Own\n", to: "lessons/09-own\(version).md")
    try? FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("lessons/09-own\(1 - version).md"))
  }

  /// A build that must go well, and the foreign files after it.
  func build(_ arguments: [String]) throws {
    let arguments = arguments.map { $0 == ".." ? "." : $0 }
    let run = try nabla(arguments, in: folder.url)
    guard run.status == 0 else { throw BuildFailed(words: run.errors) }
    for (path, text) in Self.foreign { try folder.write(text, to: "site/\(path)") }
  }

  static func isForeign(_ path: String) -> Bool { foreign[path] != nil }

  /// All files of the site, as who reads them sees them.
  var site: [String: Data] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: siteFolder.path)) ?? []
    return Dictionary(
      names.compactMap { name in
        FileManager.default.contents(atPath: siteFolder.appendingPathComponent(name).path)
          .map { (name, $0) }
      }
    ) { first, _ in first }
  }

  /// What lies in the course's folder.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []).sorted()
  }

  private struct BuildFailed: Error { let words: String }
}
