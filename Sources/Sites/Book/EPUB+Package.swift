import Foundation
import Lessons
import Memo
import Pages
import Text

/// The package document: what the book is, which files it has, and in which order they are read.
extension EPUB {
  /// The day that the work was last changed, as far as its lessons say; the first that a ZIP archive
  /// can name where none does. A build knows no other.
  private var modified: String {
    book.chapters.compactMap(\.lesson.frontMatter.lastDate).max() ?? "1980-01-01"
  }

  /// What the work is called everywhere and always: its address, or a number made of its title.
  private var identifier: String {
    let settings = book.course.settings
    if let base = settings.baseURL { return HTML.escapedURL(base) }
    var key = KeyBuilder()
    for part in [book.values.courseTitle, settings.language, settings.author ?? ""] {
      key.add(part)
    }
    var digits = Array(key.digest.text)
    // Version 8 of RFC 9562: of the maker's own kind.
    digits[12] = "8"
    digits[16] = "8"
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
    return "urn:uuid:\(parts.joined(separator: "-"))"
  }

  /// The package document as XML.
  var package: String {
    let settings = book.course.settings
    let language = HTML.escaped(settings.language)
    var metadata = """
      <dc:identifier id="id">\(identifier)</dc:identifier>
      <dc:title>\(HTML.escaped(book.values.courseTitle))</dc:title>
      <dc:language>\(language)</dc:language>
      <meta property="dcterms:modified">\(modified)T00:00:00Z</meta>

      """
    if let author = settings.author {
      metadata += "<dc:creator>\(HTML.escaped(author))</dc:creator>\n"
    }
    if let text = settings.description {
      metadata += "<dc:description>\(HTML.escaped(text))</dc:description>\n"
    }
    for (property, value) in Self.accessibility {
      metadata += "<meta property=\"schema:\(property)\">\(value)</meta>\n"
    }
    let manifest = items.map { item in
      let properties =
        item.properties.isEmpty
        ? "" : " properties=\"\(item.properties.joined(separator: " "))\""
      return "<item id=\"\(item.id)\" href=\"\(item.path)\" media-type=\"\(item.type)\""
        + "\(properties)/>\n"
    }.joined()
    let spine = items.filter { $0.type == Self.xhtml }
      .map { "<itemref idref=\"\($0.id)\"/>\n" }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
      xml:lang="\(language)" prefix="schema: http://schema.org/">
      <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
      \(metadata)</metadata>
      <manifest>
      \(manifest)</manifest>
      <spine\(isRightToLeft ? " page-progression-direction=\"rtl\"" : "")>
      \(spine)</spine>
      </package>

      """
  }

  private static let accessibility = [
    ("accessMode", "textual"), ("accessMode", "visual"), ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "structuralNavigation"), ("accessibilityFeature", "MathML"),
    ("accessibilityFeature", "alternativeText"), ("accessibilityHazard", "none"),
    (
      "accessibilitySummary",
      "Formulas are MathML, pictures have texts, and all text can be read aloud."
    )
  ]
}
