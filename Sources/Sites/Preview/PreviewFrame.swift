package import Foundation
package import Pages
package import Text
import Verdicts

/// What stands around a page that its author sees before it is right: a panel that says how the
/// lesson stands, and the style and script of previews.
package struct PreviewFrame: Sendable {
  /// The stylesheet of previews, by its place from the page.
  package static let stylesheet = "preview.css"

  /// What is told beside the page itself.
  package struct State: Sendable {
    /// What the lesson is doing, in a few words.
    package var words: String
    /// What is wrong, beside records that have moved.
    package var problems: [Diagnostic] = []
    /// The lesson's file, from the course's folder, and the digest of its text; `nil` for a page
    /// that belongs to no lesson.
    package var lesson: (path: String, version: String)?

    package init(
      words: String, problems: [Diagnostic] = [], lesson: (path: String, version: String)? = nil
    ) {
      self.words = words
      self.problems = problems
      self.lesson = lesson
    }
  }

  /// The course's folder, to which the places of problems belong.
  private let folder: URL
  /// Where the script is; `nil` for a page that stands in a file.
  private let script: String?
  /// What the script has to say to be obeyed.
  private let token: String
  /// Whether the script can have an editor opened.
  private let opensEditor: Bool
  /// What stands before the names of the style and the script: the way to the site's root.
  private let root: String

  package init(
    folder: URL, script: String? = nil, token: String = "", opensEditor: Bool = false,
    root: String = ""
  ) {
    self.folder = folder
    self.script = script
    self.token = token
    self.opensEditor = opensEditor
    self.root = root
  }

  /// The files of previews, by their names.
  package static let files = [
    stylesheet: Data(BuiltInFiles.bytes("Theme/preview.css")),
    "preview.js": Data(BuiltInFiles.bytes("Theme/preview.js"))
  ]

  /// Puts a page into the frame.
  package func framed(_ page: Data, _ state: State) -> Data {
    Data(framed(String(decoding: page, as: UTF8.self), state).utf8)
  }

  /// An empty page in the frame, where there is no other to show.
  package func emptyPage(_ state: State) -> Data { framed(Data(emptyPage.utf8), state) }

  private var emptyPage: String {
    let policy = ContentPolicy(isServed: script != nil).page() ?? ""
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      + "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">\n"
      + "<title>Preview</title>\n</head>\n<body>\n<main></main>\n</body>\n</html>\n"
  }

  private func framed(_ page: String, _ state: State) -> String {
    var head = "<link rel=\"stylesheet\" href=\"\(root)\(Self.stylesheet)\">\n"
    if let script { head += "<script src=\"\(root)\(script)\" defer></script>\n" }
    return Self.insert(
      panel(state), before: "</body>", in: Self.insert(head, before: "</head>", in: page))
  }

  /// The panel by itself.
  private func panel(_ state: State) -> String {
    var html = "<aside class=\"preview\" id=\"preview\" aria-label=\"Preview\""
    if script != nil { html += " data-token=\"\(token)\"" }
    if opensEditor { html += " data-editor" }
    if let lesson = state.lesson {
      html += " data-lesson=\"\(HTML.escaped(lesson.path))\" data-version=\"\(lesson.version)\""
    }
    html += ">\n<p class=\"preview-state\" role=\"status\">\(HTML.escaped(state.words))</p>\n"
    if !state.problems.isEmpty {
      let errors = state.problems.count { $0.severity == .error }
      let warnings = state.problems.count - errors
      let counts = [
        errors > 0 ? "\(errors) error\(errors == 1 ? "" : "s")" : nil,
        warnings > 0 ? "\(warnings) warning\(warnings == 1 ? "" : "s")" : nil
      ].compactMap(\.self).joined(separator: ", ")
      html += "<details open>\n<summary>\(counts)</summary>\n<ol class=\"preview-problems\">\n"
      for problem in state.problems { html += item(problem) }
      html += "</ol>\n</details>\n"
    }
    return html + "</aside>\n"
  }

  private func item(_ problem: Diagnostic) -> String {
    let words = problem.rendered()
    let opening = "<li class=\"\(problem.severity.rawValue)\"><pre>"
    guard let location = problem.location, words.hasPrefix(location.prefix) else {
      return "\(opening)\(HTML.escaped(words))</pre></li>\n"
    }
    let file = folder.appendingPathComponent(location.file).standardizedFileURL.path
    let line = location.line ?? 1
    let column = location.column ?? 1
    return opening
      + "<a class=\"preview-place\" data-file=\"\(HTML.escaped(location.file))\" data-line=\"\(line)\" "
      + "data-column=\"\(column)\" "
      + "href=\"\(HTML.escapedURL("vscode://file\(file):\(line):\(column)"))\">"
      + "\(HTML.escaped(location.prefix))</a>"
      + "\(HTML.escaped(String(words.dropFirst(location.prefix.count))))</pre></li>\n"
  }

  /// Puts something before the last `mark`; at the end where there is none, as in a theme of one's
  /// own that leaves the tag out.
  private static func insert(_ text: String, before mark: String, in page: String) -> String {
    guard let place = page.range(of: mark, options: .backwards) else { return page + text }
    return page[..<place.lowerBound] + text + page[place.lowerBound...]
  }
}

extension LessonPage {
  /// What is wrong with it beside the records that have moved, which the page itself shows.
  package var problemsBesideRecords: [Diagnostic] {
    problems.filter { !$0.isMismatch }
  }

  /// How many of its records have moved, in words.
  package var wordsOfRecords: String {
    let count = verdict.moved.count
    return count == 0
      ? "everything is as recorded"
      : count == 1 ? "1 record has moved" : "\(count) records have moved"
  }
}
