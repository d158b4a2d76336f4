extension LanguageRow {
  /// Links.
  static let links: [LanguageRow] = [
    LanguageRow(
      "links", "to lessons, anchors, files and elsewhere",
      #"""
      [a](998-other.md) [b](#here) [c](https://example.org) [d](mailto:a@b.c) [e][r] <https://example.org>

      <a href="#here">x</a>

      ## Here

      [r]: #here

      """#),
    LanguageRow(
      "links", "to a lesson that is not there",
      #"""
      See [a](998-othr.md).

      """#,
      says: [
        "1:9: the link '998-othr.md' leads nowhere"
      ]),
    LanguageRow(
      "links", "to an anchor that is not there",
      #"""
      See [a](#her).

      ## Here

      """#,
      says: [
        "1:9: the link '#her' leads nowhere"
      ]),
    LanguageRow(
      "links", "to another lesson's anchor that is not there",
      #"""
      See [a](998-other.md#ther).

      """#,
      says: [
        "1:9: the link '998-other.md#ther' leads nowhere"
      ]),
    LanguageRow(
      "links", "an image that is not there",
      #"""
      ![a](pictures/none.png)

      """#,
      says: [
        "1:6: the link 'pictures/none.png' leads nowhere"
      ]),
    LanguageRow(
      "links", "a reference",
      #"""
      See [a][r].

      [r]: #none

      """#,
      says: [
        "3:6: the link '#none' leads nowhere"
      ]),
    LanguageRow(
      "links", "a shortcut reference",
      #"""
      See [gone] and more.

      [gone]: gone.md "Title"

      """#,
      says: [
        "3:9: the link 'gone.md' leads nowhere"
      ]),
    LanguageRow(
      "links", "a reference whose definition is missing",
      #"""
      See [a][nowhere].

      """#, says: ["1:7: no link is called 'nowhere'"]),
    LanguageRow(
      "links", "raw HTML",
      #"""
      See <a href="#none">a</a>.

      <img src="none.png">

      """#,
      says: [
        "1:14: the link '#none' leads nowhere",
        "3:11: the link 'none.png' leads nowhere"
      ]),
    LanguageRow(
      "links", "raw HTML without quotes",
      #"""
      See <a href=none.md>a</a> and <a href='none.csv'>b</a>.

      """#,
      says: [
        "1:13: the link 'none.md' leads nowhere",
        "1:40: the link 'none.csv' leads nowhere"
      ]),
    LanguageRow(
      "links", "out of the folder",
      #"""
      See [a](../README.md).

      """#,
      says: [
        "1:9: the link '../README.md' leads nowhere"
      ]),
    LanguageRow(
      "links", "a percent sign",
      #"""
      See [a](%zz.md).

      """#,
      says: [
        "1:9: the link '%zz.md' leads nowhere"
      ]),
    LanguageRow(
      "links", "to a page instead of its source",
      #"""
      See [a](other.html).

      """#,
      says: [
        "1:9: the link 'other.html' leads nowhere"
      ]),
    LanguageRow(
      "links", "on a continuation line",
      #"""
      > a
      b [c](#none)

      """#,
      says: [
        "2:7: the link '#none' leads nowhere"
      ]),
    LanguageRow(
      "links", "in a comment",
      #"""
      <!-- <a href="#none">a</a> -->

      Text <!-- [a](#none) -->.

      """#),
    LanguageRow(
      "links", "twice the same",
      #"""
      See [a](#none) and [b](#none).

      """#,
      says: [
        "1:9: the link '#none' leads nowhere",
        "1:24: the link '#none' leads nowhere"
      ])
  ]
}
