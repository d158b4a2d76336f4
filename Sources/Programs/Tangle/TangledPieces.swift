import SwiftSyntax
import Text

/// A block's text as it is copied, with directives wherever lines were put between its lines.
struct TangledPieces {
  private var source: [UInt8]
  /// What is not copied, in order.
  private var leftOut: [Range<Int>] = []
  private var nextLeftOut = 0
  private let firstLine: Int
  private let path: String
  package private(set) var text: String
  /// How many bytes of the source have been copied.
  private var position = 0

  init(_ code: String, firstLine: Int, path: String) {
    source = Array(code.utf8)
    self.firstLine = firstLine
    self.path = path
    text = Tangler.directive(path, firstLine) + "\n"
  }

  /// Leaves a piece out that ends its line.
  mutating func leaveOut(_ range: Range<Int>) { leftOut.append(range) }

  /// Puts blanks in the place of a piece.
  mutating func blank(_ range: Range<Int>) {
    for index in range where source[index] != 0x0A { source[index] = 0x20 }
  }

  mutating func copyRest() { copy(through: source.count) }

  private mutating func copy(through end: Int) {
    guard end > position else { return }
    while nextLeftOut < leftOut.count, leftOut[nextLeftOut].lowerBound < end {
      let next = leftOut[nextLeftOut]
      nextLeftOut += 1
      guard next.lowerBound >= position else { continue }
      text += String(decoding: source[position..<next.lowerBound], as: UTF8.self)
      position = min(end, next.upperBound)
    }
    text += String(decoding: source[position..<end], as: UTF8.self)
    position = end
  }

  /// Notes the line of the statement at `start`, where it begins its line.
  mutating func mark(before start: Int) {
    let lineStart = startOfLine(start)
    guard source[lineStart..<start].allSatisfy({ $0 == 0x20 || $0 == 0x09 }),
      lineStart >= position
    else { return }
    copy(through: lineStart)
    let line = line(at: start)
    text += "\(Tangler.Call.at(line))\n\(Tangler.directive(path, line))\n"
  }

  /// Puts a call around the expression of a statement. The call opens on the line before, so that
  /// every byte of the expression keeps its line and column.
  mutating func wrap(_ statement: CodeBlockItemSyntax, in call: String) {
    let start = statement.positionAfterSkippingLeadingTrivia.utf8Offset
    let end = statement.item.endPositionBeforeTrailingTrivia.utf8Offset
    copy(through: start)
    let line = line(at: start)
    let column = start - startOfLine(start)
    text += "\n\(Tangler.directive(path, line - 1))\n\(call)\n"
    text += String(repeating: " ", count: column)
    copy(through: end)
    text += "\n)\n"
    // What follows on the same line (a comment, a semicolon and another statement) keeps its place.
    if let semicolon = statement.semicolon {
      position = semicolon.endPositionBeforeTrailingTrivia.utf8Offset
    }
    guard position < source.count else { return }
    text += Tangler.directive(path, self.line(at: position)) + "\n"
    text += String(repeating: " ", count: position - startOfLine(position))
  }

  private func startOfLine(_ offset: Int) -> Int {
    (source[..<offset].lastIndex(of: 0x0A) ?? -1) + 1
  }

  private func line(at offset: Int) -> Int {
    firstLine + source[..<offset].count { $0 == 0x0A }
  }
}
