import Lessons
import Text

/// Which lesson of a revision each lesson is now: the one of its name, else the one of its page, where
/// only the number has changed, else the one most of whose lines it has.
struct LessonPairs {
  /// By the present name: the name then.
  private(set) var pairs: [String: String] = [:]

  /// - Parameters:
  ///   - old: the texts of the revision, by the names of their files.
  ///   - new: those of now.
  init(_ old: [String: String], _ new: [String: String]) {
    for name in new.keys where old[name] != nil { pairs[name] = name }
    var gone = Set(old.keys).subtracting(new.keys)
    var added = Set(new.keys).subtracting(old.keys)
    func pair(_ now: String, _ then: String) {
      pairs[now] = then
      gone.remove(then)
      added.remove(now)
    }
    let pages = Dictionary(grouping: gone, by: Self.page)
    for name in added.sorted() {
      let same = pages[Self.page(name)] ?? []
      if same.count == 1, gone.contains(same[0]) { pair(name, same[0]) }
    }
    let (before, after) = (gone.sorted(), added.sorted())
    for (now, then) in Self.alike(before.map { old[$0] ?? "" }, after.map { new[$0] ?? "" }) {
      let (now, then) = (after[now], before[then])
      guard added.contains(now), gone.contains(then),
        LessonName.language(of: now) == LessonName.language(of: then)
      else { continue }
      pair(now, then)
    }
  }

  private static func page(_ name: String) -> String {
    "\(LessonName.language(of: name) ?? "") \(LessonName.page(of: name))"
  }

  /// The pairs of texts that have at least half of their lines in common, the most alike first.
  private static func alike(_ old: [String], _ new: [String]) -> [(now: Int, then: Int)] {
    let before = old.map { Set($0.textLines.filter { !$0.isEmpty }) }
    let after = new.map { Set($0.textLines.filter { !$0.isEmpty }) }
    var holders: [Substring: [Int]] = [:]
    for (then, lines) in before.enumerated() {
      for line in lines { holders[line, default: []].append(then) }
    }
    var found: [(now: Int, then: Int, likeness: Double)] = []
    for (now, lines) in after.enumerated() {
      var same: [Int: Int] = [:]
      // A line that stands in many lessons tells none of them from another.
      for line in lines {
        guard let holding = holders[line], holding.count <= 50 else { continue }
        for then in holding { same[then, default: 0] += 1 }
      }
      for (then, count) in same {
        let likeness = 2 * Double(count) / Double(lines.count + before[then].count)
        if likeness >= 0.5 { found.append((now, then, likeness)) }
      }
    }
    return found.sorted { ($1.likeness, $0.now, $0.then) < ($0.likeness, $1.now, $1.then) }
      .map { ($0.now, $0.then) }
  }
}
