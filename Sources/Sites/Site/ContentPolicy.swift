import Foundation
import Memo
import Pages

/// What a page may load and run, as its `Content-Security-Policy` tells browsers: what it needs, and
/// nothing else. So what is injected into a page, should an injection ever be found, does not run.
///
/// A page that was opened from a disk has no origin in some browsers (Firefox among them), which then
/// take none of its files for its own: so the scheme of files is named beside `'self'`. A page of a
/// server cannot load a file whatever its policy says.
struct ContentPolicy: Sendable {
  /// Whether the look is the course's own, whose needs are not known.
  var isOfOwnTheme = false
  /// Whether a preview is shown, whose script asks the server for what has changed.
  var isServed = false

  private static let files = "'self' file:"

  /// The policy of a page of the site; `nil` for one that has none.
  func page(_ needs: PageNeeds = PageNeeds()) -> String? {
    policy(needs, script: Self.files + (needs.hasKnobs ? " 'wasm-unsafe-eval'" : ""))
  }

  /// The policy of a page that is printed as a book, and runs nothing.
  func book(_ needs: PageNeeds) -> String? { policy(needs, script: nil) }

  /// The policy of the page for what is not there, which has its style in itself.
  func notFound() -> String? {
    if isOfOwnTheme { return Self.open }
    let served = isServed ? " 'self'" : ""
    return Self.text(
      [
        ("script-src", isServed ? "'self'" : nil),
        ("style-src", "'\(Self.hash(Self.notFoundStyle))'" + served),
        ("img-src", "data:")
      ] + ending)
  }

  /// What says little, because a page's needs are not known.
  private static let open = "object-src 'none'; base-uri 'none'"

  private func policy(_ needs: PageNeeds, script: String?) -> String? {
    if needs.embeds { return nil }
    if needs.isOpen || isOfOwnTheme { return Self.open }
    var style = Self.files
    if !needs.styles.isEmpty {
      style += " 'unsafe-hashes'"
      style += needs.styles.map { " '\(Self.hash($0))'" }.sorted().joined()
    }
    let pictures = needs.pictures.sorted().map { " \($0)" }.joined()
    return Self.text(
      [
        ("script-src", script), ("style-src", style), ("img-src", Self.files + pictures),
        ("font-src", Self.files)
      ] + ending)
  }

  private var ending: [(String, String?)] {
    [
      ("connect-src", isServed ? "'self'" : nil), ("base-uri", "'none'"),
      ("form-action", "'none'")
    ]
  }

  private static func text(_ directives: [(name: String, sources: String?)]) -> String {
    (["default-src 'none'"]
      + directives.compactMap { directive in directive.sources.map { "\(directive.name) \($0)" } })
      .joined(separator: "; ")
  }

  /// The digest by which a policy allows a style.
  private static func hash(_ text: String) -> String {
    "sha256-" + Data(Digest(Array(text.utf8)).bytes).base64EncodedString()
  }

  /// The style in the built-in page for what is not there.
  private static let notFoundStyle: String = {
    let page = String(decoding: Theme.builtIn["notfound.mustache"] ?? [], as: UTF8.self)
    guard let start = page.range(of: "<style>"), let end = page.range(of: "</style>") else {
      return ""
    }
    return String(page[start.upperBound..<end.lowerBound])
  }()
}
