import Foundation
import TestSupport
import Testing

@testable import Processes
@testable import Sites

@Suite("Site") struct SiteFolderTests {
  private static let versions = Versions(nabla: "1.0", swift: "6.3", katex: "0.16", cmark: "0.30")
  private static let manifest = ".nabla-site"

  private func site(_ files: [String: String]) -> Site {
    Site(files: files.mapValues { Data($0.utf8) })
  }

  @discardableResult
  private func write(
    _ files: [String: String], to folder: TemporaryFolder, isPartial: Bool = false
  ) throws -> Int {
    try SiteFolder(folder: folder.url)
      .write(site(files), versions: Self.versions, isPartial: isPartial).files
  }

  private func differences(
    _ files: [String: String], in folder: TemporaryFolder, isPartial: Bool = false
  ) -> [String] {
    SiteFolder(folder: folder.url).differences(
      from: site(files), versions: Self.versions, isPartial: isPartial)
  }

  @Test func `the manifest lists the files below the versions`() {
    #expect(
      Site.manifest(["b.html", "a.html", "c/d.png"], versions: Self.versions.line)
        == "nabla site\nnabla 1.0, swift 6.3, katex 0.16, cmark 0.30\na.html\nb.html\nc/d.png\n")
  }

  @Test func `writes everything the first time, and nothing the second`() throws {
    let folder = try TemporaryFolder()
    let files = ["index.html": "i", "a.html": "a", "images/b/c.png": "c"]
    #expect(try write(files, to: folder) == 4)
    #expect(folder.files == [Self.manifest, "a.html", "images/b/c.png", "index.html"])
    #expect(folder.text("images/b/c.png") == "c")
    #expect(try write(files, to: folder) == 0)
    #expect(differences(files, in: folder) == [])
  }

  @Test func `makes the folder`() throws {
    let folder = try TemporaryFolder()
    let below = folder.url.appendingPathComponent("a/b")
    _ = try SiteFolder(folder: below)
      .write(site(["a.html": "a"]), versions: Self.versions, isPartial: false)
    #expect(folder.files == ["a/b/\(Self.manifest)", "a/b/a.html"])
  }

  @Test func `touches only what changed`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a", "b.html": "b"], to: folder)
    func inode(_ path: String) throws -> Int? {
      let full = folder.url.appendingPathComponent(path).path
      return try FileManager.default.attributesOfItem(atPath: full)[.systemFileNumber] as? Int
    }
    let before = try (inode("a.html"), inode("b.html"))
    #expect(try write(["a.html": "a", "b.html": "B"], to: folder) == 1)
    #expect(try inode("a.html") == before.0)
    #expect(try inode("b.html") != before.1)
    #expect(folder.text("b.html") == "B")
  }

  @Test func `removes pages that are no longer part of it, and keeps what is not its own`() throws {
    let folder = try TemporaryFolder()
    try folder.write(["CNAME": "x", "own/page.html": "y"])
    try write(["a.html": "a", "old.html": "o", "images/b.png": "b"], to: folder)
    try write(["a.html": "a"], to: folder)
    #expect(folder.files == [Self.manifest, "CNAME", "a.html", "own/page.html"])
    #expect(folder.text("CNAME") == "x")
  }

  @Test func `a part leaves the rest`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a", "b.html": "b"], to: folder)
    #expect(try write(["a.html": "A"], to: folder, isPartial: true) == 1)
    #expect(folder.text("a.html") == "A")
    #expect(folder.text("b.html") == "b")
    #expect(differences(["a.html": "A", "b.html": "b"], in: folder) == [])
    #expect(differences(["a.html": "A"], in: folder, isPartial: true) == [])
    #expect(
      differences(["a.html": "x"], in: folder, isPartial: true)
        == ["differs: a.html (from line 1 on)"])
  }

  /// A site on disk, what a build would write, and what `--check` says.
  static let stale: [([String: String], [String: String], [String])] = [
    (["a.html": "a"], ["a.html": "a"], []),
    (["a.html": "x\ny\n"], ["a.html": "x\nz\n"], ["differs: a.html (from line 2 on)"]),
    (["a.html": "x"], ["a.html": "x\nz\n"], ["differs: a.html (from line 1 on)"]),
    (
      ["a.html": "a"], ["a.html": "a", "b.html": "b"], ["missing: b.html"]
    ),
    (
      ["a.html": "a", "b.html": "b"], ["a.html": "a"],
      ["no longer part of the site: b.html"]
    )
  ]

  @Test(arguments: stale)
  func `tells how it differs`(
    old: [String: String], new: [String: String], expected: [String]
  ) throws {
    let folder = try TemporaryFolder()
    try write(old, to: folder)
    #expect(differences(new, in: folder) == expected)
  }

  @Test func `an empty folder differs in everything`() throws {
    let folder = try TemporaryFolder()
    #expect(
      differences(["a.html": "a"], in: folder) == ["missing: a.html"])
  }

  @Test func `checking writes nothing`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a"], to: folder)
    _ = differences(["a.html": "A", "b.html": "b"], in: folder)
    #expect(folder.files == [Self.manifest, "a.html"])
    #expect(folder.text("a.html") == "a")
  }

  @Test func `other versions are named where the site differs`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a"], to: folder)
    let other = Versions(nabla: "1.0", swift: "6.4", katex: "0.16", cmark: "0.30")
    let writer = SiteFolder(folder: folder.url)
    #expect(
      writer.differences(from: site(["a.html": "a"]), versions: other, isPartial: false) == [])
    #expect(
      writer.differences(from: site(["a.html": "A"]), versions: other, isPartial: false) == [
        "differs: a.html (from line 1 on)",
        "(the site was made by nabla 1.0, swift 6.3, katex 0.16, cmark 0.30; "
          + "this is nabla 1.0, swift 6.4, katex 0.16, cmark 0.30)"
      ])
  }

  @Test func `a manifest that leads out of the folder removes nothing there`() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "site/.nabla-site": "nabla site\nv\n../keep.txt\n/etc/hosts\na/../../keep.txt\n",
      "keep.txt": "k"
    ])
    _ = try SiteFolder(folder: folder.url.appendingPathComponent("site"))
      .write(site(["a.html": "a"]), versions: Self.versions, isPartial: false)
    #expect(folder.text("keep.txt") == "k")
  }

  @Test(arguments: ["", "nabla site", "something else\nv\na.html\n", "nabla site\n"])
  func `a manifest that is none is not believed`(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write([Self.manifest: text, "a.html": "mine"])
    #expect(SiteFolder(folder: folder.url).readManifest() == nil)
    try write(["b.html": "b"], to: folder)
    #expect(folder.text("a.html") == "mine")
  }

  @Test func `where it cannot be written, nothing changes`() throws {
    let folder = try TemporaryFolder()
    try folder.write(["file": "x"])
    let inFile = SiteFolder(folder: folder.url.appendingPathComponent("file/site"))
    #expect(throws: SystemError.self) {
      try inFile.write(site(["a.html": "a"]), versions: Self.versions, isPartial: false)
    }
    #expect(folder.files == ["file"])
    #expect(folder.text("file") == "x")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
  func `a folder that may not be written stays as it was`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a"], to: folder)
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
    }
    #expect(throws: SystemError.self) { try write(["a.html": "A", "b.html": "b"], to: folder) }
    #expect(folder.files == [Self.manifest, "a.html"])
    #expect(folder.text("a.html") == "a")
  }

  @Test func `a folder where a page should stand changes no other page`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a", "c.html": "c"], to: folder)
    try folder.write(["b.html/own.txt": "x"])
    #expect(throws: SystemError.self) {
      try write(["a.html": "A", "b.html": "B", "c.html": "C"], to: folder)
    }
    #expect(folder.text("a.html") == "a")
    #expect(folder.text("c.html") == "c")
    #expect(folder.text("b.html/own.txt") == "x")
    #expect(folder.files == [Self.manifest, "a.html", "b.html/own.txt", "c.html"])
  }

  @Test func `a file where a folder should stand changes no page`() throws {
    let folder = try TemporaryFolder()
    try write(["a.html": "a"], to: folder)
    try folder.write(["images": "x"])
    #expect(throws: SystemError.self) {
      try write(["a.html": "A", "images/b.png": "b"], to: folder)
    }
    #expect(folder.text("a.html") == "a")
    #expect(folder.text("images") == "x")
  }
}
