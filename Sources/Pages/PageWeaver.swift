import Drawings
import Formulas
import Lessons
import Markup
import Memo
import Programs
import Text
import Verdicts

/// Weaves one lesson's body: its text, its code, and below each block what it showed.
struct PageWeaver {
  let lesson: Lesson
  let transcript: Transcript
  let verdict: Verdict
  /// What a preview shows beside what the page does; `nil` where a page is woven for readers.
  let preview: PreviewMarks?
  let references: References
  let links: Links
  let settings: CourseSettings
  let mathematics: Mathematics
  let layouts: GraphLayouts
  let highlighter: Highlighter
  var anchors: Anchors
  package var assets: Set<String> = []
  /// The paths of the other lessons that its links lead to.
  package var linkedLessons: Set<String> = []
  /// Files of the data of drawings, by their paths in the site.
  package var dataFiles: [String: String] = [:]
  package var problems: [Diagnostic] = []
  /// How many links lead nowhere.
  var dead = 0
  /// How far dead links have been found in the lines that begin at a number.
  var deadLinks: [Int: PlaceCursor] = [:]
  /// The headings of the second level, with those of the third in them.
  package var sections: [PageSection] = []
  /// The texts of footnotes, by their numbers.
  var footnotes: [Int: MarkdownNode] = [:]
  /// The title, and its anchor where it is a heading of the text.
  package private(set) var title: (text: [Node], anchor: String?) = ([], nil)
  /// The level of the last heading.
  var lastLevel = 1
  let texts: CourseTexts
  /// How many hints of the last exercise have been shown.
  var hints = 0
  var predictions: PredictionHTML
  /// Whether it shows what only a teacher needs, unfolded.
  let isForTeacher: Bool
  /// How many links to terms have been shown, and the terms themselves.
  var terms = 0
  var metTerms: Set<String> = []

  init(
    _ judged: Judged, links: Links, settings: CourseSettings, _ environment: Environment,
    store: Store?,
    isForTeacher: Bool = false, preview: PreviewMarks? = nil
  ) {
    self.isForTeacher = isForTeacher
    self.preview = preview
    lesson = judged.lesson
    transcript = judged.transcript
    verdict = judged.verdict
    self.links = links
    self.settings = settings
    texts = CourseTexts.texts(for: settings.language).texts
    predictions = PredictionHTML(texts, isOpen: isForTeacher)
    mathematics = Mathematics(
      environment, store: store,
      macros: settings.macros.merging(judged.lesson.frontMatter.macros) { $1 })
    layouts = GraphLayouts(environment, store: store)
    highlighter = Highlighter(store: store)
    references = References(lesson, transcript)
    anchors = Anchors(reserved: lesson.fixedAnchors)
  }

  /// The body. A first heading that is the title is left to the page's head.
  package mutating func body() -> [Node] {
    var nodes = lesson.document.children[...]
    if let first = lesson.titleHeading {
      let anchor = anchors.anchor(for: first.plainText)
      title = (inlines(first.children), anchor)
      nodes = nodes.drop { $0 != first }.dropFirst()
    } else {
      title = ([.text(lesson.title)], nil)
    }
    let edition: [Node] =
      isForTeacher ? [.line("p", ["class": "edition"], texts.teacherEdition)] : []
    let text = lesson.isGlossary ? glossary(Array(nodes)) : blocks(Array(nodes))
    return edition + text + predictions.answers + endNotes()
  }

  /// What the search finds in the lesson.
  package var places: [SearchIndex.Place] { SearchIndex.places(of: lesson, value: openValue) }

  /// The attribute of what is folded for readers.
  var unfolded: Attributes { ["open": isForTeacher ? "" : nil] }
}
