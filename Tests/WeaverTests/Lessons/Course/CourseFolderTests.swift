import Foundation
import TestSupport
import Testing

@testable import Lessons
@testable import Text

@Suite("Files of a course") struct CourseFolderTests {
  private let folder: TemporaryFolder
  private let course: String

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([
      "course/lessons/a.csv": "1,2", "course/lessons/sub/b.csv": "3", "course/shared/c.csv": "4",
      "secret.txt": "s", "course-2/d.csv": "5"
    ])
    course = folder.url.path + "/course"
    let lessons = course + "/lessons"
    for (target, name) in [
      ("../shared/c.csv", "inside.csv"), ("../../secret.txt", "out.txt"),
      ("/etc/passwd", "absolute"),
      ("loop-2", "loop-1"), ("loop-1", "loop-2"), ("nowhere", "dangling"), ("../..", "above"),
      ("../../course-2", "neighbour"), ("/dev/zero", "zero"), ("inside.csv", "twice.csv"),
      ("sub", "folder"), (".", "round")
    ] { symlink(target, "\(lessons)/\(name)") }
    mkfifo("\(lessons)/pipe", 0o600)
    chmod("\(lessons)/sub/b.csv", 0o644)
  }

  private func text(_ path: String, of course: String? = nil) throws(FileProblem) -> String {
    String(
      decoding: try CourseFolder(URL(fileURLWithPath: course ?? self.course)).bytes(path),
      as: UTF8.self)
  }

  @Test(arguments: [
    ("a.csv", "1,2"), ("inside.csv", "4"), ("twice.csv", "4"), ("folder/b.csv", "3"),
    ("round/round/a.csv", "1,2")
  ])
  func `a link within the course leads to its file`(path: String, text: String) throws {
    #expect(try self.text("lessons/\(path)") == text)
  }

  @Test func `a course is reached through links`() throws {
    let link = folder.url.path + "/link"
    symlink("course", link)
    #expect(try text("lessons/inside.csv", of: link) == "4")
    #expect(throws: FileProblem.self) { try text("lessons/out.txt", of: link) }
    // Its lessons may lie elsewhere.
    try folder.write("x", to: "other/theme/style.css")
    symlink("../course/lessons", folder.url.path + "/other/lessons")
    #expect(try text("lessons/a.csv", of: folder.url.path + "/other") == "1,2")
    #expect(throws: FileProblem.self) {
      try text("lessons/out.txt", of: folder.url.path + "/other")
    }
  }

  private static let refused: [(String, String)] = [
    ("none.csv", "does not exist"), ("dangling", "is a link that leads to nothing"),
    ("loop-1", "is a link that leads back to itself"), ("pipe", "is a pipe and no file"),
    ("sub", "is a folder and no file"),
    ("absolute", "is a link that leads out of the course, to '/etc/passwd'"),
    ("zero", "is a link that leads out of the course, to '/dev/zero'"),
    ("out.txt", "is a link that leads out of the course, to '{folder}/secret.txt'"),
    ("above/secret.txt", "is a link that leads out of the course, to '{folder}/secret.txt'"),
    ("neighbour/d.csv", "is a link that leads out of the course, to '{folder}/course-2/d.csv'")
  ]

  @Test(arguments: refused)
  func `what is no file of the course is not opened`(path: String, words: String) throws {
    let real = try #require(realpath(folder.url.path, nil).map { String(cString: $0) })
    let problem = #expect(throws: FileProblem.self) { try text("lessons/\(path)") }
    #expect(problem?.words == words.replacing("{folder}", with: real))
  }

  @Test func `a socket is none either`() throws {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var place = sockaddr_un()
    place.sun_family = sa_family_t(AF_UNIX)
    let path = Array((course + "/lessons/s").utf8CString)
    try #require(path.count <= MemoryLayout.size(ofValue: place.sun_path))
    withUnsafeMutableBytes(of: &place.sun_path) { bytes in
      path.withUnsafeBytes { bytes.copyMemory(from: $0) }
    }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let isBound = withUnsafePointer(to: &place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) == 0 }
    }
    try #require(isBound)
    #expect(throws: FileProblem.noFile("a socket")) { try text("lessons/s") }
  }
}
