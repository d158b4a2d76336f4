import Testing

@testable import Text

@Suite("Diagnostics: the nearest match") struct NearestMatchTests {
  private static let words = ["hidden", "hide-code", "hide-output", "ignore", "timeout"]

  /// A word, and the one that was meant.
  static let cases: [(String, String?)] = [
    ("hidden", "hidden"), ("hiden", "hidden"), ("hiddden", "hidden"), ("hidedn", "hidden"),
    ("HIDDEN", "hidden"), ("hide_code", "hide-code"), ("hidecode", "hide-code"),
    ("hide-ouptut", "hide-output"), ("ignroe", "ignore"), ("ignored", "ignore"),
    ("timeuot", "timeout"), ("", nil), ("x", nil), ("solution", nil), ("hid", nil),
    ("completely-different", nil)
  ]

  @Test(arguments: cases)
  func `is one slip of the fingers away`(word: String, match: String?) {
    #expect(nearestMatch(to: word, among: Self.words) == match)
  }

  @Test func `is the first by the alphabet where two are as near`() {
    #expect(nearestMatch(to: "bat", among: ["rat", "cat", "hat"]) == "cat")
    #expect(nearestMatch(to: "bat", among: []) == nil)
  }

  /// Two words and their distance.
  static let distances: [(String, String, Int)] = [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1),
    ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1), ("kitten", "sitting", 3),
    ("é", "e", 1), ("学习", "习学", 1)
  ]

  @Test(arguments: distances)
  func `counts letters put in, left out, changed and swapped`(
    one: String, other: String, distance: Int
  ) {
    #expect(editDistance(one, other) == distance)
    #expect(editDistance(other, one) == distance)
  }
}
