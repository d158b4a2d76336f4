import Testing

@testable import Programs
@testable import Verdicts

@Suite("Verified: the comparison of a line") struct ComparisonTests {
  /// Recorded, computed, and whether they agree.
  static let digits: [(String, String, Bool)] = [
    ("0.25", "0.25", true),
    ("0.25", "0.2501", true),
    ("0.25", "0.2499999999999999", true),
    ("0.25", "0.26", false),
    ("0.25", "0.25500000000000001", false),
    ("0.25", "0.2449", false),
    ("0.0312", "0.03124999", true),
    ("0.0312", "0.03126", false),
    ("100.0", "99.96", true),
    ("100.0", "99.94", false),
    ("1.0", "0.95", true),
    ("9.9", "10.0", false),
    ("0.20", "0.2", true),
    ("0.25", "0.2", false),
    ("3.0", "3", true),
    ("3.0", "4", false),
    ("-0.5", "-0.52", true),
    ("-0.5", "0.5", false),
    ("0.5", "-0.5", false),
    ("+0.5", "0.5", true),
    ("0.5", "+0.5", true),
    ("0.1", "0.1000000000000000055511151231257827", true),
    ("12345678901234567890.5", "12345678901234567890.54", true),
    ("12345678901234567890.5", "12345678901234567890.56", false)
  ]

  static let ties: [(String, String, Bool)] = [
    ("0.2", "0.25", true),
    ("0.3", "0.25", true),
    ("0.25", "0.255", true),
    ("0.25", "0.245", true),
    ("-0.2", "-0.25", true),
    ("-0.3", "-0.25", true),
    ("0.12", "0.125", true),
    ("0.13", "0.125", true),
    // In binary this is below the tie; as written it is the tie.
    ("1.01", "1.005", true),
    ("1.00", "1.005", true),
    ("1.00", "1.0050000000000000000000001", false),
    ("0.0", "0.05", true),
    ("0.1", "0.05", true)
  ]

  static let exponents: [(String, String, Bool)] = [
    ("1e3", "1000.0", true),
    ("1e3", "1499", true),
    ("1e3", "1500", true),
    ("1e3", "1501", false),
    ("1e3", "500", true),
    ("1e3", "499", false),
    ("1.5e-3", "0.00154", true),
    ("1.5e-3", "0.00156", false),
    ("1.5E-3", "1.5e-03", true),
    ("1.5e+3", "1.5e3", true),
    ("0.0015", "1.5e-3", true),
    ("1e-7", "1.0e-07", true),
    ("1.0e-7", "1.1e-7", false),
    ("2.5e-1", "0.2512", true),
    ("1e308", "1.2e308", true),
    ("1e308", "1e307", false),
    ("5e-324", "4.9406564584124654e-324", true),
    ("1e999999999999999999999", "1e999999999999999999999", true),
    ("1e999999999999999999999", "1.0", false),
    ("1.0", "1e-999999999999999999999", false),
    ("0.0", "1e-300", true)
  ]

  static let zeros: [(String, String, Bool)] = [
    ("0.0", "-0.0", true),
    ("-0.0", "0.0", true),
    ("0", "-0", true),
    ("-0", "0", true),
    ("-0.00", "0.004", true),
    ("0.00", "-0.004", true),
    ("0.00", "-0.005", true),
    ("0.00", "-0.006", false),
    ("0e0", "-0e0", true)
  ]

