import Text
import Wire

/// What the site itself says, in one language: a text for each place, so that a language that lacks
/// one does not compile.
///
/// `{…}` in a text is filled in where it is used.
package struct CourseTexts: Sendable {
  /// The language tag of the texts.
  package var language: String
  /// What speakers of the language call it.
  package var ownName: String

  // Around the lesson
  var skipToLesson: String
  package var contents: String
  var previous: String
  var next: String
  var turnPages: String
  var allLessons: String
  package var lessons: String
  var download: String
  var downloadSolutions: String
  var appearance: String
  var appearanceSystem: String
  var appearanceLight: String
  var appearanceDark: String
  package var verified: String
  package var verifiedNothing: String
  package var verifiedCourse: String
  package var woven: String
  package var published: String
  var repository: String

  // What a reader has done
  var progressRead: String
  /// `{n}` of `{all}` predictions were right.
  var progressPredicted: String
  var progressSolved: String
  var progressSave: String
  var progressForget: String
  /// Asks once more.
  var progressSure: String

  // Search
  package var search: String
  package var searchLabel: String
  var searchHint: String
  var searchWithoutScript: String
  var searchNone: String
  var searchOne: String
  var searchMany: String
  var searchFailed: String
  package var close: String

  // A page that is not there
  package var notFound: String
  var notFoundHelp: String

  // In the lesson
  package var linkToSection: String
  package var exercise: String
  package var solution: String
  /// The check of an exercise.
  package var check: String
  /// A hint, with its number for `{n}`.
  package var hint: String
  package var rightChoice: String
  package var wrongChoice: String
  package var output: String
  package var compilerOutput: String
  package var crashOutput: String
  package var code: String
  package var formula: String
  package var copy: String
  package var footnotes: String
  /// Of the way from a footnote to its sentence.
  package var footnoteBack: String
  /// In a book, in place of a film or a sound that is on the page.
  package var onlyOnPage: String
  var copied: String
  var wrap: String
  var copyFailed: String
  package var figure: String
  package var table: String
  package var equation: String
  package var listing: String

  // The glossary, and the front door
  package var glossary: String
  package var usedIn: String
  /// Between the names of a list.
  package var listComma: String
  /// How long a lesson takes to read.
  package var readingTime: Counted
  package var buildsOn: String
  /// What stands above what a reader will be able to do.
  package var goals: String
  /// In place of the end of a printed line that is too long.
  package var restOfLine: String
  /// In place of `{n}` printed lines.
  package var moreLines: String
  /// By the words of `> [!NOTE]`.
  package var callouts: [Callout: String]

  // For a teacher
  package var teacherEdition: String
  package var wrongAnswer: String
  /// How a check went with an answer; `{message}` is what it said.
  package var proofFails: String
  package var proofPasses: String
  package var readerIsTold: String

  // Predictions
  /// Of a block; `{n}` is the prediction's number.
  package var predictionShows: String
  /// Of a value in a sentence or a table.
  package var predictionValue: String
  /// Of code that fails.
  package var predictionOutcome: String
  package var outcomeRuns: String
  package var outcomeDoesNotCompile: String
  package var outcomeCrashes: String
  package var yourPrediction: String
  /// A number that nothing stands before.
  package var predictionNumber: String
  package var choose: String
  package var judge: String
  package var showAnswer: String
  package var answers: String
  package var predictionRight: String
  package var predictionWrong: String
  package var predictionPartly: String
  package var predictionEmpty: String
  package var predictionNoNumber: String
  package var nearSign: String
  package var nearTwo: String
  package var nearTen: String
  package var nearFewer: String
  package var nearWhole: String
  package var nearLetters: String

  // In the lesson as a Swift file
  package var sourceLesson: String
  package var sourceData: String
  package var sourceRun: String
  package var sourceCheck: String
  package var sourceNotRun: String
  package var sourceDoesNotCompile: String
  package var sourceCrashes: String
  package var sourceIsolated: String
  package var sourceOnlyShown: String

  /// What drawings say.
  var wording: Wording

  // Counts
  package var numbers: Counted
  package var texts: Counted
  var and: String

  /// A noun with its number: `{n}` is the number.
  package struct Counted: Sendable {
    var one: String
    var many: String

    package func callAsFunction(_ count: Int) -> String {
      (count == 1 ? one : many).replacing("{n}", with: "\(count)")
    }
  }

  /// `3 numbers and 1 text`, or nothing.
  package func counted(numbers: Int, texts: Int) -> String? {
    let parts = [(numbers, self.numbers), (texts, self.texts)].filter { $0.0 > 0 }
      .map { $0.1($0.0) }
    return parts.isEmpty ? nil : parts.joined(separator: and)
  }

  // MARK: Languages

  /// Every language that there is.
  package static let all = [english, simplifiedChinese]

  /// The texts for a language tag, and whether they are in that language: English where there are
  /// none.
  ///
  /// `zh`, `zh-CN` and `zh-SG` mean simplified characters; other tags mean what their first part
  /// says.
  package static func texts(for tag: String) -> (texts: CourseTexts, isThere: Bool) {
    let parts = tag.lowercased().split(separator: "-")
    switch parts.first {
    case "en": return (english, true)
    case "zh":
      let isTraditional = parts.contains { ["hant", "tw", "hk", "mo"].contains($0) }
      if isTraditional, !parts.contains("hans") { return (english, false) }
      return (simplifiedChinese, true)
    default: return (english, false)
    }
  }
}

extension CourseTexts {
  /// The texts by their names, as templates print them: `{{text.next}}`. They are taken from the
  /// properties, so that a new text is there at once.
  package var dictionary: [String: String] {
    Dictionary(
      uniqueKeysWithValues: Mirror(reflecting: self).children.compactMap { child in
        guard let name = child.label, let text = child.value as? String else { return nil }
        return (name, text)
      })
  }
}
