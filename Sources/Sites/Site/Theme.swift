import Formulas
package import Foundation
import Lessons
import Mustache
package import Text

/// The look of the site: Mustache templates, a stylesheet, a script and a picture, each a file in
/// `Theme/`, any of which a course may replace by one of the same name in its folder `theme/`.
package struct Theme: Sendable {
  private let templates: MustacheLibrary
  let stylesheet: Data
  let script: Data
  /// The script of pages with knobs.
  let knobs: Data
  let favicon: Data
  /// Whether a file is the course's own that says how pages look or what they do.
  let isOwn: Bool

  /// The built-in files, by their names.
  static let builtIn = BuiltInFiles.files(in: "Theme").filter { !$0.key.hasPrefix("preview.") }

  /// The whole pages among the templates.
  enum Template: String, Sendable {
    case page, contents, search, notfound, book
    case contentsItem = "contents-item"
  }

  /// The built-in theme with what `folder`, if it exists, puts in its place.
  ///
  /// - Parameter folder: the course's `theme/`.
  package init(folder: URL? = nil) throws(ThemeProblems) {
    var files = Self.builtIn
    var problems: [Diagnostic] = []
    if let folder { Self.replace(&files, from: folder, &problems) }
    self =
      try problems.isEmpty && files == Self.builtIn ? Self.ofNabla.get() : Theme(files, problems)
  }

  /// The theme of courses that replace nothing.
  private static let ofNabla = Result { () throws(ThemeProblems) in try Theme(builtIn, []) }

  private init(_ files: [String: [UInt8]], _ found: [Diagnostic]) throws(ThemeProblems) {
    var problems = found
    // What is the course's own is given out as it is.
    let style = files["style.css"] ?? []
    let isOwnStyle = style == Self.builtIn["style.css"]
    isOwn = files.contains { name, bytes in
      !["favicon.svg", "epub.css"].contains(name) && bytes != Self.builtIn[name]
    }
    var templates = MustacheLibrary()
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".mustache") {
      let source = TemplateSource(name: name, bytes: bytes)
      do throws(ThemeProblems) {
        templates.register(try source.template(), named: source.partialName)
      } catch {
        problems += error.diagnostics
      }
    }
    guard problems.isEmpty else { throw ThemeProblems(diagnostics: problems) }
    self.templates = templates
    // The formulas' own rules stand last: they are part of the markup, not of the look.
    let rules = "\n\(Typesetter.stylesheet)\n\(MathematicsFont.stylesheet)\n"
    let styles = String(decoding: style, as: UTF8.self) + rules
    stylesheet = Data((isOwnStyle ? Minified.stylesheet(styles) : styles).utf8)
    func scriptFile(_ name: String) -> Data {
      let code = files[name] ?? []
      let text = String(decoding: code, as: UTF8.self)
      return Data((code == Self.builtIn[name] ? Minified.script(text) : text).utf8)
    }
    script = scriptFile("script.js")
    knobs = scriptFile("knobs.js")
    favicon = Data(files["favicon.svg"] ?? [])
    // Reading devices understand less of CSS.
    let formulas = Typesetter.stylesheet.split(separator: "\n").filter { !$0.contains(":has(") }
    epubStylesheet = Data(
      (files["epub.css"] ?? []) + Array("\n\(formulas.joined(separator: "\n"))\n".utf8))
  }

  /// The stylesheet of a book for reading devices.
  let epubStylesheet: Data

  /// A page. The values are texts, truths, and lists of the same.
  func render(_ template: Template, _ values: [String: Any]) -> String {
    templates.render(values, withTemplate: template.rawValue) ?? ""
  }

  // MARK: A course's own files

  private static func replace(
    _ files: inout [String: [UInt8]], from folder: URL, _ problems: inout [Diagnostic]
  ) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else {
      if FileManager.default.fileExists(atPath: folder.path) {
        problems.append(
          Diagnostic(
            .folderCannotBeRead("theme"),
            at: nil))
      }
      return
    }
    let course = CourseFolder(folder.deletingLastPathComponent())
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = "theme/\(name)"
      guard files[name] != nil else {
        problems.append(
          Diagnostic(
            .unknownThemeFile(name, known: builtIn.keys.sorted()), at: Location(file: path)))
        continue
      }
      do throws(FileProblem) {
        files[name] = try course.bytes("\(folder.lastPathComponent)/\(name)")
      } catch {
        problems.append(error.diagnostic(path))
      }
    }
  }
}

/// Everything that is wrong with a theme.
package struct ThemeProblems: Error {
  package var diagnostics: [Diagnostic]
}
