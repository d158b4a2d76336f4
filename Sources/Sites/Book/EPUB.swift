import Drawings
package import Foundation
import Lessons
import Markup
import Memo
import Pages
package import Text

/// The lessons as an EPUB 3: a chapter a lesson, formulas as MathML, the same bytes everywhere.
package struct EPUB {
  let book: Book
  private var archive = ZipArchive()
  /// What the package lists: the identifier, the file, its type and its properties.
  private(set) var items: [(id: String, path: String, type: String, properties: [String])] = []
  private var images: [String: String] = [:]

  /// The whole file.
  package static func data(_ book: Book) throws(Diagnostic) -> Data {
    var epub = EPUB(book: book)
    try epub.write()
    return epub.archive.data
  }

  private init(book: Book) { self.book = book }

  private mutating func write() throws(Diagnostic) {
    archive.add("mimetype", "application/epub+zip")
    archive.add(
      "META-INF/container.xml",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
      <rootfiles>
      <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
      </rootfiles>
      </container>

      """)
    add("style", "style.css", "text/css", Array(book.theme.epubStylesheet))
    try addImages()
    add("title", "title.xhtml", Self.xhtml, Array(titlePage.utf8))
    add("nav", "nav.xhtml", Self.xhtml, Array(navigation.utf8), ["nav"])
    for number in book.chapters.indices {
      let text = chapter(number)
      var properties: [String] = []
      if text.contains("<math") { properties.append("mathml") }
      if text.contains("<svg") { properties.append("svg") }
      add(
        "chapter-\(number + 1)", Self.file(ofChapter: number), Self.xhtml, Array(text.utf8),
        properties)
    }
    archive.add("EPUB/package.opf", package)
  }

  static let xhtml = "application/xhtml+xml"

  private mutating func add(
    _ id: String, _ path: String, _ type: String, _ content: [UInt8], _ properties: [String] = []
  ) {
    items.append((id, path, type, properties))
    archive.add("EPUB/\(path)", content)
  }

  private static func file(ofChapter number: Int) -> String { "chapter-\(number + 1).xhtml" }

  // MARK: Pictures

  /// The kinds of picture that every reading device shows.
  private static let pictureTypes = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "svg": "image/svg+xml"
  ]

  private mutating func addImages() throws(Diagnostic) {
    for chapter in book.chapters {
      for path in chapter.assets.sorted() where images[path] == nil {
        let ending = path.split(separator: ".").last?.lowercased() ?? ""
        guard let type = Self.pictureTypes[ending] else { continue }
        let name = "images/\(images.count + 1).\(ending)"
        images[path] = name
        add("image-\(images.count)", name, type, [UInt8](try book.asset(path, of: chapter)))
      }
    }
  }

  // MARK: Pages

  private func page(_ title: String, _ body: String) -> String {
    let language = HTML.escaped(book.course.settings.language)
    let direction = isRightToLeft ? " dir=\"rtl\"" : ""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
      lang="\(language)" xml:lang="\(language)"\(direction)>
      <head>
      <meta charset="utf-8"/>
      <title>\(HTML.escaped(title))</title>
      <link rel="stylesheet" type="text/css" href="style.css"/>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }

  var isRightToLeft: Bool {
    WritingDirection.isRightToLeft(book.course.settings.language)
  }

  private var titlePage: String {
    let settings = book.course.settings
    var body: [Node] = [.line("h1", [:], book.values.courseTitle)]
    if let text = settings.description { body.append(.line("p", ["class": "summary"], text)) }
    if let author = settings.author { body.append(.line("p", [:], author)) }
    body.append(.line("p", [:], book.values.colophon(ofAll: book.chapters.map(\.extent))))
    return page(book.values.courseTitle, XHTMLPrinter.xml(body.pieces))
  }

  private var navigation: String {
    var items = book.chapters.enumerated().map { number, chapter -> Node in
      let file = Self.file(ofChapter: number)
      let sections = chapter.sections.map { section -> Node in
        .line(
          "li", [:], [.inline("a", ["href": "\(file)#\(section.anchor)"], section.title)])
      }
      return .line(
        "li", [:],
        [.inline("a", ["href": file], chapter.lesson.title)]
          + (sections.isEmpty ? [] : [.text("\n"), .block("ol", [:], sections)]))
    }
    // A list of nothing is not allowed.
    if items.isEmpty {
      items = [
        .line("li", [:], [.inline("a", ["href": "title.xhtml"], book.values.courseTitle)])
      ]
    }
    let contents = book.values.texts.contents
    let body = Node.block(
      "nav", ["epub:type": "toc"], [.line("h1", [:], contents), .block("ol", [:], items)])
    return page(contents, XHTMLPrinter.xml([body].pieces))
  }

  private func chapter(_ number: Int) -> String {
    let chapter = book.chapters[number]
    let title = Node.line("h1", ["id": chapter.titleAnchor], chapter.title)
    let summary = chapter.lesson.frontMatter.summary.map {
      [Node.line("p", ["class": "summary"], $0)]
    }
    return page(
      chapter.lesson.title,
      xml([title], ofChapter: number) + xml(summary ?? [], ofChapter: number)
        + xml(body(ofChapter: number), ofChapter: number))
  }

  /// The chapter's body. Files of data stand beside the site's pages: where nobody knows the site's
  /// address, nothing speaks of them.
  private func body(ofChapter number: Int) -> [Node] {
    let nodes = book.chapters[number].body.nodes
    if book.course.settings.baseURL != nil { return nodes }
    return nodes.removing { $0.name == "p" && $0.attributes["class"] == "note files" }
  }

  private func xml(_ nodes: [Node], ofChapter number: Int) -> String {
    XHTMLPrinter.xml(MediaReplacement(book: book).pieces(nodes.pieces)) {
      changed($0, inChapter: number)
    }
  }

  /// A tag of a page as a tag of the book: links lead within it, or out to the web.
  private func changed(_ tag: Tag, inChapter number: Int) -> Tag? {
    var tag = tag
    switch tag.name.lowercased() {
    case "a":
      guard let link = tag["href"] else { return tag }
      guard let target = target(of: link, inChapter: number) else { return nil }
      set("href", target, &tag)
      tag.attributes.removeAll { $0.name == "download" }
    case "img":
      let link = tag["src"] ?? ""
      guard case .file(let path) = book.target(link, from: number), let image = images[path]
      else { return Tag(name: "br", attributes: [], isSelfClosing: false) }
      set("src", image, &tag)
    case "video", "audio", "source", "embed", "form", "input", "button": return nil
    default: break
    }
    tag.attributes.removeAll {
      ["srcset", "sizes", "loading", "poster"].contains($0.name.lowercased())
    }
    // Nothing is reached by a keyboard that is not a link.
    tag.attributes.removeAll { $0.name == "tabindex" }
    return tag
  }

  private func set(_ name: String, _ value: String, _ tag: inout Tag) {
    for index in tag.attributes.indices where tag.attributes[index].name.lowercased() == name {
      tag.attributes[index].value = value
    }
  }

  private func target(of link: String, inChapter number: Int) -> String? {
    switch book.target(link, from: number) {
    case .elsewhere: return link
    case .file(let path): return images[path] == nil ? book.address(link) : nil
    case .chapter(let chapter, let anchor):
      let fragment = anchor.map { "#\($0)" } ?? ""
      return chapter == number && !fragment.isEmpty
        ? fragment : Self.file(ofChapter: chapter) + fragment
    }
  }
}
