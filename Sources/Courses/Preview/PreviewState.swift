import Foundation
import Lessons
import Memo
import Pages
import Programs
import Sites
import Text
import Verdicts

/// What a preview works with.
struct PreviewTools: Sendable {
  let toolchain: Toolchain
  let cache: CacheFolder
  /// `nil` where the course's own theme is wrong.
  let theme: Theme?
}

/// Everything that a preview knows.
struct PreviewState: Sendable {
  /// The course, its drafts with pages; `nil` where it cannot be read.
  private(set) var course: Course?
  /// By their files.
  var lessons: [String: PreviewLesson] = [:]
  /// What is wrong with the course itself.
  var problems: [Diagnostic] = []
  private(set) var tools: PreviewTools?
  /// The identity of each file of the course's folder when it was last looked at.
  var files: [String: String] = [:]
  /// Whether the course could not be read when it was last looked at: then any change asks for all.
  var isBroken = false
  /// The files of each lesson's part of the site that were last given out.
  var served: [String: [String: Data]] = [:]

  /// What the sources of the course's own library are called among the files.
  static let ownPackage = "/package"

  /// A lesson whose work begins.
  struct Begun {
    let lesson: Lesson
    let generation: Int
  }

  /// Takes over a course that was read; the results of the lessons whose text it has are kept.
  mutating func take(
    _ course: Course, _ problems: [Diagnostic], _ tools: PreviewTools
  ) -> [Begun] {
    self.course = course
    self.problems = problems.filter { $0.location?.file.hasSuffix(".md") != true }
    self.tools = tools
    isBroken = false
    served = [:]
    let paths = Set(course.lessons.map(\.file.path))
    lessons = lessons.filter { paths.contains($0.key) }
    return course.lessons.map { begin($0) }
  }

  /// A lesson has another text, or may give another result.
  mutating func begin(_ lesson: Lesson) -> Begun {
    let path = lesson.file.path
    var known = lessons[path] ?? PreviewLesson(lesson)
    known.begin(lesson)
    lessons[path] = known
    if let index = course?.lessons.firstIndex(where: { $0.file.path == path }) {
      course?.lessons[index] = lesson
    }
    return Begun(lesson: lesson, generation: known.generation)
  }

  /// Whether changed files concern more than the lessons that name them.
  func asksForAll(_ changed: [String], _ now: [String: String]) -> Bool {
    changed.contains { file in
      let isLesson = file.hasSuffix(".md") && file.split(separator: "/").count == 2
      let name = String(file.split(separator: "/").last ?? "")
      return file == Self.ownPackage
        || file.hasPrefix("lessons/course.") || file.hasPrefix("theme/")
        || (isLesson && LessonName.language(of: name) != nil)
        || (isLesson && file.hasPrefix("lessons/") && (files[file] == nil || now[file] == nil))
    }
  }

  /// The files of the lessons that changed files concern.
  func paths(concernedBy changed: [String]) -> [String] {
    lessons.values.filter { lesson in
      changed.contains { file in
        file == lesson.path
          || lesson.inputs.contains { $0 == file || file.hasPrefix("\($0)/") }
      }
    }.map(\.path).sorted()
  }

  /// Pages with links to a lesson are woven anew when they are next asked for.
  mutating func forgetPages(linkedTo path: String) {
    for (other, lesson) in lessons where lesson.woven?.linkedLessons.contains(path) == true {
      lessons[other]?.forgetPage()
    }
  }

  /// What links may lead to, by the files of lessons and of their translations.
  var targets: [String: LinkTarget] {
    var targets = lessons.compactMapValues(\.target)
    for translation in course?.translations ?? [] {
      let judged = judged(translation)
      targets[translation.lesson.file.path] = LinkTarget(
        judged?.lesson ?? translation.lesson,
        judged.map { References($0.lesson, $0.transcript) })
    }
    return targets
  }

  /// The translation whose page has this path.
  func translation(at path: String) -> Judged? {
    course?.translations.first { "\($0.lesson.page).html" == path }.flatMap(judged)
  }

  /// A translation with what its original is now; `nil` where that has nothing to show yet.
  private func judged(_ translation: Translation) -> Judged? {
    guard let original = lessons[translation.original]?.judged else { return nil }
    var now = Translation(translation.source, of: original.lesson)
    now.showDraft()
    return Judged(now, of: original, now.problems)
  }

  /// A file beside the page of a lesson that was given out.
  func servedFile(_ path: String) -> Data? {
    served.values.lazy.compactMap { $0[path] }.first
  }
}

/// What a preview knows of one lesson.
struct PreviewLesson: Sendable {
  let path: String
  private(set) var lesson: Lesson
  /// Counts the texts and the results that were asked for; what belongs to an earlier one is dropped.
  private(set) var generation = 0
  /// Counts what is to be seen of it.
  private(set) var revision = 0
  /// When its present work began.
  private(set) var start = ContinuousClock.now
  /// What is to be seen of it.
  private(set) var judged: Judged?
  private(set) var marks = PreviewMarks()
  /// The last results that are whole.
  var whole: Judged?
  /// What it is doing; `nil` where it is done.
  private(set) var words: String?
  /// Why its file could not be read.
  private(set) var problems: [Diagnostic] = []
  /// Its page, where it is woven.
  var woven: LessonPage?
  /// What links may lead to.
  private(set) var target: LinkTarget?

  init(_ lesson: Lesson) {
    path = lesson.file.path
    self.lesson = lesson
  }

  /// Its page's path below the site.
  var page: String { "\(lesson.name).html" }

  /// The files and folders beside its own that it depends on, from the course's folder.
  var inputs: [String] {
    let named = lesson.frontMatter.data + [lesson.frontMatter.setup].compactMap(\.self)
    return (named.compactMap(CoursePath.normalized) + (woven?.assets ?? []))
      .map { "\(lesson.folder)/\($0)" }
  }

  /// Its work begins, with this text.
  mutating func begin(_ lesson: Lesson) {
    self.lesson = lesson
    generation += 1
    start = .now
    problems = []
    // Until then, the text can be seen with what there was.
    if judged == nil {
      let tangled = Tangled(lesson: lesson, programs: nil, problems: [])
      let blocks = lesson.blocks.indices.filter { lesson.blocks[$0].swift?.hasOutput == true }
      show(
        Judged(Ran(tangled: tangled, transcript: Transcript())),
        PreviewMarks(staleBlocks: Set(blocks)), words: "waiting…")
    }
  }

  /// Something else is to be seen.
  mutating func show(_ judged: Judged, _ marks: PreviewMarks, words: String?) {
    self.judged = judged
    self.marks = marks
    self.words = words
    target = LinkTarget(judged.lesson, References(judged.lesson, judged.transcript))
    forgetPage()
  }

  /// Its file cannot be read: the last page stays.
  mutating func fail(_ problems: [Diagnostic]) {
    generation += 1
    revision += 1
    self.problems = problems
  }

  mutating func forgetPage() {
    revision += 1
    woven = nil
  }
}

extension Lesson {
  /// Which text it is.
  var version: String { Checksum(Array(file.text.utf8)).text }
}
