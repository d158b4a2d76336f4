import Foundation
import Testing

@testable import LessonKit
@testable import Programs
@testable import Text
@testable import Wire

/// What a lesson tells is believed where it is sealed and in order, and whatever bytes come instead.
@Suite("the story's reader") struct StoryReaderTests {
  private static let events: [Event] = [
    .started(version: wireVersion), .began(block: 0, output: 0),
    .valued(0, text: "2", output: 0), .shown(.value("x"), output: 3), .ended(block: 0, output: 3),
    .began(block: 1, output: 3), .shown(.table(Table(columns: ["a"], rows: [["1"]])), output: 4),
    .valued(3, text: nil, output: 4), .ended(block: 1, output: 4), .finished(output: 4)
  ]

  private static func program(blocks: Int) -> Program {
    var program = Program(path: "a.md", data: [], isOptimized: false, namesPlaces: false)
    program.blocks = (0..<blocks).map {
      Program.RunningBlock(index: $0, line: 1 + $0, timeout: 1, indentations: [])
    }
    return program
  }

  private static func line(_ event: Event, _ seal: inout EventSeal?) -> [UInt8] {
    let bytes = Array(LineEncoder.json(event).utf8)
    return (seal?.next(bytes) ?? []) + bytes
  }

  private static func lines(_ events: [Event], _ secret: RunSecret) -> [[UInt8]] {
    var seal = secret.seal(EventSeal.Lane.lesson)
    return events.map { line($0, &seal) }
  }

  /// The events that were believed, and what was said of the first line that was not.
  private static func read(
    _ lines: [[UInt8]], _ secret: RunSecret, blocks: Int = 2
  ) -> (events: [Event], fault: String?) {
    var reader = StoryReader(secret, EventSeal.Lane.lesson, of: program(blocks: blocks))
    var events: [Event] = []
    for line in lines {
      switch reader.read(line) {
      case .event(let event): events.append(event)
      case .fault(let reason): return (events, "\(reason)")
      }
    }
    return (events, nil)
  }

  @Test func `a story that is told in order is believed`() {
    let secret = RunSecret()
    let read = Self.read(Self.lines(Self.events, secret), secret)
    #expect(read.events == Self.events)
    #expect(read.fault == nil)
  }

  @Test func `the seal is SipHash-2-4`() throws {
    // The reference implementation's value for the bytes 0…15 under the key 0…15. The place and the
    // number stand in front of what is sealed: these are the sixteen bytes.
    let seal = EventSeal(
      key: Array(0...15), lane: 0x0706_0504_0302_0100, number: 0x0F0E_0D0C_0B0A_0908)
    var first = try #require(seal)
    #expect(first.next([]) == Array("3f2acc7f57c29bdb ".utf8))
    // Another number.
    #expect(first.next([]) != Array("3f2acc7f57c29bdb ".utf8))
    #expect(EventSeal(key: [1], lane: 0) == nil)
  }

  /// Stories that were changed on their way, by who has no key.
  static let changes: [(String, @Sendable ([[UInt8]]) -> [[UInt8]])] = [
    ("a line is left out", { Array($0[..<2] + $0[3...]) }),
    ("a line comes twice", { Array($0[..<3] + $0[2...]) }),
    ("two lines change places", { Array($0[..<2] + [$0[3], $0[2]] + $0[4...]) }),
    (
      "a digit is another",
      { lines in
        var lines = lines
        lines[2] = lines[2].map { $0 == UInt8(ascii: "2") ? UInt8(ascii: "3") : $0 }
        return lines
      }
    ),
    ("a line without a seal", { Array($0[..<2] + [Array($0[2].dropFirst(17))] + $0[3...]) }),
    ("an empty line", { Array($0[..<2] + [[]] + $0[2...]) }),
    ("bytes that are no text", { Array($0[..<2] + [[0xFF, 0, 0x0D]] + $0[2...]) })
  ]

  @Test(arguments: changes) func `a story that was changed is found out`(
    name: String, change: @Sendable ([[UInt8]]) -> [[UInt8]]
  ) {
    let secret = RunSecret()
    let read = Self.read(change(Self.lines(Self.events, secret)), secret)
    #expect(read.fault == "storyForged")
    #expect(read.events.count <= 4)
  }

