import Foundation
import Processes
import Text
import Wire

/// The key of one run, which nobody knows but the program's `LessonKit` and us.
struct RunSecret: Sendable {
  private let bytes: [UInt8]

  init() {
    var generator = SystemRandomNumberGenerator()
    bytes = (0..<EventSeal.keySize).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// What seals events that are told at a place.
  func seal(_ lane: UInt64) -> EventSeal? { EventSeal(key: bytes, lane: lane) }

  /// A descriptor from which the key can be read once.
  func handedOut() throws(SystemError) -> Descriptor {
    let (reading, writing) = try ChildProcess.makePipe()
    try writing.write(bytes)
    return reading
  }
}

/// Reads the story of one program, line by line: what is not sealed with the run's key, or does not
/// come in the order in which a program goes through its blocks, was not told by the program.
struct StoryReader {
  /// What a line is.
  enum Line {
    case event(Event)
    /// Nothing that can be believed, and why.
    case fault(Reason)
  }

  private var seal: EventSeal?
  private var order: StoryOrder

  /// - Parameter program: what is run; `nil` for a copy of its process, which runs only a part.
  init(_ key: RunSecret?, _ lane: UInt64 = 0, of program: Program? = nil) {
    seal = key?.seal(lane)
    order = StoryOrder(program)
  }

  mutating func read(_ line: [UInt8]) -> Line {
    guard let bytes = seal?.opened(line) else {
      // A library of another version seals otherwise, or not at all.
      if !order.hasStarted, let version = Self.version(line), version != wireVersion {
        return .fault(.storyOfOtherVersion(version, ours: wireVersion))
      }
      return .fault(.storyForged)
    }
    guard let event = try? JSONDecoder().decode(Event.self, from: Data(bytes)), event.isSound
    else { return .fault(.storyBroken(String(decoding: bytes.prefix(80), as: UTF8.self))) }
    return order.takes(event) ? .event(event) : .fault(.storyForged)
  }

  /// The version that a line names as the first of a story.
  private static func version(_ line: [UInt8]) -> Int? {
    let json = line.prefix(1_000).drop { $0 != UInt8(ascii: "{") }
    guard case .started(let version)? = try? JSONDecoder().decode(Event.self, from: Data(json))
    else { return nil }
    return version
  }
}

/// The order of a story: it starts once, its blocks begin one after the other and end before the
/// next, each recorded value is told once and inside a block, and nothing comes after the end but
/// what a thread shows.
private struct StoryOrder {
  private(set) var hasStarted = false
  private var hasFinished = false
  private var nextBlock = 0
  private var block: Int?
  private var lastValue = -1
  /// How many blocks there are; `nil` where only a part is run.
  private let blocks: Int?
  /// What the program calls the time in which it waits for a copy of its process.
  private let waiting: Int?

  init(_ program: Program?) {
    blocks = program.map { $0.blocks.count - ($0.waits ? 1 : 0) }
    waiting = program.flatMap { $0.waits ? $0.blocks.count - 1 : nil }
  }

  /// Whether this can come next.
  mutating func takes(_ event: Event) -> Bool {
    if case .started = event {
      defer { hasStarted = true }
      return !hasStarted
    }
    guard hasStarted else { return false }
    switch event {
    case .started: return false
    case .shown, .refused: return true
    case .began(let number, _):
      guard !hasFinished else { return false }
      if number == waiting { return block == nil }
      guard let blocks else {
        block = number
        return true
      }
      guard block == nil, number == nextBlock, number < blocks else { return false }
      (block, nextBlock) = (number, nextBlock + 1)
      return true
    case .ended(let number, _):
      guard block == number else { return false }
      block = nil
      return true
    case .valued(let number, _, _):
      guard block != nil, number > lastValue else { return false }
      lastValue = number
      return true
    case .finished:
      guard !hasFinished, block == nil, blocks == nil || nextBlock == blocks else { return false }
      hasFinished = true
      return true
    }
  }
}
