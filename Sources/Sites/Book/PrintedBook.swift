package import Foundation
import Lessons
import Markup
import Pages
package import Text

/// The lessons as one page that a browser prints: the chapters behind each other, their anchors
/// made different.
package struct PrintedBook {
  private let book: Book

  package init(_ book: Book) { self.book = book }

  /// The files of the page, by their paths; the page is `book.html`.
  package func files() throws(Diagnostic) -> [String: Data] {
    var files = ["style.css": book.theme.stylesheet]
    for chapter in book.chapters {
      for path in chapter.assets { files[path] = try book.asset(path, of: chapter) }
    }
    if let font = MathematicsFont.find() { files[MathematicsFont.fileName] = font }
    files["book.html"] = Data(book.theme.render(.book, pageValues).utf8)
    return files
  }

  private var pageValues: [String: Any] {
    let settings = book.course.settings
    var values = book.values.common(
      page: nil, title: book.values.courseTitle, description: settings.description)
    values["policy"] = book.values.policy.book(
      book.chapters.reduce(PageNeeds()) { $0.union($1.needs) })
    values["summary"] = settings.description
    values["colophon"] = book.values.colophon(ofAll: book.chapters.map(\.extent))
    values["lessons"] = book.chapters.enumerated().map { number, chapter -> [String: Any] in
      var item: [String: Any] = [
        "anchor": Self.anchor(number), "title": chapter.lesson.title,
        "body": body(ofChapter: number)
      ]
      item["titleHTML"] = moved(chapter.title, inChapter: number)
      item["titleAnchor"] = chapter.titleAnchor.map { HTML.escaped(Self.anchor(number, $0)) }
      item["lessonSummary"] = chapter.lesson.frontMatter.summary
      return item
    }
    return values
  }

  private static func anchor(_ number: Int, _ name: String? = nil) -> String {
    "lesson-\(number + 1)" + (name.map { ".\($0)" } ?? "")
  }

  /// Attributes that name other elements of the page, one or several.
  private static let references: Set<String> = [
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "headers",
    "list"
  ]

  private func body(ofChapter number: Int) -> String {
    moved(book.chapters[number].body.nodes, inChapter: number)
  }

  private func moved(_ nodes: [Node], inChapter number: Int) -> String {
    var html = ""
    for piece in nodes.pieces {
      switch piece {
      case .text(let text): html += text
      case .comment: break
      case .end(let name): html += "</\(name)>"
      case .start(let tag):
        html += "<\(tag.name)"
        for attribute in tag.attributes {
          let value = moved(attribute, of: tag, inChapter: number)
          html += " \(attribute.name)=\"\(value.replacingBytes("\"", with: "&quot;"))\""
        }
        html += tag.isSelfClosing ? "/>" : ">"
      }
    }
    return html
  }

  private func moved(
    _ attribute: Attribute, of tag: Tag, inChapter number: Int
  ) -> String {
    let name = attribute.name.lowercased()
    let value = attribute.value
    if name == "id" || (name == "name" && tag.name.lowercased() == "a") {
      return Self.anchor(number, value)
    }
    if Self.references.contains(name) {
      return value.split(separator: " ").map { Self.anchor(number, String($0)) }
        .joined(separator: " ")
    }
    if name == "href" || name == "xlink:href" {
      if case .chapter(let chapter, let anchor) = book.target(value, from: number) {
        return "#" + Self.anchor(chapter, anchor)
      }
      return value
    }
    return value.replacingBytes("url(#", with: "url(#\(Self.anchor(number)).")
  }
}
