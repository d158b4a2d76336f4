import Lessons
import Text
import Wire

extension CourseTexts {
  /// English.
  package static let english = CourseTexts(
    language: "en",
    skipToLesson: "Skip to the text",
    contents: "Contents",
    previous: "Previous",
    next: "Next",
    turnPages: "Previous and next lesson",
    allLessons: "All lessons",
    lessons: "Lessons",
    download: "Download this lesson as Swift",
    downloadSolutions: "Download it with the solutions",
    appearance: "Appearance",
    appearanceSystem: "as the system has it",
    appearanceLight: "light",
    appearanceDark: "dark",
    verified:
      "{counts} on this page verified by the run that made it, with Nabla {nabla} and Swift {swift}.",
    verifiedNothing: "Made with Nabla {nabla} and Swift {swift}.",
    verifiedCourse:
      "{counts} in these lessons verified by the run that made them, "
      + "with Nabla {nabla} and Swift {swift}.",
    woven: "Woven by Nabla.",
    published: "Published {date}.",
    repository: "Source",
    search: "Search",
    searchLabel: "Search all lessons",
    searchHint: "Words of the text or names in the code",
    searchWithoutScript:
      "Searching needs JavaScript. Without it, here is every heading of the course: "
      + "your browser can find words on this page.",
    searchNone: "Nothing found.",
    searchOne: "One place found.",
    searchMany: "{n} places found.",
    searchFailed: "The search index could not be loaded.",
    close: "Close",
    notFound: "This page does not exist",
    notFoundHelp: "It may have been given another name. The contents lead to every lesson:",
    linkToSection: "Link to this section",
    exercise: "Exercise",
    solution: "Solution",
    check: "How it is checked",
    hint: "Hint {n}",
    rightChoice: "Right.",
    wrongChoice: "No.",
    output: "Output",
    compilerOutput: "What the compiler says",
    crashOutput: "How the program ends",
    code: "Code",
    formula: "Formula",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "Selected: copy it with the keyboard",
    figure: "Figure",
    table: "Table",
    equation: "Equation",
    listing: "Listing",
    restOfLine: "⋮ the rest of this line",
    moreLines: "⋮ {n} more lines",
    callouts: [
      .note: "Note", .tip: "Tip", .important: "Important", .warning: "Warning",
      .caution: "Caution", .aside: "Aside", .hint: "Hint",
      .question: "Question"
    ],
    sourceLesson: "A lesson of: {course}",
    sourceData: "It reads, beside this file: {files}",
    sourceRun: "Run it with: {command}",
    sourceCheck: "Check your answers with: {command}",
    sourceNotRun: "compiled in the lesson, not run",
    sourceDoesNotCompile: "this does not compile",
    sourceCrashes: "this ends the program",
    sourceIsolated: "a program of its own",
    sourceOnlyShown: "only shown in the lesson",
    wording: .english,
    numbers: Counted(one: "1 number", many: "{n} numbers"),
    texts: Counted(one: "1 text", many: "{n} texts"),
    and: " and ")
}
