import Lessons
import Programs
import Text
import Verdicts

/// What a lesson computed before its text was changed, laid beside its new text: shown, and marked,
/// until each block has computed it anew.
struct EarlierResults {
  /// The earlier results, by the blocks and values of the new text.
  private(set) var transcript = Transcript()
  /// The blocks from the first on that has changed: what they show may be another.
  private(set) var staleBlocks: Set<Int> = []

  /// - Parameter earlier: the last results that are whole; `nil` where there are none.
  init(_ earlier: Judged?, for new: Tangled) {
    let lesson = new.lesson
    let running = lesson.blocks.indices.filter { lesson.blocks[$0].swift?.hasOutput == true }
    guard let earlier else {
      staleBlocks = Set(running)
      return
    }
    let (before, after) = (earlier.lesson.swiftBlocks, lesson.swiftBlocks)
    let (places, first) = Self.pairs(before, after) { one, other in
      let (old, new) = (earlier.lesson.blocks[one], lesson.blocks[other])
      return old.role == new.role && old.code.hasSameBytes(as: new.code)
    }
    let blocks = places.map { (before[$0.0], after[$0.1]) }
    let changed = first < after.count ? after[first] : lesson.blocks.count
    staleBlocks = Set(running.filter { $0 >= changed })
    for (old, new) in blocks {
      transcript.shown[new] = earlier.transcript.shown[old]
      transcript.compilerErrors[new] = earlier.transcript.compilerErrors[old]
      if earlier.transcript.completed.contains(old) { transcript.completed.insert(new) }
    }
    let (inlines, _) = Self.pairs(earlier.lesson.inlines, lesson.inlines) {
      $0.expression.hasSameBytes(as: $1.expression)
    }
    takeValues(
      of: earlier, for: new, blocks: Dictionary(uniqueKeysWithValues: blocks),
      inlines: Dictionary(uniqueKeysWithValues: inlines))
  }

  private mutating func takeValues(
    of earlier: Judged, for new: Tangled, blocks: [Int: Int], inlines: [Int: Int]
  ) {
    /// The numbers of values by where they stand.
    func numbers(_ tangled: Tangled) -> [String: [Int]] {
      let values = tangled.programs?.values ?? []
      return Dictionary(grouping: values.indices) { Self.key(values[$0].place) }
    }
    let old = numbers(earlier.ran.tangled)
    for (key, places) in numbers(new) {
      guard let value = new.programs?.values[places[0]] else { continue }
      let before: RecordedValue.Place? =
        switch value.place {
        case .annotation(let block):
          blocks.first { $0.value == block }.map { .annotation(block: $0.key) }
        case .inline(let index): inlines.first { $0.value == index }.map { .inline($0.key) }
        }
      guard let before, let found = old[Self.key(before)], !key.isEmpty else { continue }
      for (number, earlierNumber) in zip(places, found) {
        transcript.values[number] = earlier.transcript.values[earlierNumber]
      }
    }
  }

  private static func key(_ place: RecordedValue.Place) -> String {
    switch place {
    case .annotation(let block): "block \(block)"
    case .inline(let index): "sentence \(index)"
    }
  }

  /// Which old elements stand for which new ones: the same from the beginning, the same from the end,
  /// and those between in their order. With the first new element that is another.
  private static func pairs<Element>(
    _ old: [Element], _ new: [Element], same: (Element, Element) -> Bool
  ) -> ([(Int, Int)], first: Int) {
    let top = zip(old, new).prefix(while: same).count
    let rest = min(old.count, new.count) - top
    let bottom = zip(old.reversed(), new.reversed()).prefix(rest).prefix(while: same).count
    let middle = min(old.count, new.count) - top - bottom
    let pairs =
      (0..<(top + middle)).map { ($0, $0) }
      + (0..<bottom).map { (old.count - bottom + $0, new.count - bottom + $0) }
    return (pairs, top)
  }

  /// What a run has said so far, and where it has said nothing yet, what there was before.
  func completed(by judged: Judged) -> (judged: Judged, staleBlocks: Set<Int>) {
    var merged = judged.transcript
    for (block, shown) in transcript.shown where merged.shown[block] == nil {
      merged.shown[block] = shown
    }
    for (block, errors) in transcript.compilerErrors where merged.compilerErrors[block] == nil {
      merged.compilerErrors[block] = errors
    }
    merged.completed.formUnion(transcript.completed)
    merged.values.merge(transcript.values) { new, _ in new }
    return (
      Judged(Ran(tangled: judged.ran.tangled, transcript: merged)),
      staleBlocks.subtracting(judged.transcript.completed)
    )
  }
}

extension Lesson {
  /// The indices of its Swift blocks.
  fileprivate var swiftBlocks: [Int] { blocks.indices.filter { blocks[$0].swift != nil } }
}
