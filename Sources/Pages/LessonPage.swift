package import Lessons
package import Markup
package import Memo
import Programs
package import Text
package import Verdicts

/// A lesson's page without what stands around it: its body, and what the site says of it elsewhere.
package struct LessonPage: Sendable {
  package let judged: Judged
  package var body: PageBody
  package let title: [Node]
  /// The anchor of the title's heading; `nil` where the front matter gives the title.
  package let titleAnchor: String?
  /// The headings of the second level, with those of the third in them.
  package let sections: [PageSection]
  /// Files below the lesson's folder that go to the same path below the site.
  package let assets: Set<String>
  /// The paths of the other lessons that its links lead to.
  package let linkedLessons: Set<String>
  /// The terms of the glossary that it leads to.
  package let terms: Set<String>
  /// The data of its drawings as files, by their paths in the site.
  package let dataFiles: [String: String]
  /// What the search finds in it.
  package let places: [SearchIndex.Place]
  /// Whether Graphviz laid out a picture of it.
  package let hasGraph: Bool
  /// What its page asks of a browser beside its text.
  package let needs: PageNeeds
  /// The lesson as a Swift file; `nil` where it runs nothing. A translation runs nothing.
  package let source: LessonSource?
  /// The same with the solutions of its exercises; `nil` where it has none.
  package let solutions: LessonSource?
  /// Everything that is wrong with the lesson, in the order of its lines.
  package let problems: [Diagnostic]

  package var lesson: Lesson { judged.lesson }

  /// Whether a reader moves something in it, for which the page's engine is loaded.
  package var hasKnobs: Bool { needs.hasKnobs }
  package var verdict: Verdict { judged.verdict }

  /// Weaves the page of a lesson; with `preview`, the page that its author sees.
  ///
  /// - Parameter isForBook: whether the body is kept as the tree that a book is printed from.
  package init(
    _ judged: Judged, of course: Course, _ links: Links, _ environment: Environment, store: Store?,
    isForTeacher: Bool = false, isForBook: Bool = false, preview: PreviewMarks? = nil
  ) {
    self.judged = judged
    let isOriginal = judged.translated == nil
    source = isOriginal ? LessonSource(judged, course: course, store: store) : nil
    solutions =
      isOriginal ? LessonSource(judged, course: course, store: store, solves: true) : nil
    var weaver = PageWeaver(
      judged, links: links, settings: course.settings, environment, store: store,
      isForTeacher: isForTeacher, preview: preview)
    let tree = weaver.body()
    body = isForBook ? .tree(tree) : .printed(tree.asHTML)
    hasGraph = tree.hasElement { $0.attributes["class"] == "drawing graph" }
    needs = PageNeeds(tree, weaver.title.text)
    title = weaver.title.text
    titleAnchor = weaver.title.anchor
    sections = weaver.sections
    assets =
      source == nil
      ? weaver.assets : weaver.assets.union(judged.lesson.dataFiles(in: course))
    linkedLessons = weaver.linkedLessons
    terms = weaver.metTerms
    dataFiles = weaver.dataFiles
    places = weaver.places
    problems = (judged.problems + weaver.problems).inOrderOfLines
  }

  /// What links of other lessons may lead to.
  package var linkTarget: LinkTarget {
    LinkTarget(lesson, References(lesson, judged.transcript))
  }

  /// What the contents page says of it beside what stands at its top.
  package var extent: LessonExtent {
    LessonExtent(
      minutes: lesson.readingMinutes, numbers: verdict.numbers, texts: verdict.texts)
  }

  /// The lesson in a report.
  package var report: LessonReport { LessonReport(judged, problems) }
}

/// A lesson's text. A site prints it as soon as it is woven, because the trees of a thousand lessons
/// take several times the memory of their HTML; a book prints the tree in its own way.
package enum PageBody: Sendable {
  case printed(String)
  case tree([Node])

  /// The text as HTML.
  package var html: String {
    switch self {
    case .printed(let html): html
    case .tree(let nodes): nodes.asHTML
    }
  }

  package var nodes: [Node] {
    switch self {
    case .printed(let html): [.written(html)]
    case .tree(let nodes): nodes
    }
  }
}

/// A section of a page, for the lists of what is there.
package struct PageSection: Sendable, Equatable {
  package var anchor: String
  /// What it is called.
  package var title: String
  /// The sections of the third level in it.
  package var parts: [PageSection] = []
}
