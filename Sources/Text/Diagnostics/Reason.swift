/// Everything that can be wrong with a course; `Words….swift` say each in words.
package enum Reason: Sendable {
  // Reading
  case notUTF8
  case holdsNUL
  case controlCharacterInName(String)
  case colonInName(String)
  case frontMatterUnclosed
  case frontMatterBroken(String)
  case unknownKey(String, known: [String])
  case wrongType(key: String, expected: String)
  case unknownFenceWord(String, known: [String])
  case fenceWordTwice(String)
  case fenceWordsClash(String, String)
  case fenceWordNeedsValue(String, String)
  case fenceWordBadValue(String, String, expected: String)
  case fenceWordTakesNoValue(String, String)
  case unknownOutputWord(String)
  case fenceWordGoesWith(String, String)
  case withoutExercise(String)
  case exercisePartTwice(String, first: Int)
  case exercisePartBelow(String, String)
  case exerciseWithoutCheck
  case exerciseWithoutSolution
  case nestedTooDeep(levels: Int)
  case squareBracketsTooDeep(levels: Int)
  case predictionInHeading
  case inlineEmpty
  case inlineNotExpression
  case notInlineSwift(String)
  case swiftInHTML
  case swiftInText
  case nameTwice(String, first: Int)
  case scopedHolds(String)
  case annotationNotOnExpression
  case annotationNested
  case annotationInTheMiddle
  case annotationAlone
  case annotationBehindComment
  case annotationNotComputed(String)
  case annotationNotReached
  case rememberedChange(String)
  case usedAboveDeclaration(String, line: Int)
  case csvRagged(expected: Int, found: Int)
  case csvQuoteUnclosed
  case csvQuoteInside
  case csvEmpty
  case fenceLanguageCase(String)
  case notALanguage(String, meant: String)
  case unknownCallout(String, known: [String])
  case calloutTextBesideMark(String)
  case outputWithoutBlock
  case outputBelowBlockThatDoesNotRun(String)
  case outputTwice(first: Int)
  case fenceUnclosed
  case mathUnclosed(String)
  /// What is written in the manner of another Markdown and would be printed as it stands.
  case proseNotRead(String, help: String)
  case samePage(String, other: String)
  case reservedPage(String)
  case unknownNeed(String, known: [String])
  case needIsNotBefore(String)
  case missingFile(String, what: String)
  case pathLeavesFolder(String)

  // Running
  case compiler(Severity, String)
  case noSuchModule(String)
  case declaredAgain(String, first: String)
  case undefinedSymbol(String)
  case trapped(String)
  case threw(String)
  case refused(String, help: String)
  /// With the exit status, and whether the line where it was calls `exit`.
  case exited(Int32, isCalled: Bool)
  case killed(signal: Int32)
  case timedOut(seconds: Double)
  case printedTooMuch(megabytes: Int)
  case limitReached(name: String, value: String)
  case sandboxIsWeak(String)
  case outputRedirected
  case compiles
  case doesNotCrash
  case nothingToSolve
  case wrongPasses
  case solutionFails(String)
  case inlinePrints(String)
  case valueHasNone
  case valueOfSeveralLines
  case storyForged
  case storyBroken(String)
  case storyOfOtherVersion(Int, ours: Int)
  case nameOfOurs(String)
  case pageEngineDiffers(String)

  // Verifying
  case mismatch(Mismatch)
  case cannotRecord(String, help: String)
  case notDeterministic(String, String)
  case notRemembered(String, String)
  case predictionVaries(String, String)
  case predictsNothing
  case predictionNotRecorded
  case predictsTooMuch(numbers: Int, most: Int)

  // Weaving
  case questionWithoutChoices
  case choiceWithoutMark
  case questionWithoutRight
  case deadLink(String, help: String)
  case formula(tex: String, message: String)

  // Site
  case templateBroken(String)
  case unknownTemplateName(String, known: [String])
  case unknownThemeFile(String, known: [String])
  case unknownLanguage(String, known: [String])
  case assetTakesPlace(String)
  case staleSite([String])
  case translation(TranslationReason)
  case glossary(GlossaryReason)
  /// With the revision that a course is compared with.
  case revision(RevisionReason)

  // The world
  case noLessons(String)
  /// With the library of one's own.
  case package(PackageProblem)
  /// With a file that a course names.
  case badFile(String, FileProblem)
  case noSuchLesson(String, known: [String])
  /// What a command cannot be asked for.
  case wrongUse(String, help: String)
  case environment(String, help: String)
}
