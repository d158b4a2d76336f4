/// The way out of every reason that has one.
extension Reason {
  /// The way out.
  package var help: String? {
    switch self {
    case .notUTF8: "save the file as UTF-8, for example with: iconv -f latin1 -t utf-8"
    case .holdsNUL: "remove it; in Swift, write it as \\0"
    case .controlCharacterInName: "give the file another name"
    case .colonInName:
      "give the file another name: browsers take what stands before a colon for the kind of an address"
    case .frontMatterUnclosed: "end it with a line of three hyphens: ---"
    case .frontMatterBroken:
      "the front matter is YAML, one 'key: value' a line; put quotes around a value with ': ' in it"
    case .unknownKey(let key, let known): nearest(key, known, what: "keys")
    case .wrongType: nil
    case .unknownFenceWord(let word, let known): nearest(word, known, what: "words")
    case .fenceWordTwice: "remove one of the two"
    case .fenceWordsClash: "keep the one that is meant"
    case .fenceWordNeedsValue(let word, let example): "write it as \(word)=\(example)"
    case .fenceWordBadValue: nil
    case .fenceWordTakesNoValue(let word, _): "write it as '\(word)'"
    case .nestedTooDeep: "take some of the quotes, lists or emphases away"
    case .squareBracketsTooDeep:
      "close one of them, or give the inner part a name: the compiler's time doubles with each level"
    case .fenceWordGoesWith: "remove one, or write both"
    case .withoutExercise: "put it right below a block marked 'exercise'"
    case .exercisePartTwice(_, let first): "the first stands at line \(first)"
    case .exercisePartBelow:
      "the order is: exercise, hints, wrong answers, check, solution"
    case .exerciseWithoutCheck:
      "write, above the solution, a block 'swift, check' with lines such as: "
        + "expect(slope(at: 3), 4, \"at w = 3\")"
    case .exerciseWithoutSolution:
      "write one below its check, in a block 'swift, solution': it is what later blocks see"
    case .predictionInHeading: "ask in a sentence below it"
    case .inlineEmpty: "write it as `{swift} expression` or `{swift} expression // => value`"
    case .inlineNotExpression: "compute it in a block above, and write its name here"
    case .notInlineSwift:
      "write it as `{swift} expression // => value`, in lower case, with no blank before it; "
        + "`{swift, predict} …` asks the reader first"
    case .swiftInHTML:
      "write the sentence as Markdown, or compute the HTML's text in a block"
    case .swiftInText: "put it between backticks: `{swift} expression // => value`"
    case .nameTwice(_, let first): "the first stands at line \(first)"
    case .scopedHolds: "it must stand at the top level; put it into a block that is not scoped"
    case .annotationNotOnExpression:
      "give the value a name, and put the name alone on a line: x  // => 3"
    case .annotationNested: "record it in an 'output' block, or take the expression out of the body"
    case .annotationInTheMiddle: "put it behind the last line of the expression"
    case .annotationAlone: "put it behind the expression, on the same line"
    case .annotationBehindComment: "put the remark on a line of its own"
    case .annotationNotComputed: "write the comment without '=>', or let the block run"
    case .annotationNotReached: "put it above the statement that fails"
    case .rememberedChange(let name):
      "hand it over, as in: remember(&\(name)) { \(name) in … }; or declare it in the closure"
    case .usedAboveDeclaration(let name, let line):
      "move this below line \(line), which declares '\(name)'"
    case .csvRagged: "put cells that hold commas into double quotes"
    case .csvQuoteUnclosed: "close it with another double quote"
    case .csvQuoteInside:
      "put the whole cell into double quotes, and write each double quote in it twice"
    case .csvEmpty: "the first row is the heading, the others follow"
    case .fenceLanguageCase(let language):
      "write it as ```\(language.lowercased()), or the block is only shown"
    case .notALanguage(_, let meant):
      "write it as ```\(meant), words behind a comma: ```\(meant), hidden; or name another language, such as text"
    case .unknownCallout(let word, let known): nearest(word, known, what: "callouts")
    case .calloutTextBesideMark: "begin the text of a callout on the next line: > Text"
    case .nothingToSolve: "leave a part of it out, or let the check ask for more"
    case .wrongPasses: "let the check ask for what this answer gets wrong"
    case .solutionFails: "mend the solution, or the check"
    case .compiles, .doesNotCrash: "is the fault mended? Then remove the word from the fence"
    case .inlinePrints(let text): "it printed: \(text)"
    case .valueHasNone: "what is printed can be recorded in an 'output' block below"
    case .valueOfSeveralLines: "record it in an 'output' block below"
    case .unknownOutputWord: "words such as 'hidden' belong to the Swift block above it"
    case .outputWithoutBlock:
      "put it right below the Swift block it belongs to (only blank lines or an HTML comment "
        + "between), or give the fence another name, such as 'text'"
    case .outputBelowBlockThatDoesNotRun:
      "give this fence another name, such as 'text', or let the block run"
    case .outputTwice(let first): "the first stands at line \(first); put the two into one"
    case .fenceUnclosed: "close it with as many ` or ~ as open it, on a line of their own"
    case .mathUnclosed(let opener):
      opener == "$"
        ? "close the formula with '$' after a non-blank, or write '\\$' for a dollar sign"
        : "close it at the end of a line with '\(opener)'"
    case .proseNotRead(_, let help): help
    case .samePage: "give one of the two files another name after its number"
    case .reservedPage: "index, 404 and search are pages of the site itself; take another name"
    case .unknownNeed(let file, let known): Self.nearest(file, known, what: "lessons")
    case .needIsNotBefore: "a lesson builds on those with smaller numbers"
    case .missingFile: "paths are taken from the lesson's folder"
    case .pathLeavesFolder: "only files below the lesson's folder can be used"
    case .compiler: nil
    case .noSuchModule:
      "lessons can import what comes with Swift, such as Foundation, and the package that 'package' "
        + "names in course.yml"
    case .declaredAgain(_, let first):
      "the first stands at \(first); take another name, or mark a block 'scoped', so that its names "
        + "end with it"
    case .undefinedSymbol: "is it spelled right? Lessons are linked with what swiftc links"
    case .trapped: nil
    case .threw(let words) where Self.isOfPermission(words):
      "a lesson in the sandbox reaches only its own folder, and no network: list files of the course "
        + "under 'data'; where all lessons are trusted, say 'sandbox: off' in course.yml; or catch it "
        + "with do … catch"
    case .threw: "catch it with do … catch, or show it with try?"
    case .refused(_, let help): help
    case .pageEngineDiffers:
      "they are of two builds of nabla: make both anew, in a checkout of nabla, with: make build"
    case .exited(_, let isCalled):
      isCalled
        ? "a lesson runs to its end; remove the call of exit"
        : "a lesson runs to its end: does something here end its process or its main thread, or close "
          + "descriptors above 2, which are not the lesson's?"
    case .killed: nil
    case .timedOut:
      "is the loop endless? If it only takes long, raise 'timeout' in the front matter"
    case .printedTooMuch: "is the loop endless? Print less"
    case .limitReached(let name, _): LimitWords.help(name)
    case .sandboxIsWeak:
      "'sandbox: require' runs no lesson here, 'sandbox: off' says that this is known"
    case .outputRedirected: "the page shows what is printed to standard output; leave it open"
    case .storyForged:
      "values and displays are told by '// =>', by a block's last expression and by show(); "
        + "descriptors above 2 are not the lesson's, and a copy of the process ends with _exit"
    case .nameOfOurs: "record values with '// =>', and show them with show()"
    case .storyBroken, .storyOfOtherVersion:
      "build the tool and its lesson library anew, with: swift build"
    case .mismatch(let mismatch): mismatch.help
    case .cannotRecord(_, let help): help
    case .notDeterministic:
      "does it depend on the time, the place, the language, or the order of a set? "
        + "Take random numbers from a seeded generator"
    case .notRemembered:
      "does a closure of remember change something that it neither returns nor is handed with '&'? "
        + "Or does the block depend on the time, the place, the language, or the order of a set?"
    case .predictionVaries:
      "take random numbers from a seeded generator, or remove 'predict'"
    case .predictsNothing: "print something, or put 'predict' on the block that does"
    case .predictionNotRecorded:
      "put an empty 'output' block below, or '// =>' behind the value, and record it with: "
        + "nabla verify --update"
    case .predictsTooMuch(_, let most):
      "ask for \(most) at most: print less, or put 'predict' on a block that shows the one that counts"
    case .questionWithoutChoices: "end it with items such as: - [x] An answer. Why it is right."
    case .choiceWithoutMark: "begin it with [x] where it is right, with [ ] where it is wrong"
    case .questionWithoutRight: "mark the right one with [x]"
    case .deadLink(_, let help): help
    case .formula(_, let message): Self.wayOut(ofFormula: message)
    case .templateBroken:
      "templates are Mustache: {{#name}} … {{/name}} is a section, {{name}} a value"
    case .unknownTemplateName(let name, let known): nearest(name, known, what: "names")
    case .unknownThemeFile(let name, let known): nearest(name, known, what: "files")
    case .unknownLanguage(_, let known): "there are texts in: \(known.joined(separator: ", "))"
    case .assetTakesPlace: "give it another name, or put it into a folder of its own"
    case .staleSite: "run: nabla build"
    case .translation(let reason): reason.help
    case .glossary(let reason): reason.help
    case .revision(let reason): reason.help
    case .noLessons: "run nabla in the folder that holds lessons/, or name that folder"
    case .package(let problem): problem.help
    case .badFile(let path, let problem): problem.help(path)
    case .noSuchLesson(let name, let known): nearest(name, known, what: "lessons")
    case .wrongUse(_, let help), .environment(_, let help): help
    }
  }

  /// Whether an error of a lesson says that the system refused something, as it does in a sandbox.
  private static func isOfPermission(_ words: String) -> Bool {
    ["have permission", "Permission denied", "Operation not permitted"].contains {
      words.contains($0)
    }
  }

  private static func wayOut(ofFormula message: String) -> String? {
    let prefix = "Undefined control sequence: "
    guard message.hasPrefix(prefix) else { return nil }
    let command = message.dropFirst(prefix.count)
    if ["\\label", "\\ref", "\\eqref", "\\autoref", "\\cref", "\\pageref"].contains(command) {
      return "name the block, as in ```math, name=loss and refer with [](#loss)"
    }
    return "is it misspelt? A macro for all formulas of a lesson stands in its front matter, "
      + "under 'macros:', one for all lessons in course.yml"
  }

  private func nearest(_ word: String, _ known: [String], what: String) -> String {
    Self.nearest(word, known, what: what)
  }

  /// The nearest of what is known, and all of it.
  static func nearest(_ word: String, _ known: [String], what: String) -> String {
    let list = known.joined(separator: ", ")
    guard let match = nearestMatch(to: word, among: known) else { return "known \(what): \(list)" }
    return "did you mean '\(match)'? Known \(what): \(list)"
  }
}
