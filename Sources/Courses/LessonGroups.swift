import Programs
import Text

/// Which lessons are compiled together.
///
/// Together are those whose programs have to be run and may be files of one module, as many as
/// leave every job a group of its own. A lesson that takes long is best begun by itself; so is one
/// of a few, because a second job would wait.
enum LessonGroups {
  /// The most lessons in one group.
  static let largest = 10
  /// Seconds up to which no lesson is long, and how many times as long as most a long one takes.
  private static let (short, timesAsLong) = (2.0, 4.0)

  /// The numbers of the lessons, group by group; a group of one is compiled alone.
  ///
  /// - Parameter seconds: what each took last; `nil` where that is not known.
  static func groups(
    _ lessons: [Tangled], seconds: [Double?], _ runner: Runner, jobs: Int
  ) -> [[Int]] {
    let known = seconds.compactMap(\.self).sorted()
    let long = max(short, timesAsLong * (known.isEmpty ? 0 : known[known.count / 2]))
    let joinable = lessons.indices.map { number in
      guard let programs = lessons[number].programs, (seconds[number] ?? 0) < long else {
        return nil as JoinableProgram?
      }
      return runner.canJoin(programs, of: lessons[number].lesson) ? programs.main.joinable : nil
    }
    return groups(joinable, jobs: jobs)
  }

  /// The same of programs: `nil` is one that stands alone. Each goes to the first group that it fits.
  static func groups(_ programs: [JoinableProgram?], jobs: Int) -> [[Int]] {
    let count = programs.count { $0 != nil }
    let size = min(largest, count / max(1, jobs))
    var groups: [[Int]] = []
    var open: [Int] = []
    for (number, program) in programs.enumerated() {
      let place = open.firstIndex { group in
        groups[group].allSatisfy { other in
          if let program, let other = programs[other] { program.fits(other) } else { false }
        }
      }
      if let place {
        groups[open[place]].append(number)
        if groups[open[place]].count >= size { open.remove(at: place) }
      } else {
        if program != nil, size > 1 { open.append(groups.count) }
        groups.append([number])
      }
    }
    return groups
  }
}
