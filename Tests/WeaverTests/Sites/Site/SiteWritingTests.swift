import Foundation
import TestSupport
import Testing

@testable import Processes
@testable import Sites

/// How a site gets into its folder: by one exchange, or file by file where that cannot be.
@Suite("Writing a site") struct SiteWritingTests {
  private static let versions = Versions(nabla: "1.0", swift: "6.3", katex: "0.16", cmark: "0.30")
  private static let manifest = ".nabla-site"
  private static let old = ["a.html": "a", "b.html": "b", "gone.html": "g", "images/c.png": "c"]
  private static let new = [
    "a.html": "A", "b.html": "B", "images/c.png": "c", "images/d.png": "d", "e.html": "e"
  ]

  private let folder: TemporaryFolder
  private let site: URL

  init() throws {
    folder = try TemporaryFolder()
    site = folder.url.appendingPathComponent("site")
    try write(Self.old)
  }

  @discardableResult
  private func write(
    _ files: [String: String], isPartial: Bool = false, calls: SiteCalls = SiteCalls()
  ) throws -> SiteFolder.Written {
    try SiteFolder(folder: site).write(
      Site(files: files.mapValues { Data($0.utf8) }), versions: Self.versions,
      isPartial: isPartial, calls: calls)
  }

  /// All that is there, by its path, with what is hidden and beside the site.
  private var everything: [String: String?] {
    Dictionary(uniqueKeysWithValues: folder.files.map { ($0, folder.text($0)) })
  }

  private func status(_ path: String) throws -> stat {
    try #require(FolderTree.status(folder.url.appendingPathComponent(path).path))
  }

  private static func impossible(_ code: Int32) -> SiteCalls {
    var calls = SiteCalls()
    calls.exchange = { _, _ in
      errno = code
      return false
    }
    return calls
  }

  @Test func `until the exchange all is old, and then all is new`() throws {
    var seen: [[String: String?]] = []
    var calls = SiteCalls()
    calls.exchange = { one, other in
      func look() {
        let files = everything.filter { $0.key.hasPrefix("site/") }
        seen.append(files)
      }
      look()
      let isDone = SiteExchange.exchange(one, other)
      look()
      return isDone
    }
    let before = everything
    let written = try write(Self.new, calls: calls)
    #expect(written.whyOneByOne == nil)
    #expect(seen == [before, everything])
    #expect(
      everything.keys.sorted()
        == ["site/\(Self.manifest)"] + Self.new.keys.sorted().map { "site/\($0)" })
    for (path, text) in Self.new { #expect(folder.text("site/\(path)") == text) }
  }

  @Test(arguments: [EINVAL, ENOSYS, EXDEV, EBUSY])
  func `where folders cannot be exchanged, files are moved`(code: Int32) throws {
    try folder.write("mine", to: "site/own/CNAME")
    let written = try write(Self.new, calls: Self.impossible(code))
    #expect(written.whyOneByOne?.code == code)
    #expect(written.files == 5)
    for (path, text) in Self.new { #expect(folder.text("site/\(path)") == text) }
    #expect(
      folder.files.map { String($0.dropFirst(5)) }
        == ([Self.manifest, "own/CNAME"] + Self.new.keys).sorted())
    #expect(try write(Self.new).files == 0)
  }

  @Test func `the first site needs no exchange to be there at once`() throws {
    try FileManager.default.removeItem(at: site)
    #expect(try write(Self.new, calls: Self.impossible(EINVAL)).whyOneByOne == nil)
    #expect(folder.files.count == 6)
  }

  /// Whatever move fails, the old site stands as it was, and nothing of the new one is left.
  @Test func `a file that cannot be moved leaves the old site`() throws {
    let before = everything
    var step = 0
    var isDone = false
    while !isDone {
      step += 1
      var count = 0
      var calls = Self.impossible(EINVAL)
      calls.move = { from, to in
        count += 1
        return count == step ? false : rename(from, to) == 0
      }
      do {
        try write(Self.new, calls: calls)
        isDone = true
      } catch {
        #expect(everything == before, "at step \(step)")
      }
    }
    // Two lists, four files that are new or changed, and one that goes.
    #expect(step == 8)
  }

  @Test func `what somebody puts there meanwhile is in the new site`() throws {
    try folder.write(["site/CNAME": "old", "site/kept.txt": "k"])
    var calls = SiteCalls()
    calls.exchange = { one, other in
      // As an editor does: a new file in the place of the old one.
      try? folder.write(["site/CNAME.new": "new", "site/late/x.txt": "x", "site/a.html": "edited"])
      rename(site.path + "/CNAME.new", site.path + "/CNAME")
      return SiteExchange.exchange(one, other)
    }
    try write(Self.new, calls: calls)
    #expect(folder.text("site/CNAME") == "new")
    #expect(folder.text("site/late/x.txt") == "x")
    #expect(folder.text("site/kept.txt") == "k")
    #expect(folder.text("site/a.html") == "A")
    #expect(!folder.exists(".site.nabla"))
  }

