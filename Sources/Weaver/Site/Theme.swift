import Foundation
import Mustache

/// The look of the site: Mustache templates and a stylesheet, each a file in `Theme/`.
struct Theme: Sendable {
  private let page: MustacheTemplate
  private let contents: MustacheTemplate
  let stylesheet: Data

  init() throws(Diagnostic) {
    page = try Self.template("page.mustache", PackageResources.page_mustache)
    contents = try Self.template("contents.mustache", PackageResources.contents_mustache)
    // The formulas' own rules stand last: they are part of the markup, not of the look.
    stylesheet = Data(PackageResources.style_css + Array("\n\(Typesetter.stylesheet)\n".utf8))
  }

  private static func template(
    _ name: String, _ bytes: [UInt8]
  ) throws(Diagnostic) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Diagnostic(.templateBroken(name, "\(error)"), at: nil)
    }
  }

  /// A lesson's page. The values are texts, truths, and lists of the same.
  func lessonPage(_ values: [String: Any]) -> Data { Data(page.render(values).utf8) }

  /// The contents page.
  func contentsPage(_ values: [String: Any]) -> Data { Data(contents.render(values).utf8) }
}
