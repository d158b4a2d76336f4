import Foundation
import Testing
import Wire

@testable import LessonKit

@Suite("LessonKit: the line encoder") struct LineEncoderTests {
  /// Texts that JSON has to escape, and some that it must not.
  static let texts: [String] = [
    "", "a", "a b", "\"", "\\", "\\\"", "\n", "\r", "\t", "\r\n", "\u{0}", "\u{1}", "\u{8}",
    "\u{B}", "\u{C}", "\u{1B}[0m", "\u{1F}", "\u{7F}", "\u{80}", "/", "</script>", "é", "e\u{301}",
    "学习", "😀", "👨‍👩‍👧", "🇩🇪", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}",
    "\u{10FFFF}", "{\"a\":1}", "null", String((0..<0x80).map { Character(Unicode.Scalar($0)) }),
    String(repeating: "long \"text\" ", count: 10_000)
  ]

  private static let derivatives = Derivatives(
    of: "L",
    rows: [
      DerivativeRow(
        parameter: "w\"1\"",
        paths: [[Factor(symbol: "(e − ê)", value: "-1.5", isShared: true)], []],
        omittedPaths: "12345678901234567890", backpropagated: "1", difference: "1", error: "0",
        agrees: true),
      DerivativeRow(
        parameter: "w2", paths: [], backpropagated: "0", difference: "nan", error: "nan",
        agrees: false)
    ], multiplications: .max, multiplicationsWithoutSharing: "9", caption: "a\nb")

  /// Numbers of every size, which have to come through bit for bit.
  private static let plot = Plot(
    title: "t", x: Axis("x", isLogarithmic: true, ends: [0.1, 1e-300]), y: Axis(),
    series: [
      .init(
        "s", kind: .points,
        x: [0.1, 1e-05, 1e22, .leastNonzeroMagnitude, -0.0, 1.7976931348623157e308, 3],
        y: [1.0 / 3, -2, 0, 1, 2, 3, 4], count: 7, notFinite: 1, notPositive: 2),
      .init(nil, kind: .columns, x: [], y: [], count: 0)
    ])

  static let events: [Event] =
    [
      .started(version: 1), .began(block: 0, output: 0), .began(block: .max, output: .min),
      .ended(block: 3, output: -1), .finished(output: 1 << 40), .shown(.group([]), output: 0),
      .shown(.table(Table(columns: [], rows: [])), output: 1),
      .shown(.table(Table(columns: ["a", "\""], rows: [["", "\n"], ["1", "2"]])), output: 1),
      .shown(.table(Table(columns: ["a"], rows: [["b"]], caption: "\\")), output: 1),
      .shown(.derivatives(derivatives), output: 5),
      .shown(.formula("\\frac{a}{b}"), output: 5),
      .shown(.plot(plot), output: 5),
      .shown(
        .bars(
          Bars(
            value: Axis("\""), labels: ["a"],
            series: [.init(nil, values: [nil]), .init("b", values: [0.1])])),
        output: 5),
      .shown(
        .heatMap(
          HeatMap(
            rows: [[1.5, nil], [-0.0, 1e300]], columnNames: ["a", "b"],
            scale: [0, .leastNonzeroMagnitude],
            middle: 0.5, border: 1, points: plot.series, size: [2, 2])), output: 5),
      .shown(
        .images(
          ImageGrid(images: [.init(rows: ["0f"], size: [2, 1])], count: 9, scale: [-1, 1])),
        output: 5),
      .shown(
        .graph(
          Graph(
            nodes: [.init("a", role: .loss, value: "1", gradient: nil)],
            edges: [.init(from: 0, to: 0, label: "b")], summary: [.init("c", 1)], leadsDown: true)),
        output: 5),
      .shown(
        .neurons(
          NeuronDiagram(
            columns: [.init("a", neurons: ["", "b"], count: 7)], weights: [[[1.5, nil]]])),
        output: 5),
      .shown(
        .steps(
          Steps(name: "epoch", frames: [.init("1", .plot(plot)), .init("2", .text("b"))], count: 2)),
        output: 5),
      .shown(.group([.group([.text("a"), .value("b")]), .derivatives(derivatives)]), output: 2)
    ] + texts.flatMap { [.shown(.text($0), output: 0), .shown(.value($0), output: 0)] }

  @Test(arguments: events)
  func `is read back by any JSON decoder`(event: Event) throws {
    let line = LineEncoder.line(event)
    #expect(try JSONDecoder().decode(Event.self, from: Data(line.utf8)) == event)
  }

  @Test(arguments: events)
  func `is one line`(event: Event) {
    let line = LineEncoder.line(event)
    #expect(line.utf8.last == 0x0A)
    #expect(line.utf8.count { $0 == 0x0A } == 1)
    #expect(!line.utf8.contains { $0 < 0x20 && $0 != 0x0A })
  }

  @Test(arguments: texts)
  func `keeps every scalar`(text: String) throws {
    let line = LineEncoder.line(Event.shown(.text(text), output: 0))
    let event = try JSONDecoder().decode(Event.self, from: Data(line.utf8))
    guard case .shown(.text(let read), _) = event else {
      Issue.record("another event")
      return
    }
    #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `writes what other encoders write`() throws {
    for event in Self.events {
      let ours = try JSONSerialization.jsonObject(with: Data(LineEncoder.json(event).utf8))
      let theirs = try JSONSerialization.jsonObject(with: JSONEncoder().encode(event))
      #expect(ours as? NSDictionary == theirs as? NSDictionary)
    }
  }
}
