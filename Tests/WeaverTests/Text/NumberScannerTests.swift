import Testing

@testable import Text

@Suite("Verified: numbers in a line") struct NumberScannerTests {
  /// A line and the numbers in it, each with its offset in bytes.
  static let cases: [(String, [String])] = [
    ("", []),
    ("loss", []),
    ("1", ["1@0"]),
    ("-1.5e-3", ["-1.5e-3@0"]),
    ("a -1", ["-1@2"]),
    ("a-1", ["1@2"]),
    ("é 2", ["2@3"]),
    ("x2 2x 2", ["2@6"]),
    ("1.5.2", []),
    ("1.5, 2.5; 3", ["1.5@0", "2.5@5", "3@10"]),
    ("1...3", ["1@0"]),
    ("nan inf -inf", ["nan@0", "inf@4", "-inf@8"]),
    ("nano -info", []),
    ("1e", []),
    ("1e5", ["1e5@0"]),
    ("1e+5", ["1e+5@0"]),
    ("+", []),
    ("-", []),
    ("1-", ["1@0"]),
    ("0x1F", []),
    ("12:30:05", ["12@0", "30@3", "05@6"]),
    ("2024-01-02", ["2024@0", "01@5", "02@8"]),
    ("１２", []),
    ("😀1", ["1@4"])
  ]

  @Test(arguments: cases)
  func `finds numbers`(line: String, expected: [String]) {
    let scanned = ScannedLine(line)
    #expect(scanned.numbers.map { "\($0.text)@\($0.offset)" } == expected)
    #expect(scanned.texts.count == scanned.numbers.count + 1)
    var whole = scanned.texts[0]
    for (number, text) in zip(scanned.numbers, scanned.texts.dropFirst()) {
      whole += number.text + text
    }
    #expect(whole == line)
  }
}
