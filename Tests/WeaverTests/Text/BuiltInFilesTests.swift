import Foundation
import Testing

@testable import Courses
@testable import Text

@Suite("The files that nabla brings") struct BuiltInFilesTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Sources").standardizedFileURL

  @Test(arguments: [("Theme", "Sites/Theme"), ("Starter", "Courses/Starter")])
  func areThoseOfTheirFolders(_ name: String, _ path: String) throws {
    let folder = Self.sources.appendingPathComponent(path)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let files = BuiltInFiles.files(in: name)
    #expect(files.keys.sorted() == names.sorted())
    for name in names {
      let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
      #expect(files[name] == bytes, "\(name)")
      #expect(!bytes.isEmpty)
    }
  }

  @Test func aNewCourseLacksNone() {
    #expect(BuiltInFiles.bytes("Starter/none.md") == [])
    for (path, bytes) in NewCourse.files { #expect(!bytes.isEmpty, "\(path)") }
  }
}
