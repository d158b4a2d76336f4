import Foundation
import Testing

/// The examples of the CommonMark specification through the reader and the weaver. They come with
/// Debian's package golang-github-yuin-goldmark-dev, in the version of CommonMark that cmark knows.
@Suite("Woven: CommonMark") struct CommonMarkTests {
  struct Example: Decodable, Sendable {
    var example: Int
    var markdown: String
    var html: String
  }

  static let file =
    "/usr/share/gocode/src/github.com/yuin/goldmark/_test/spec.json"

  /// Examples that Nabla weaves otherwise, by design.
  static let byDesign: [String: Set<Int>] = [
    "a link to nothing leads to the top of the page": [200, 484, 485, 486, 566],
    "a link without a text says where it leads: the number of a figure, or the link": [483],
    "a bare address is a link": [601, 607, 610],
    "a scheme that no page may lead to is an error, and a preview shows no link": [
      595, 597, 598, 600
    ]
  ]

  private static func examples() throws -> [Example] {
    let data = try #require(
      FileManager.default.contents(atPath: file),
      "install Debian's package golang-github-yuin-goldmark-dev")
    return try JSONDecoder().decode([Example].self, from: data)
  }

  @Test func `every example is woven as cmark renders it, but for those listed`() throws {
    let examples = try Self.examples()
    try #require(examples.count > 600)
    let loom = try TestPage()
    var differing: [Int: (String, String)] = [:]
    for example in examples {
      let ours = Self.plain(loom.weave("---\ntitle: Example\n---\n" + example.markdown).html)
      let theirs = Self.html5(example.html)
      if ours != theirs { differing[example.example] = (ours, theirs) }
    }
    let listed = Set(Self.byDesign.values.flatMap(\.self))
    for (number, (ours, theirs)) in differing.sorted(by: { $0.key < $1.key })
    where !listed.contains(number) {
      Issue.record("example \(number):\n\(ours)\n--- and not\n\(theirs)")
    }
    #expect(listed.subtracting(differing.keys) == [], "listed, and yet the same")
  }

  /// Our page's markup without what every page has by design: anchors and lower levels of headings,
  /// and what carries code.
  private static func plain(_ html: String) -> String {
    html.replacing(/<a class="anchor"[^>]*>#<\/a>/, with: "")
      .replacing(/<h([2-6]) id="[^"]*">/, with: { "<h\($0.1)>" })
      .replacing(
        /(?s)<div class="cell">\n<pre class="code[^>]*>(<code[^>]*>)(.*?)<\/code><\/pre>\n<\/div>/
      ) { match in
        let code = match.2.replacing(/<span id="[^"]*">|<\/span>/, with: "")
        return "<pre>\(match.1)\(code)\(code.isEmpty ? "" : "\n")</code></pre>"
      }
  }

  /// The specification's HTML as HTML5 writes it, its headings one level below the page's title.
  private static func html5(_ html: String) -> String {
    // No level of a page's headings is left out.
    var last = 1
    return html.replacing(/<(br|hr|img[^>]*?) \/>/, with: { "<\($0.1)>" })
      .replacing(/(?s)<h([1-6])>(.*?)<\/h[1-6]>/) { match in
        last = min(max(2, Int(match.1) ?? 2), last + 1)
        return "<h\(last)>\(match.2)</h\(last)>"
      }
  }
}
