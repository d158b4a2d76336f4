import Lessons

/// What words of a fence and keys of the front matter and of `course.yml` mean, in a sentence each: for
/// completion, for hovers, and for the schemas.
package enum WordHelp {
  /// What a language of a fence does.
  static let languages: [String: String] = [
    "swift": "Runs with the lesson's other Swift blocks, as one program.",
    "output": "What the block above printed when it was last recorded.",
    "math": "A formula on lines of its own, in TeX.",
    "csv": "Values separated by commas, shown as a table."
  ]

  /// What a word of a `swift` fence does.
  static let fenceWords: [String: String] = [
    "hidden": "Runs; neither code nor output is shown.",
    "hide-code": "Runs; only its output is shown.",
    "hide-output": "Runs; only its code is shown.",
    "scoped": "Its declarations end with the block.",
    "predict": "The reader is asked what it shows before the page shows it.",
    "no-run": "Compiled with the blocks above, and not run.",
    "ignore": "Only shown.",
    "compile-fail": "Must not compile with the blocks above; the errors are its output.",
    "should-crash": "Must trap or throw; what is said then is its output.",
    "isolated": "A program of its own.",
    "exercise": "Starter code for the student.",
    "wrong": "A typical wrong answer to the exercise above, with says=\"…\".",
    "check": "What must hold of an answer to the exercise above.",
    "solution": "The folded answer, which runs and is what later blocks see.",
    "says": "What a student is told who gives this wrong answer.",
    "tolerance": "How far numbers may be from the recorded ones, relative to them.",
    "timeout": "Seconds that the block may run.",
    "from": "In a translation: the block of the original that is taken.",
    "name": "The name by which links lead to it, as in [](#name).",
    "caption": "What stands below the figure, table, equation or listing."
  ]

  /// What a key of the front matter says.
  package static let lessonKeys: [String: String] = [
    "title": "The lesson's title; else its first heading.",
    "summary": "One sentence for the contents and for search engines.",
    "data": "Files and folders below the lesson's folder that its program may read.",
    "setup": "A Swift file that is compiled in front of the lesson.",
    "timeout": "Seconds that each block may run.",
    "limits": "What each of its programs may take of the machine, such as memory: 2 GB.",
    "optimize": "Whether the program is optimised.",
    "draft": "Whether the lesson is verified but left out of the site.",
    "date": "The day on which the lesson was published.",
    "updated": "The day on which it was last changed in a way that readers should hear of.",
    "macros": "Macros of the lesson's formulas, by their names with the backslash.",
    "goals": "What a reader will be able to do.",
    "builds-on": "The lessons that it builds on, by their files.",
    "texts": "In a translation: what displays say, and what they say here."
  ]

  /// What a key of `course.yml` says.
  package static let courseKeys: [String: String] = [
    "title": "The course's title.",
    "language": "The language of the course, as a tag such as en or zh-Hans.",
    "description": "One sentence for the contents and for search engines.",
    "author": "Who wrote the course.",
    "base-url": "The address at which the site is published.",
    "repository-url": "The address of the course's repository.",
    "html": "Whether raw HTML passes, or is shown as text.",
    "macros": "Macros of all formulas, by their names with the backslash.",
    "package": "The folder of a package whose library lessons can import.",
    "timeout": "Seconds that a block may run, where its lesson says nothing.",
    "limits": "What each program may take of the machine, such as memory: 2 GB.",
    "sandbox": "Whether lessons are kept from the rest of the machine.",
    "store": "The address of a store of results that machines share."
  ]
}