  /// Stories that are sealed and cannot be: code that calls `LessonKit` by its symbols tells them.
  static let disorders: [(String, [Event])] = [
    ("no beginning", [.began(block: 0, output: 0)]),
    ("two beginnings", [.started(version: wireVersion), .started(version: wireVersion)]),
    ("a block twice", Array(events[..<5]) + [.began(block: 0, output: 3)]),
    ("a block is left out", Array(events[..<5]) + [.began(block: 2, output: 3)]),
    ("a block in a block", Array(events[..<4]) + [.began(block: 1, output: 3)]),
    ("another block's end", Array(events[..<4]) + [.ended(block: 1, output: 3)]),
    ("a value twice", Array(events[..<3]) + [.valued(0, text: "42", output: 0)]),
    ("a value of before", Array(events[..<8]) + [.valued(2, text: "42", output: 0)]),
    ("a value between blocks", Array(events[..<5]) + [.valued(1, text: "42", output: 0)]),
    ("an end inside a block", Array(events[..<4]) + [.finished(output: 3)]),
    ("an end before the last block", Array(events[..<5]) + [.finished(output: 3)]),
    ("a block after the end", events + [.began(block: 2, output: 4)]),
    ("two ends", events + [.finished(output: 4)])
  ]

  @Test(arguments: disorders) func `a story out of order is found out`(
    name: String, events: [Event]
  ) {
    let secret = RunSecret()
    let read = Self.read(Self.lines(events, secret), secret)
    #expect(read.fault == "storyForged")
    #expect(read.events == Array(events.dropLast()))
  }

  @Test func `sealed bytes that are no event are another version's`() {
    let secret = RunSecret()
    for text in ["", "{", "null", #"{"began":{"block":-1,"output":0}}"#, #"{"shown":{"_0":1}}"#] {
      var seal = secret.seal(EventSeal.Lane.lesson)
      let read = Self.read([(seal?.next(Array(text.utf8)) ?? []) + Array(text.utf8)], secret)
      #expect(read.fault?.hasPrefix("storyBroken") == true, "\(text): \(read)")
    }
    let old = Array(#"{"started":{"version":3}}"#.utf8)
    #expect(Self.read([old], secret).fault == "storyOfOtherVersion(3, ours: \(wireVersion))")
  }

  @Test func `what is sealed for a copy is nothing in the lesson's story`() {
    let secret = RunSecret()
    var seal = secret.seal(EventSeal.Lane.answer(0))
    let line = Self.line(Self.events[0], &seal)
    #expect(Self.read([line], secret).fault == "storyForged")
  }

  @Test func `no bytes stop the reader`() {
    // 20,000 stories, each changed at a few places: bytes, lines, and sealed nonsense.
    var generator = SeededGenerator(state: 19)
    let secret = RunSecret()
    let lines = Self.lines(Self.events, secret)
    for _ in 0..<2_000 {
      var changed = lines
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        let row = Int.random(in: changed.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where !changed[row].isEmpty:
          let column = Int.random(in: changed[row].indices, using: &generator)
          changed[row][column] ^= UInt8.random(in: 1...255, using: &generator)
        case 1: changed[row] = Array(changed[row].dropLast())
        case 2: changed.insert(changed[row], at: Int.random(in: changed.indices, using: &generator))
        default: changed.swapAt(row, Int.random(in: changed.indices, using: &generator))
        }
      }
      let read = Self.read(changed, secret)
      #expect(read.fault == "storyForged" || changed == lines)
      #expect(Self.events.starts(with: read.events))
    }
    for _ in 0..<2_000 {
      // With a right seal, so that the bytes reach the decoder.
      var bytes = Array(LineEncoder.json(Self.events.randomElement(using: &generator)!).utf8)
      for _ in 0...2 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      var seal = secret.seal(EventSeal.Lane.lesson)
      _ = Self.read([(seal?.next(bytes) ?? []) + bytes], secret)
    }
  }
}

/// A generator whose numbers are the same in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
