/// What can be wrong with a translation beside its original.
package enum TranslationReason: Sendable {
  // Files
  case noOriginal(String, known: [String])
  case languageOfCourse(String)
  case keyOfOther(String, isOfOriginal: Bool)

  // Blocks
  case fromInOriginal
  case codeInTranslation
  case fromWithCode
  case outputInOriginal
  case unknownBlock(String, known: [String])
  case noFurtherBlock(last: Int?)
  case takenTwice(first: Int)
  case nothingToTranslate(String)
  case notTranslated(String)
  case notTaken(lines: [Int])

  // Sentences and displays
  case unknownExpression(String, known: [String])
  case recordMissing(String)
  case unusedText(String, known: [String])

  // Age
  case outdated(changed: Int, removed: Int)
  case ageUnknown
  case headingsDiffer(own: Int, original: Int)
}

extension TranslationReason {
  /// Whether a page would be wrong by it; else the page only lags behind.
  var severity: Severity {
    switch self {
    case .notTranslated, .notTaken, .outdated, .ageUnknown, .headingsDiffer: .warning
    default: .error
    }
  }

  /// Whether it speaks of changes of the original.
  package var isOfAge: Bool {
    switch self {
    case .outdated, .ageUnknown: true
    default: false
    }
  }

  var message: String {
    switch self {
    case .noOriginal(let file, _): "this is a translation of '\(file)', which does not exist"
    case .languageOfCourse(let language): "the course itself is in '\(language)'"
    case .keyOfOther(let key, isOfOriginal: true):
      "the key '\(key)' stands in the original, and holds for its translations"
    case .keyOfOther(let key, isOfOriginal: false): "the key '\(key)' belongs to a translation"
    case .fromInOriginal: "'from' takes a block of an original, and this lesson is no translation"
    case .codeInTranslation: "code of a translation stands in its original"
    case .fromWithCode: "this block takes its code from the original, and has code of its own"
    case .outputInOriginal: "what a block shows is recorded in the original"
    case .unknownBlock(let name, _): "no Swift block of the original is called '\(name)'"
    case .noFurtherBlock: "the original has no further Swift block"
    case .takenTwice: "this block of the original is taken a second time"
    case .nothingToTranslate(let word):
      "the block of the original has no '\(word)' to be translated"
    case .notTranslated(let word): "the '\(word)' of this block is in the original's language"
    case .notTaken(let lines):
      "this translation does not take \(lines.count == 1 ? "a block" : "\(lines.count) blocks") of its "
        + "original, at line \(lines.map(String.init).joined(separator: ", "))"
    case .unknownExpression(let code, _): "no sentence of the original computes '\(code)'"
    case .recordMissing(let record): "the original records '\(record)' for this value"
    case .outdated(let changed, let removed):
      "since this was translated, "
        + [
          changed > 0 ? "\(Self.parts(changed)) of the original changed" : nil,
          removed > 0
            ? "\(Self.parts(removed)) of it \(removed == 1 ? "was" : "were") removed" : nil
        ].compactMap(\.self).joined(separator: ", ")
    case .ageUnknown: "nothing says from which state of its original this was translated"
    case .headingsDiffer(let own, let original):
      own == original
        ? "the headings of this translation are of other levels than those of its original"
        : "this translation has \(own) \(own == 1 ? "heading" : "headings"), and its original "
          + "\(original)"
    case .unusedText(let text, _): "no display of this lesson says '\(text)'"
    }
  }

  private static func parts(_ count: Int) -> String {
    count == 1 ? "a paragraph" : "\(count) paragraphs"
  }

  var help: String? {
    switch self {
    case .noOriginal(let file, let known):
      nearestMatch(to: file, among: known).map { "did you mean a translation of '\($0)'?" }
        ?? "give the file the name of its original, with the language before '.md'"
    case .languageOfCourse:
      "leave the language out of the name, or give 'language' in course.yml another"
    case .keyOfOther(_, isOfOriginal: true): "remove it here"
    case .keyOfOther(_, isOfOriginal: false):
      "the name of a translation ends in its language, as in 01-slope.zh-Hans.md"
    case .fromInOriginal: "write the code here"
    case .codeInTranslation, .fromWithCode:
      "write an empty fence: ```swift, from takes the block that follows in the original, "
        + "```swift, from=name the one with that name; code that is only shown is ```swift, ignore"
    case .outputInOriginal: "remove it: a block that is taken brings its output"
    case .unknownBlock(let name, let known):
      known.isEmpty
        ? "its blocks have no names: take them in their order, with ```swift, from"
        : Reason.nearest(name, known, what: "names")
    case .noFurtherBlock(let last):
      last.map { "the last one stands at its line \($0); is one taken twice above?" }
        ?? "it has none that a reader sees"
    case .takenTwice(let first): "it is taken at line \(first)"
    case .nothingToTranslate: "remove it here, or give the original one"
    case .notTranslated(let word): "write it beside 'from', as in \(word)=\"…\""
    case .notTaken: "take each with an empty fence, where it belongs: ```swift, from"
    case .unknownExpression(let code, let known):
      known.isEmpty
        ? "a translation repeats what the sentences of its original compute; they compute nothing"
        : Reason.nearest(code, known, what: "expressions")
    case .recordMissing(let record): "write it here too: // => \(record)"
    case .outdated, .ageUnknown:
      "read both; where they say the same, note it with: nabla verify --update --translated"
    case .headingsDiffer: "a section of a translation is known by the place of its heading"
    case .unusedText(let text, let known):
      nearestMatch(to: text, among: known).map { "did you mean '\($0)'?" }
        ?? "it has to be the whole of a title, a caption, a name or a label, letter by letter"
    }
  }
}
