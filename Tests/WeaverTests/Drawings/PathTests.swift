import Testing

@testable import Drawings
@testable import Formulas

@Suite("Drawn: paths and widths") struct PathTests {
  /// A length and its text.
  static let lengths: [(Double, String)] = [
    (0, "0"), (12, "12"), (0.5, ".5"), (-0.5, "-.5"), (-3.25, "-3.3"), (0.04, "0"), (-0.04, "0"),
    (99.96, "100"), (.nan, "0"), (.infinity, "0"), (1e300, "100000"), (-1e300, "-100000")
  ]

  @Test(arguments: lengths)
  func `have one decimal at most`(length: Double, text: String) {
    #expect(Coordinate.text(length) == text)
  }

  /// Points and the path through them.
  static let paths: [([(x: Double, y: Double)], String)] = [
    ([], ""), ([(1, 2)], "M1 2l0 0"), ([(1, 2), (1.04, 2), (3, 1.5)], "M1 2l2-.5"),
    ([(0, 0), (10, -10), (0.5, 0.25)], "M0 0l10-10-9.5 10.3")
  ]

  @Test(arguments: paths)
  func `are relative and short`(points: [(x: Double, y: Double)], data: String) {
    #expect(PathData.through(points) == data)
  }

  @Test func `add up no error`() {
    let points = (0...10_000).map { (x: Double($0) * 0.049, y: 0.0) }
    var sum = 0.0
    let steps = PathData.through(points).split(separator: "l")[1].split(separator: " ")
    for step in stride(from: 0, to: steps.count, by: 2) { sum += Double(steps[step]) ?? .nan }
    #expect((sum - 490).magnitude < 0.06)
  }

  @Test func `texts have room by our own widths`() {
    #expect(TextWidth.of("", size: 10) == 0)
    #expect(TextWidth.of("iii", size: 10) < TextWidth.of("mmm", size: 10))
    #expect(TextWidth.of("学习", size: 10) == 21)
    #expect(TextWidth.fitted("short", in: 100, size: 10) == "short")
    let long = TextWidth.fitted(String(repeating: "long ", count: 50), in: 100, size: 10)
    #expect(long.hasSuffix("…") && !long.hasSuffix(" …"))
    #expect(TextWidth.of(long, size: 10) <= 100)
  }
}
