/// What every reason says.
extension Reason {
  /// What is wrong, in one line.
  package var message: String {
    switch self {
    case .notUTF8: "this file is not UTF-8"
    case .holdsNUL: "a NUL byte stands here"
    case .controlCharacterInName(let name):
      "the name '\(PrintableText.shown(name).replacingBytes("\n", with: "\u{240A}"))' holds a control character"
    case .colonInName(let name): "the name '\(name)' holds a colon"
    case .frontMatterUnclosed: "the front matter is not closed"
    case .frontMatterBroken(let words): "the front matter is not YAML: \(words)"
    case .unknownKey(let key, _): "unknown key '\(key)'"
    case .wrongType(let key, let expected): "'\(key)' must be \(expected)"
    case .unknownFenceWord(let word, _): "unknown fence word '\(word)'"
    case .fenceWordTwice(let word): "the fence word '\(word)' stands here twice"
    case .fenceWordsClash(let one, let other): "'\(one)' and '\(other)' cannot stand together"
    case .fenceWordNeedsValue(let word, _): "the fence word '\(word)' needs a value"
    case .fenceWordBadValue(let word, let value, let expected):
      "'\(word)=\(value)': the value must be \(expected)"
    case .fenceWordTakesNoValue(let word, _): "the fence word '\(word)' takes no value"
    case .nestedTooDeep(let levels): "text is nested here more than \(levels) levels deep"
    case .squareBracketsTooDeep(let levels):
      "square brackets stand in each other here more than \(levels) levels deep"
    case .fenceWordGoesWith(let word, let other):
      "the fence word '\(word)' goes with '\(other)', and this block has none"
    case .withoutExercise(let part):
      "this \(part == "wrong" ? "wrong answer" : part) has no exercise right above it"
    case .exercisePartTwice(let part, _): "an exercise has one \(part), and this is its second"
    case .exercisePartBelow(let part, let other): "'\(part)' stands here below '\(other)'"
    case .exerciseWithoutCheck: "nothing says when this exercise is solved: it has no check"
    case .exerciseWithoutSolution: "this exercise has no solution"
    case .predictionInHeading: "a heading cannot ask for a prediction"
    case .inlineEmpty: "this '{swift}' has no expression"
    case .inlineNotExpression: "this '{swift}' is not one expression"
    case .notInlineSwift(let written): "'\(written)' is not '{swift}': nothing is computed here"
    case .swiftInHTML: "'{swift}' in raw HTML is not run"
    case .swiftInText: "'{swift}' outside a code span is not run"
    case .nameTwice(let name, _): "the name '\(name)' stands here twice"
    case .scopedHolds(let what): "a scoped block cannot hold \(what)"
    case .annotationNotOnExpression: "'// =>' records the value of an expression, and this is none"
    case .annotationNested: "'// =>' stands inside a body or a parenthesis, where no value is taken"
    case .annotationInTheMiddle: "'// =>' stands in the middle of this expression"
    case .annotationAlone: "'// =>' stands on a line of its own, behind no expression"
    case .annotationBehindComment: "this '// =>' is part of another comment and records nothing"
    case .annotationNotComputed(let word):
      "nothing computes this value: the block is '\(word)'"
    case .annotationNotReached: "nothing computed this value: the block ended before it"
    case .rememberedChange(let name):
      "'\(name)' is changed in a closure of remember, which keeps what the closure returns"
    case .usedAboveDeclaration(let name, _):
      "'\(name)' has no value yet: what declares it stands below"
    case .csvRagged(let expected, let found):
      "this row has \(found) \(found == 1 ? "cell" : "cells"), the heading \(expected)"
    case .csvQuoteUnclosed: "a quoted cell is never closed"
    case .csvQuoteInside: "a double quote stands inside a cell"
    case .csvEmpty: "this table has no row"
    case .fenceLanguageCase(let language): "'\(language)' is written in lower case"
    case .notALanguage(let written, let meant): "'\(written)' is not the language '\(meant)'"
    case .unknownCallout(let word, _): "unknown callout '\(word)'"
    case .calloutTextBesideMark(let word): "text stands on the line of '[!\(word)]'"
    case .compiles: "this block compiles, and is marked 'compile-fail'"
    case .nothingToSolve: "the check passes with this starter: there is nothing to solve"
    case .wrongPasses: "the check passes with this wrong answer"
    case .solutionFails(let words): "this solution fails its check: \(words)"
    case .doesNotCrash: "this block ran to its end, and is marked 'should-crash'"
    case .inlinePrints: "an expression in a sentence printed something"
    case .valueHasNone: "this expression has no value"
    case .valueOfSeveralLines: "this value has several lines"
    case .unknownOutputWord(let word): "an 'output' fence takes no word, and here is '\(word)'"
    case .outputWithoutBlock: "nothing computes this output: no Swift block stands right above it"
    case .outputBelowBlockThatDoesNotRun(let word):
      "nothing computes this output: the block above is '\(word)'"
    case .outputTwice: "a block has one recorded output, and this is its second"
    case .fenceUnclosed: "this fence is never closed"
    case .mathUnclosed(let opener): "this '\(opener)' is never closed"
    case .proseNotRead(let what, _): what
    case .samePage(let page, let other): "the page '\(page).html' is also that of \(other)"
    case .reservedPage(let page): "a lesson cannot be called '\(page)'"
    case .unknownNeed(let file, _): "no lesson '\(file)' to build on"
    case .needIsNotBefore(let file): "'\(file)' is not read before this lesson"
    case .missingFile(let path, let what): "\(what) '\(path)' does not exist"
    case .pathLeavesFolder(let path): "'\(path)' leads out of the lesson's folder"
    case .compiler(_, let words): words
    case .noSuchModule(let name): "no such module '\(name)'"
    case .declaredAgain(let name, _): "'\(name)' is declared again"
    case .undefinedSymbol(let name): "nothing defines '\(name)', which this lesson uses"
    case .trapped(let words): words
    case .threw(let words): "uncaught error: \(words)"
    case .refused(let words, _): words
    case .pageEngineDiffers(let how): "the engine of the page is not that of the lesson: \(how)"
    case .exited(let status, _): "the lesson ended itself here with exit status \(status)"
    case .killed(let signal): "the lesson was killed here by signal \(signal)"
    case .timedOut(let seconds):
      "still running after \(seconds.formatted(decimals: 3)) s"
    case .printedTooMuch(let megabytes): "the lesson printed more than \(megabytes) MB"
    case .limitReached(let name, let value): LimitWords.message(name, value)
    case .sandboxIsWeak(let missing):
      "lessons are not shut in on this system and can do all that you can: \(missing)"
    case .outputRedirected: "this block closed or redirected standard output"
    case .storyForged:
      "this block, or a thread or copy that it left, wrote to nabla's own channel: nothing of this run "
        + "is believed"
    case .storyBroken(let words): "the lesson's program did not speak as expected: \"\(words)\""
    case .storyOfOtherVersion(let version, let ours):
      "the lesson's program did not speak as expected: it speaks version \(version), this is version "
        + "\(ours)"
    case .nameOfOurs(let name): "'\(name)' is what nabla itself puts into a lesson's program"
    case .mismatch(let mismatch): mismatch.message
    case .cannotRecord(let why, _): "this cannot be recorded: \(why)"
    case .notDeterministic(let once, let again), .notRemembered(let once, let again):
      "the same block gave something else the second time: '\(once)', then '\(again)'"
    case .predictionVaries(let once, let again):
      "nobody can predict this: it gave '\(once)', and the second time '\(again)'"
    case .predictsNothing: "this block shows nothing that a reader could predict"
    case .predictionNotRecorded: "nothing is recorded here to judge a prediction by"
    case .predictsTooMuch(let numbers, _):
      "this asks the reader for \(numbers) numbers"
    case .questionWithoutChoices: "this question ends with no list of answers"
    case .choiceWithoutMark: "this answer has no mark"
    case .questionWithoutRight: "no answer of this question is right"
    case .deadLink(let link, _):
      "the link '\(link.replacingBytes("\n", with: "\u{240A}"))' leads nowhere"
    case .formula(_, let message): "broken formula: \(message)"
    case .templateBroken(let words): "this template cannot be used: \(words)"
    case .unknownTemplateName(let name, _): "templates know no '\(name)'"
    case .unknownThemeFile(let name, _): "a theme has no file '\(name)'"
    case .unknownLanguage(let language, _):
      "there are no texts in '\(language)': labels such as 'Next' are in English"
    case .assetTakesPlace(let path):
      "the file '\(path)' would take the place of one of the site's own"
    case .staleSite(let files):
      "the site is stale: \(files.count) \(files.count == 1 ? "file differs" : "files differ")"
    case .translation(let reason): reason.message
    case .glossary(let reason): reason.message
    case .revision(let reason): reason.message
    case .noLessons(let folder): "no lessons: the folder '\(folder)' does not exist or has no .md"
    case .package(let problem): problem.message
    case .badFile(let path, let problem): "'\(path)' \(problem.words)"
    case .noSuchLesson(let name, _): "no lesson is called '\(name)'"
    case .wrongUse(let words, _), .environment(let words, _): words
    }
  }
}
