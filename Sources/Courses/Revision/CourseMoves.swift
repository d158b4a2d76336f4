import Foundation
import Lessons
import Processes
package import Text
package import Verdicts

/// What moved in a course since a revision of its repository.
package struct CourseMoves: Sendable {
  /// The revision as it was asked for, and its commit.
  package var revision: String
  package var commit: String
  /// The lessons in which something is another, in their order.
  package var lessons: [LessonMoves] = []
  /// Lessons that are new, and lessons that are gone.
  package var added: [LessonMoves] = []
  package var removed: [LessonMoves] = []
  /// What is wrong with lessons as they are now.
  package var problems: [Diagnostic] = []
  /// What could not be read of the revision.
  package var remarks: [Diagnostic] = []

  /// How many numbers moved, and how many texts.
  package var counts: (numbers: Int, texts: Int) {
    lessons.reduce((0, 0)) { ($0.0 + $1.counts.numbers, $0.1 + $1.counts.texts) }
  }

  /// Whether a number or a text moved.
  package var hasMoves: Bool { counts != (0, 0) }
}

extension CourseRun {
  /// Compares what the course records with what it recorded at a revision. Nothing is run.
  ///
  /// - Parameter mergeBase: whether the commit is meant at which what is checked out left it.
  package func moves(since revision: String, mergeBase: Bool) throws(Diagnostic) -> CourseMoves {
    let folder = options.course
    let names = try Course.lessonFiles(in: folder).names
    let repository = try Repository(of: folder, environment: environment)
    let commit = try repository.commit(revision, mergeBase: mergeBase)
    var moves = CourseMoves(revision: revision, commit: commit)
    let entries = try repository.lessons(at: commit)
    let contents = try repository.contents(of: entries, at: commit)
    if entries.isEmpty {
      moves.remarks.append(
        Diagnostic(.revision(.noLessonsThen(revision: moves.shownRevision)), at: nil))
    }
    var old: [String: [UInt8]] = [:]
    for (entry, bytes) in zip(entries, contents) { old[entry.name] = bytes }
    var new: [String: [UInt8]] = [:]
    for name in names {
      do throws(Diagnostic) {
        let path = "lessons/\(name)"
        new[name] = try Course.readBytes(path, in: folder)
      } catch {
        moves.problems.append(error)
      }
    }
    moves.compare(names, old, new, jobs: options.jobs, prefix: repository.prefix)
    return moves
  }
}

extension CourseMoves {
  /// The revision in words: as it was asked for, and its commit.
  package var shownRevision: String {
    let short = String(commit.prefix(7))
    return commit.hasPrefix(revision) ? short : "\(revision) (\(short))"
  }

  /// Pairs the lessons, and compares those whose texts differ.
  fileprivate mutating func compare(
    _ names: [String], _ old: [String: [UInt8]], _ new: [String: [UInt8]], jobs: Int,
    prefix: String
  ) {
    let pairs = LessonPairs(
      old.mapValues { String(decoding: $0, as: UTF8.self) },
      new.mapValues { String(decoding: $0, as: UTF8.self) }
    ).pairs
    let changed = names.filter { name in
      new[name] != nil && (pairs[name] != name || old[name] != new[name])
    }
    let (revision, shown) = (self.revision, shownRevision)
    let compared = concurrentMap(changed, jobs: jobs) { name -> Compared in
      let (now, problems) = Course.readLesson("lessons/\(name)", bytes: new[name] ?? [])
      guard let now, problems.allSatisfy({ $0.severity != .error }) else {
        return Compared(problems: problems)
      }
      guard let then = pairs[name] else {
        return Compared(
          added: LessonMoves(now.file.path, added: LessonMoves.records(of: now), removed: 0))
      }
      let (lesson, found) = Self.read(then, old[then] ?? [], revision, shown, prefix)
      guard let lesson else { return Compared(remarks: found) }
      return Compared(moves: LessonMoves(lesson, now))
    }
    for result in compared {
      problems += result.problems
      remarks += result.remarks
      if let moved = result.moves { lessons.append(moved) }
      if let lesson = result.added { added.append(lesson) }
    }
    lessons.removeAll { $0.isEmpty && $0.oldPath == nil }
    let gone = Set(old.keys).subtracting(pairs.values).subtracting(names)
    for name in gone.sorted(by: LessonName.isOrderedBefore) {
      let (lesson, found) = Self.read(name, old[name] ?? [], revision, shown, prefix)
      remarks += found
      removed.append(
        LessonMoves(
          "lessons/\(name)", added: 0, removed: lesson.map(LessonMoves.records) ?? 0))
    }
  }

  /// What became of one lesson.
  private struct Compared {
    var moves: LessonMoves?
    var added: LessonMoves?
    var problems: [Diagnostic] = []
    var remarks: [Diagnostic] = []
  }

  /// Reads a lesson as it was; where that cannot be, the first thing wrong with it, at its place as
  /// git names it.
  private static func read(
    _ name: String, _ bytes: [UInt8], _ revision: String, _ shown: String, _ prefix: String
  ) -> (Lesson?, [Diagnostic]) {
    let (lesson, problems) = Course.readLesson("lessons/\(name)", bytes: bytes)
    guard let first = problems.first(where: { $0.severity == .error }) else { return (lesson, []) }
    var remark = first
    remark.reason = .revision(.unreadLesson(revision: shown, first.reason.message))
    remark.location = Location(
      file: "\(revision):\(prefix)lessons/\(name)", line: first.location?.line,
      column: first.location?.column)
    return (nil, [remark])
  }
}
