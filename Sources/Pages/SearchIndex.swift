package import Lessons
import Text

/// What the search page looks through: the text of every section of every lesson.
///
/// It is a script that sets a global value, because a page that was opened as a file may load
/// scripts but read no other file. It holds the texts themselves: so the search finds every word of
/// every language, within words too, and shows what stands around it.
package enum SearchIndex {
  /// A heading and the text below it.
  package struct Place: Sendable, Equatable {
    /// The heading's anchor; empty for what stands above the first.
    package var anchor: String
    var heading: String
    package var text: String
  }

  /// The script, in the order of the lessons.
  package static func script(_ pages: [LessonPage]) -> String {
    script(
      pages.map(\.lesson), pages.enumerated().map { lines(of: $0.element, number: $0.offset) })
  }

  /// The script of lessons whose lines are known.
  package static func script(_ lessons: [Lesson], _ lines: [String]) -> String {
    let pages = lessons.map { "[\(json("\($0.name).html")),\(json($0.title))]" }
    return "nablaSearchIndex={\"pages\":[\(pages.joined(separator: ",\n"))],\n\"places\":["
      + "\(lines.filter { !$0.isEmpty }.joined(separator: ",\n"))]};\n"
  }

  /// The places of one page, in lines; `number` is the page's, from 0.
  package static func lines(of page: LessonPage, number: Int) -> String {
    page.places.map { place in
      let texts = [place.anchor, place.heading, place.text].map(json).joined(separator: ",")
      return "[\(number),\(texts)]"
    }.joined(separator: ",\n")
  }

  /// A text as JSON, which is JavaScript too.
  static func json(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x00..<0x20:
        let hex = String(byte, radix: 16)
        bytes += ("\\u00" + (hex.count == 1 ? "0" : "") + hex).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Gathers the places of one lesson as its text is read from top to bottom.
struct PlaceCollector {
  package private(set) var places: [SearchIndex.Place] = []
  private var words: [UInt8] = []
  private var isBetweenWords = true

  /// - Parameter title: the lesson's title, under which the text above the first heading is found.
  init(title: String) {
    places = [SearchIndex.Place(anchor: "", heading: title, text: "")]
  }

  /// A heading begins a new place.
  mutating func begin(anchor: String, heading: String) {
    finish()
    places.append(SearchIndex.Place(anchor: anchor, heading: heading, text: ""))
  }

  /// Text of the place that was begun last; every run of blanks counts as one.
  package mutating func add(_ text: String) {
    for byte in text.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if !isBetweenWords { words.append(0x20) }
        isBetweenWords = true
      } else {
        words.append(byte)
        isBetweenWords = false
      }
    }
  }

  /// What is added next is another word.
  mutating func separate() { add(" ") }

  /// The last place is whole.
  package mutating func finish() {
    if words.last == 0x20 { words.removeLast() }
    places[places.count - 1].text = String(decoding: words, as: UTF8.self)
    words = []
    isBetweenWords = true
  }
}
