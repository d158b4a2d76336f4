/// How deep brackets stand in each other in a piece of Swift. Deeper than what is allowed here, Swift's
/// parser would take time or memory out of all proportion, whoever calls it.
package struct SwiftNesting {
  /// In how many arrays and subscripts an expression or a type may stand. Where a type may come, the
  /// parser and the compiler read what is in `[` twice, so that their time doubles with each: a minute
  /// for 23.
  package static let deepestSquareBracket = 12

  /// In how many texts an expression may stand. The parser takes memory that grows with the square of it: a
  /// gigabyte where 5,000 texts stand in each other. The compiler refuses 256.
  private static let deepestText = 1_000

  /// What is open at a place of the code.
  private enum Open: Equatable {
    case square
    case round
    /// `\(` in a text.
    case expression
    /// A text that so many `#` stand before, with one or three quotation marks.
    case text(hashes: Int, quotes: Int)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var open: [Open] = []
  private var squareBrackets = 0
  private var expressions = 0

  private init(_ code: String) { bytes = Array(code.utf8) }

  /// The line, from 0, on which square brackets stand in each other deeper than is allowed.
  package static func lineOfDeepBracket(in code: String) -> Int? {
    guard code.utf8.count(where: { $0 == UInt8(ascii: "[") }) > deepestSquareBracket else {
      return nil
    }
    var nesting = SwiftNesting(code)
    guard let end = nesting.endOfAllowed(), nesting.squareBrackets > deepestSquareBracket else {
      return nil
    }
    return nesting.bytes[..<end].count { $0 == 0x0A }
  }

  /// The code up to where it is nested too deep: what is left has something open, so that it is an error
  /// for the parser, too.
  static func bounded(_ code: String) -> Substring {
    var nesting = SwiftNesting(code)
    guard let end = nesting.endOfAllowed() else { return code[...] }
    return code[..<code.utf8.index(code.startIndex, offsetBy: end)]
  }

  /// Where the bracket stands that is one too many.
  private mutating func endOfAllowed() -> Int? {
    while place < bytes.count {
      let start = place
      if case .text(let hashes, let quotes) = open.last {
        readText(hashes, quotes)
      } else {
        readCode()
      }
      if squareBrackets > Self.deepestSquareBracket || expressions > Self.deepestText {
        return start
      }
    }
    return nil
  }

  private mutating func readCode() {
    switch bytes[place] {
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
      place = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): readComment()
    case UInt8(ascii: "\""), UInt8(ascii: "#"): readStartOfText()
    case UInt8(ascii: "["):
      push(.square)
      place += 1
    case UInt8(ascii: "]"):
      if open.last == .square { pop() }
      place += 1
    case UInt8(ascii: "("):
      push(.round)
      place += 1
    case UInt8(ascii: ")"):
      // What is not closed in round brackets ends with them.
      while open.last == .square { pop() }
      if open.last == .round || open.last == .expression { pop() }
      place += 1
    default: place += 1
    }
  }

  /// A comment, in which others may stand.
  private mutating func readComment() {
    var depth = 0
    repeat {
      if byte(0) == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        depth += 1
        place += 2
      } else if byte(0) == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
        depth -= 1
        place += 2
      } else {
        place += 1
      }
    } while depth > 0 && place < bytes.count
  }

  private mutating func readStartOfText() {
    let hashes = count(of: UInt8(ascii: "#"))
    place += hashes
    let quotes = count(of: UInt8(ascii: "\""), most: 3)
    guard quotes > 0 else { return }
    // Two are a text of nothing.
    let isEmpty = quotes == 2
    if !isEmpty { push(.text(hashes: hashes, quotes: quotes)) }
    place += quotes
  }

  private mutating func readText(_ hashes: Int, _ quotes: Int) {
    switch bytes[place] {
    case UInt8(ascii: "\\"):
      place += 1
      guard count(of: UInt8(ascii: "#"), most: hashes) == hashes else { return }
      place += hashes
      if byte(0) == UInt8(ascii: "(") { push(.expression) }
      // The end of a line is one, escaped or not.
      if byte(0) != 0x0A { place += 1 }
    case UInt8(ascii: "\"") where count(of: UInt8(ascii: "\""), most: quotes) == quotes:
      place += quotes
      guard count(of: UInt8(ascii: "#"), most: hashes) == hashes else { return }
      place += hashes
      pop()
    case 0x0A where quotes == 1:
      // It was not closed.
      pop()
      place += 1
    default: place += 1
    }
  }

  private mutating func push(_ what: Open) {
    open.append(what)
    if what == .square { squareBrackets += 1 }
    if what == .expression { expressions += 1 }
  }

  private mutating func pop() {
    let what = open.popLast()
    if what == .square { squareBrackets -= 1 }
    if what == .expression { expressions -= 1 }
  }

  /// The byte so many places on.
  private func byte(_ distance: Int) -> UInt8? {
    place + distance < bytes.count ? bytes[place + distance] : nil
  }

  /// How many of these bytes stand here, up to `most`.
  private func count(of byte: UInt8, most: Int = .max) -> Int {
    bytes[min(place, bytes.count)...].prefix(most).prefix { $0 == byte }.count
  }
}
