import Testing

@testable import Text

@Suite("Entities of HTML") struct EntitiesTests {
  /// What an author wrote in an attribute, and what a browser takes it for.
  static let attributes: [(written: String, read: String)] = [
    ("a&amp;b", "a&b"), ("java&Tab;script&colon;a", "java\tscript:a"),
    ("&#106;&#x61&#0;", "ja\u{FFFD}"),
    ("&amp", "&amp"), ("&nope;&", "&nope;&"),
    // A combining mark makes one character of itself and the sign before it.
    ("javascript&colon;\u{301}a", "javascript:\u{301}a"), ("&#106;\u{301}", "j\u{301}"),
    ("&\u{301}&lt;", "&\u{301}<")
  ]

  @Test(arguments: attributes)
  func areReadAsBrowsersDo(_ attribute: (written: String, read: String)) {
    #expect(HTML.plain(attribute: attribute.written).hasSameBytes(as: attribute.read))
  }
}