  @Test func `what is not nabla's stays what it is`() throws {
    try folder.write(["site/own/page.html": "y", "elsewhere.txt": "e"])
    let path = site.path
    mkdir("\(path)/empty", 0o750)
    mkfifo("\(path)/pipe", 0o600)
    symlink("../elsewhere.txt", "\(path)/link")
    symlink("nowhere", "\(path)/dangling")
    chmod(path, 0o2775)
    chmod("\(path)/own", 0o700)
    let before = try status("site/own/page.html").st_ino
    try write(Self.new)
    #expect(try status("site/own/page.html").st_ino == before)
    #expect(try status("site").st_mode & 0o7777 == 0o2775)
    #expect(try status("site/own").st_mode & 0o7777 == 0o700)
    #expect(try status("site/empty").st_mode & 0o7777 == 0o750)
    #expect(try status("site/pipe").st_mode & S_IFMT == S_IFIFO)
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "\(path)/dangling")
    #expect(link == "nowhere")
    #expect(folder.text("site/link") == "e")
  }

  @Test func `through a link, the folder that it leads to is exchanged`() throws {
    rename(site.path, folder.url.path + "/real")
    symlink("real", site.path)
    #expect(try write(Self.new).whyOneByOne == nil)
    #expect(try status("site").st_mode & S_IFMT == S_IFLNK)
    #expect(folder.text("real/a.html") == "A")
    #expect(!folder.exists(".real.nabla"))
  }

  @Test func `a folder that holds the working folder is not taken away`() throws {
    let here = FileManager.default.currentDirectoryPath
    let outer = SiteFolder(folder: URL(fileURLWithPath: here))
    var exchange = SiteExchange(
      SiteChanges(folder: here, written: ["x": Data()], removed: [], during: ""), SiteCalls())
    let lock = try FileLock(site.path)
    #expect(throws: SiteExchange.Failure.self) { try exchange.perform(lock) }
    #expect(FolderTree.status(SiteExchange.aside(of: outer.folder.path)) == nil)
  }

  @Test func `a server that was started in the site sees the new one`() throws {
    let server = Process()
    server.executableURL = URL(fileURLWithPath: "/bin/sleep")
    server.arguments = ["600"]
    server.currentDirectoryURL = site
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    try server.run()
    defer { kill(server.processIdentifier, SIGKILL) }
    let why = try write(Self.new).whyOneByOne
    #expect(why?.code == EBUSY)
    #expect(why?.description.contains("\(server.processIdentifier)") == true)
    let itsPage = URL(fileURLWithPath: "/proc/\(server.processIdentifier)/cwd/a.html")
    #expect(try String(contentsOf: itsPage, encoding: .utf8) == "A")
  }

  @Test func `what a killed build has left is removed`() throws {
    try folder.write([".site.nabla/half/a.html": "x", "site/.nabla-writing/new/a.html": "x"])
    chmod(folder.url.path + "/.site.nabla/half", 0o500)
    #expect(try write(Self.old).files == 0)
    #expect(folder.files.count == 5)
    #expect(!folder.exists(".site.nabla"))
  }

  @Test func `a part lists what it adds`() throws {
    try write(["new.html": "n"], isPartial: true)
    #expect(
      SiteFolder(folder: site).readManifest()?.files == (Self.old.keys + ["new.html"]).sorted())
    try write(Self.old)
    #expect(!folder.exists("site/new.html"))
  }

  // MARK: Whose it is

  private func refusal(_ files: [String: String], in path: String = "site") -> String? {
    SiteFolder(folder: folder.url.appendingPathComponent(path))
      .refusal(of: Site(files: files.mapValues { Data($0.utf8) }))?.reason.message
  }

  @Test func `a folder that is no site is refused`() throws {
    let path = folder.url.shownPath
    try folder.write(["other/index.html": "<p>mine", "hidden/.git/config": "x"])
    #expect(refusal(Self.new) == nil)
    #expect(refusal(Self.new, in: "new") == nil)
    #expect(refusal(Self.new, in: "hidden") == nil)
    #expect(
      refusal(Self.new, in: "other")
        == "'\(path)/other' holds 'index.html' and is no site that nabla has written")
    #expect(
      refusal(Self.new, in: "")
        == "'\(path)' holds 'hidden' and is no site that nabla has written")
  }

  @Test func `a file that is not nabla's is not replaced`() throws {
    let path = folder.url.shownPath
    #expect(refusal(Self.new) == nil)
    try folder.write("mine", to: "site/e.html")
    #expect(
      refusal(Self.new) == "'\(path)/site/e.html' is not a file that nabla has written, "
        + "and the site has one of its name")
    try folder.write("e", to: "site/e.html")
    #expect(refusal(Self.new) == nil)
    unlink(site.path + "/e.html")
    symlink("nowhere", site.path + "/e.html")
    #expect(refusal(Self.new) != nil)
  }

  @Test func `a site without its list is known by what its pages say`() throws {
    let page = "<meta name=\"generator\" content=\"Nabla 0.1.0\">"
    try folder.write(["copy/a.html": page, "copy/b.html": page, "copy/style.css": ""])
    #expect(refusal(Self.new, in: "copy") == nil)
    try folder.write("<p>mine", to: "copy/c.html")
    #expect(refusal(Self.new, in: "copy") != nil)
  }

  // MARK: Locks

  @Test func `a lock is waited for, and that of what stands there at last`() throws {
    let lock = try SiteFolder(folder: site).lock()
    let told = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    let site = self.site
    Thread.detachNewThread {
      let other = try? SiteFolder(folder: site).lock { told.signal() }
      #expect(other != nil)
      // The folder that was waited for is gone; the lock is that of the new one.
      #expect(FileLock(freeFolder: site.path) == nil)
      other?.release()
      done.signal()
    }
    #expect(told.wait(timeout: .now() + 60) == .success)
    _ = try SiteFolder(folder: site).write(
      Site(files: ["a.html": Data("A".utf8)]), versions: Self.versions, isPartial: false,
      lock: lock)
    #expect(FileLock(freeFolder: site.path) == nil)
    lock.release()
    #expect(done.wait(timeout: .now() + 60) == .success)
    #expect(FileLock(freeFolder: site.path) != nil)
  }

  @Test func `readers share a lock`() throws {
    let one = try SiteFolder(folder: site).lock(isShared: true)
    let other = try SiteFolder(folder: site).lock(isShared: true) { Issue.record("it waited") }
    #expect(FileLock(freeFolder: site.path) == nil)
    one.release()
    other.release()
  }
}
