import Foundation
import TestSupport
import Testing

/// The site is the same bytes on every machine, whatever fonts it has.
@Suite("Fonts")
struct FontTests {
  /// Builds the course and the sampler under a fontconfig of our own.
  private func build(fonts: String) throws -> [String: Data] {
    let place = try TemporaryFolder()
    try place.write(
      """
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig>\(fonts)<cachedir>\(place.url.path)/cache</cachedir></fontconfig>
      """, to: "fonts.conf")
    var files: [String: Data] = [:]
    // Of the course, lessons with drawings of each kind that take seconds.
    let courses = [
      ("course", SiteFolder.repository, ["--only", "1", "--only", "2", "--only", "4"]),
      ("sampler", SiteFolder.samplerSource, [])
    ]
    for (name, course, only) in courses {
      // A folder without a store: nothing is taken from an earlier build.
      let copy = place.url.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: course.appendingPathComponent("lessons"), to: copy.appendingPathComponent("lessons"))
      let built = try run(
        buildFolder.appendingPathComponent("nabla"), ["build"] + only, in: copy,
        environment: ["FONTCONFIG_FILE": place.url.appendingPathComponent("fonts.conf").path])
      #expect(built.status == 0, "\(built.errors)")
      let site = SiteFolder(url: copy.appendingPathComponent("site"))
      for path in site.files { files["\(name)/\(path)"] = try Data(contentsOf: site.file(path)) }
    }
    return files
  }

  @Test func onlyDejaVuOrAll() throws {
    let few = try build(fonts: "<dir>/usr/share/fonts/truetype/dejavu</dir>")
    // All there are, and the names that programs ask for mean others.
    let many = try build(
      fonts: """
        <dir>/usr/share/fonts</dir>
        \(["serif", "sans-serif", "sans", "monospace", "Times", "Times-Roman", "Helvetica"].map {
          "<match><test name=\"family\"><string>\($0)</string></test><edit name=\"family\" "
            + "mode=\"assign\" binding=\"strong\"><string>KaTeX_Script</string></edit></match>"
        }.joined())
        """)
    #expect(few.keys.contains("course/one-neuron.html") && few.count > 10)
    #expect(few.keys.sorted() == many.keys.sorted())
    for (path, bytes) in few { #expect(bytes == many[path], "\(path)") }
  }

  /// The two kinds of machine differ: the names lead to different files.
  @Test func theFontsDiffer() throws {
    let names = try [
      "<dir>/usr/share/fonts/truetype/dejavu</dir>", "<dir>/usr/share/fonts</dir>"
    ].map { fonts in
      let place = try TemporaryFolder()
      try place.write("<fontconfig>\(fonts)</fontconfig>", to: "fonts.conf")
      return try run(
        URL(fileURLWithPath: "/usr/bin/fc-list"), [":", "family"],
        environment: ["FONTCONFIG_FILE": place.url.appendingPathComponent("fonts.conf").path]
      ).output
    }
    #expect(names[0].contains("DejaVu Sans"))
    #expect(!names[0].contains("KaTeX"))
    #expect(names[1].contains("KaTeX_Script"))
  }
}
