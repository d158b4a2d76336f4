import Foundation
import TestSupport
import Testing

@testable import Processes
@testable import Sites
@testable import Text

@Suite("Book: ZIP archives") struct ZipArchiveTests {
  @Test func `the checksum is that of ISO 3309`() {
    // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(CRC32.checksum([]) == 0)
  }

  @Test func `another program reads it`() throws {
    var archive = ZipArchive()
    archive.add("mimetype", "application/epub+zip")
    archive.add("a/学.txt", "é\n")
    archive.add("empty", "")
    let folder = try TemporaryFolder()
    let url = folder.url.appendingPathComponent("a.zip")
    try archive.data.write(to: url)
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      print([(i.filename, i.compress_type, i.date_time, z.read(i).decode()) for i in z.infolist()])
      """
    let result = try Capture.run(
      ["/usr/bin/env", "python3", "-c", script, url.path],
      environment: Environment.ofTests.variables)
    #expect(
      result.standardOutput
        == "[('mimetype', 0, (1980, 1, 1, 0, 0, 0), 'application/epub+zip'), "
        + "('a/学.txt', 0, (1980, 1, 1, 0, 0, 0), 'é\\n'), "
        + "('empty', 0, (1980, 1, 1, 0, 0, 0), '')]\n", "\(result.standardError)")
  }

  @Test func `the type of an EPUB stands where readers look for it`() {
    var archive = ZipArchive()
    archive.add("mimetype", "application/epub+zip")
    #expect(Array(archive.data[30..<58]) == Array("mimetypeapplication/epub+zip".utf8))
  }
}