  static let integers: [(String, String, Bool)] = [
    ("5", "5", true),
    ("5", "6", false),
    ("5", "-5", false),
    ("5", "5.0", false),
    ("5", "5e0", false),
    ("500", "5e2", false),
    ("5", "4.9999999999999", false),
    ("5", "nan", false),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999", true),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999998", false)
  ]

  static let notFinite: [(String, String, Bool)] = [
    ("nan", "nan", true),
    ("inf", "inf", true),
    ("-inf", "-inf", true),
    ("+inf", "inf", true),
    ("inf", "-inf", false),
    ("-inf", "inf", false),
    ("inf", "nan", false),
    ("nan", "inf", false),
    ("nan", "1.0", false),
    ("1.0", "nan", false),
    ("1e308", "inf", false),
    ("inf", "1e308", false),
    ("x = nan", "x = nan", true),
    ("nanometre", "nanometre", true),
    ("nanometre", "inf", false),
    ("info", "info", true)
  ]

  /// What touches a letter, a digit, `_` or a second point is text, and compared as such.
  static let words: [(String, String, Bool)] = [
    ("w1 = 0.50", "w1 = 0.501", true),
    ("w1 = 0.50", "w2 = 0.50", false),
    ("x0.5", "x0.52", false),
    ("0.5x", "0.52x", false),
    ("é0.5", "é0.52", false),
    ("0.5é", "0.52é", false),
    ("学0.5", "学0.52", false),
    ("_0.5", "_0.52", false),
    ("0.5_", "0.52_", false),
    ("0.5_000", "0.5_000", true),
    ("1.2.3", "1.2.3", true),
    ("1.2.3", "1.2.31", false),
    ("1.20.3", "1.2.3", false),
    ("v1.2.0", "v1.2", false),
    ("0.5em", "0.52em", false),
    ("0.5e", "0.5e", true),
    ("0.50%", "0.501%", true),
    ("€0.50", "€0.501", true),
    ("0.50/1.00", "0.501/1.001", true),
    ("\"0.50\"", "\"0.501\"", true),
    ("(0.50)", "(0.501)", true),
    ("5.", "5.", true),
    ("0...5", "0...5", true),
    ("½", "½", true),
    ("0.5½", "0.52½", false)
  ]

  /// Where a sign belongs to the number, `-0.0` is `0.0`; elsewhere it is text.
  static let signs: [(String, String, Bool)] = [
    ("-0.0", "0.0", true),
    ("x -0.0", "x 0.0", true),
    ("x\t-0.0", "x\t0.0", true),
    ("(-0.0", "(0.0", true),
    ("[-0.0", "[0.0", true),
    ("1,-0.0", "1,0.0", true),
    ("x=-0.0", "x=0.0", true),
    ("x:-0.0", "x:0.0", true),
    ("(+0.5)", "(0.5)", true),
    ("{-0.0", "{0.0", false),
    ("x-0.0", "x0.0", false),
    ("x-0.0", "x+0.0", false),
    ("1-0.5", "1+0.5", false),
    ("1-0.50", "1-0.501", true),
    ("--0.0", "-0.0", false),
    ("<-0.0", "<0.0", false),
    ("3 - 5", "3 - 5", true),
    ("3 - 5", "3 + 5", false),
    // A minus sign that is not ASCII is text.
    ("−0.0", "0.0", false)
  ]

  static let counts: [(String, String, Bool)] = [
    ("1 2", "1 2", true),
    ("1 2", "1 2 3", false),
    ("1 2 3", "1 2", false),
    ("0.50, 0.25", "0.501, 0.2501", true),
    ("0.50, 0.25", "0.501, 0.26", false),
    ("[1.0, 2.0]", "[1.01, 2.01]", true),
    ("loss 0.5", "Loss 0.5", false),
    ("a  b", "a b", false),
    ("a ", "a", true),
    ("a", "a \t ", true),
    (" a", "a", false),
    ("é", "e\u{301}", false),
    ("", "", true)
  ]

  /// Recorded, computed, tolerance, and whether they agree.
  static let tolerances: [(String, String, String, Bool)] = [
    ("1.0", "1.000001", "1e-6", true),
    ("1.0", "0.999999", "1e-6", true),
    ("1.0", "1.0000011", "1e-6", false),
    ("1.0", "1.04", "1e-6", false),
    ("1.00", "1.09", "0.1", true),
    ("1.00", "1.1", "0.1", true),
    ("1.00", "1.11", "0.1", false),
    ("-2.0", "-2.1", "0.05", true),
    ("-2.0", "-1.9", "0.05", true),
    ("-2.0", "-2.11", "0.05", false),
    ("-2.0", "2.0", "0.5", false),
    ("200.0", "210.0", "0.05", true),
    ("2e2", "210", "0.05", true),
    ("0.0", "0.0", "0.1", true),
    ("0.0", "-0.0", "0.1", true),
    ("0.0", "0.04", "0.1", false),
    ("0.0", "1e-300", "0.1", false),
    ("0.04", "0.0", "0.1", false),
    ("5", "6", "0.5", false),
    ("5", "5", "0.5", true),
    ("nan", "nan", "0.1", true),
    ("inf", "inf", "0.1", true),
    ("inf", "1e308", "0.1", false),
    ("w1 = 2.0", "w1 = 2.1", "0.05", true),
    ("1e-300", "1.05e-300", "0.1", true),
    ("1e-300", "1.2e-300", "0.1", false)
  ]

  @Test(arguments: digits + ties + exponents + zeros)
  func `compares a number by the digits recorded`(
    recorded: String, computed: String, agrees: Bool
  ) {
    let mismatches = verdict(recorded: recorded, computed: computed).mismatches
    #expect(mismatches.isEmpty == agrees, "\(mismatches.map(\.brief))")
  }

  @Test(arguments: integers + notFinite)
  func `compares integers, nan and inf exactly`(
    recorded: String, computed: String, agrees: Bool
  ) {
    let mismatches = verdict(recorded: recorded, computed: computed).mismatches
    #expect(mismatches.isEmpty == agrees, "\(mismatches.map(\.brief))")
  }

  @Test(arguments: words + signs + counts)
  func `tells numbers from text`(recorded: String, computed: String, agrees: Bool) {
    let mismatches = verdict(recorded: recorded, computed: computed).mismatches
    #expect(mismatches.isEmpty == agrees, "\(mismatches.map(\.brief))")
  }

  @Test(arguments: tolerances)
  func `compares within the tolerance of the fence`(
    recorded: String, computed: String, tolerance: String, agrees: Bool
  ) {
    let mismatches = verdict(
      recorded: recorded, computed: computed, words: ", tolerance=\(tolerance)"
    ).mismatches
    #expect(mismatches.isEmpty == agrees, "\(mismatches.map(\.brief))")
  }

  @Test func `compares only blocks that ran to their end`() {
    let (lesson, _) = readLesson("```swift\n0\n```\n```output\n1\n```\n")
    let transcript = Transcript(shown: [0: [.text("2\n")]], completed: [])
    #expect(Verifier.verify(lesson, [], against: transcript).mismatches.isEmpty)
  }

  @Test func `counts what it compared`() {
    let found = verdict(
      recorded: "loss 0.5 after 10\nno number\n\n...\nw1",
      computed: "loss 0.5 after 10\nno number\n\nx\nw1")
    #expect(found.mismatches.isEmpty)
    #expect(found.numbers == 2)
    #expect(found.texts == 2)
  }
}
