@testable import Text
@testable import Verdicts

/// Decimal numbers of any text: their arithmetic, and the lines that hold them.
enum Numbers {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let texts = bytes.texts(2)
    for text in texts { try check(line: text) }
    try hold(
      Agreement.agrees(recorded: texts[0], computed: texts[0], tolerance: nil),
      "a number is not itself")
    guard let a = DecimalNumber(texts[0]), let b = DecimalNumber(texts[1]) else { return }
    try hold((a - a).isZero, "a - a")
    try hold((a + b).isSameValue(as: b + a), "a + b")
    try hold((a * b).isSameValue(as: b * a), "a b")
    try hold(!(a.isLess(than: b) && b.isLess(than: a)), "a < b < a")
    if let read = DecimalNumber(a.description) {
      let isFar = a.exponent.magnitude > 90_000
      try hold(isFar || read.isSameValue(as: a), "\(a) is read as \(read)")
    } else {
      throw Violation(description: "\(a) is not read")
    }
    let isNear =
      (a.exponent - b.exponent).magnitude < 1_000 && a.digits.count + b.digits.count < 1_000
    if isNear { try hold(((a + b) - b).isSameValue(as: a), "a + b - b") }
    let areWritten = texts.allSatisfy { ScannedLine($0).numbers.map(\.text) == [$0] }
    if areWritten, texts[1].contains(where: { ".eE".contains($0) }), a.exponent.magnitude < 400,
      b.exponent.magnitude < 400
    {
      let written = Notation.write(texts[0], like: texts[1])
      try hold(
        Agreement.agrees(recorded: written, computed: texts[0], tolerance: nil),
        "\(texts[0]) is written as \(written)")
    }
  }

  /// The pieces of a line are the line.
  private static func check(line: String) throws(Violation) {
    let scanned = ScannedLine(line)
    try hold(scanned.texts.count == scanned.numbers.count + 1, "pieces are missing")
    var joined = scanned.texts[0]
    for (number, text) in zip(scanned.numbers, scanned.texts.dropFirst()) {
      try hold(number.offset == joined.utf8.count, "an offset of \(number.offset)")
      let isNamed = number.text.hasSuffix("nan") || number.text.hasSuffix("inf")
      try hold(isNamed || DecimalNumber(number.text) != nil, "\(number.text) is no number")
      joined += number.text + text
    }
    try hold(joined.utf8.elementsEqual(line.utf8), "the pieces are not the line")
  }
}
