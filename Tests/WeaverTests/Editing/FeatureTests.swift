import Foundation
import TestSupport
import Testing

@testable import Editing
@testable import Lessons
@testable import Text

/// A lesson in an editor; `|` is the cursor.
private struct Written {
  let document: EditorDocument
  let lesson: OpenLesson
  let cursor: EditorPosition

  init(_ text: String, path: String = "lessons/01-test.md") {
    let before = text.utf8.prefix { $0 != UInt8(ascii: "|") }
    document = EditorDocument(
      uri: "file:///c/\(path)", version: 1, text: text.replacing("|", with: ""))
    lesson = OpenLesson(document.text, path: path)
    cursor = document.places.position(ofByte: before.count)
  }

  func completions(_ files: CourseFiles? = nil) -> [String]? {
    Completion(
      document: document, role: .lesson(course: "/c", path: lesson.lesson.file.path),
      lesson: lesson, files: files
    ).items(at: cursor)?.compactMap { $0["label"].string }
  }
}

@Suite("What an editor is offered") struct FeatureTests {
  @Test(arguments: [
    ("---\nti|\n---\n", "title"), ("---\ntitle: A\n|\n---\n", "summary"),
    ("---\ndraft: |\n---\n", "false"), ("```|", "output"), ("```swift, hi|\n1\n```\n", "hide-code"),
    ("> ```swift, hidden, |\n> 1\n> ```\n", "predict"), ("```math, |\nx\n```\n", "caption"),
    ("# One\n\n[](#|)\n\n```swift, name=fig\n1\n```\n", "fig"),
    ("# One two\n\n[a](#o|\n", "one-two")
  ])
  func whatFitsIsCompleted(_ text: String, _ word: String) {
    #expect(
      Written(text).completions()?.contains(word) == true, "\(Written(text).completions() ?? [])")
  }

  @Test(arguments: [
    ("---\ntitle: A\n|\n---\n", "title"), ("```swift, hidden, |\n1\n```\n", "hidden"),
    ("```swift, |\n1\n```\n", "from"), ("```output, |\n", "name")
  ])
  func whatDoesNotFitIsNot(_ text: String, _ word: String) {
    #expect(Written(text).completions()?.contains(word) == false)
  }

  @Test(arguments: [
    "Text| here.", "```swift\nlet x| = 1\n```\n", "```swift\n1\n```|\n", "[a](b) c|"
  ])
  func elsewhereNothingIsOurs(_ text: String) {
    #expect(Written(text).completions() == nil)
  }

  @Test func filesAndAnchorsOfOthersAreCompletedAndFound() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "lessons/02-b.md": "# The b\n\n## A part\n\n```math, name=loss\nx\n```\n",
      "lessons/pictures/p.svg": "", "lessons/help.swift": "", "lessons/course.yml": ""
    ])
    let files = CourseFiles(course: folder.url.path, open: [:])
    let links = Written("[](|)\n").completions(files)
    #expect(links?.contains("02-b.md") == true && links?.contains("pictures/p.svg") == true)
    #expect(Written("[](02-b.md#|)\n").completions(files) == ["the-b", "a-part", "loss"])
    #expect(Written("---\nsetup: |\n---\n").completions(files) == ["help.swift"])
    #expect(Written("---\nbuilds-on:\n  - |\n---\n").completions(files) == ["02-b.md"])
    func target(_ text: String) -> (String, Int)? {
      let written = Written(text)
      let found = Definition(document: written.document, lesson: written.lesson, files: files)
        .location(at: written.cursor)
      guard let uri = found?["uri"].string else { return nil }
      return (
        String(uri.split(separator: "/").last ?? ""), found?["range"]["start"]["line"].int ?? -1
      )
    }
    #expect(try #require(target("See [it](02-b|.md#a-part).")) == ("02-b.md", 2))
    #expect(try #require(target("See [i|t](02-b.md#loss).")) == ("02-b.md", 4))
    #expect(try #require(target("---\nsetup: hel|p.swift\n---\n")) == ("help.swift", 0))
    #expect(try #require(target("# A\n\n## B\n\n[](#b|)\n")) == ("01-test.md", 2))
    #expect(target("See [it](no|ne.md).") == nil && target("No li|nk.") == nil)
    #expect(target("[a](../../etc/pass|wd)") == nil)
  }

  @Test func theOutlineHasSectionsAndWhatIsNamed() {
    let written = Written("# A\n\n## B\n\n```swift, name=fig\n1\n```\n\n### C\n\n## D\n")
    let outline = Outline(lesson: written.lesson, places: written.document.places)
    func names(_ json: JSONValue) -> String {
      json.array.map { "\($0["name"].string ?? "?")(\(names($0["children"])))" }.joined()
    }
    #expect(names(outline.symbols) == "A(B(fig()C())D())")
    let folds = outline.folds.array.map { "\($0["startLine"].int ?? 0)-\($0["endLine"].int ?? 0)" }
    #expect(folds == ["0-11", "2-8", "4-6"] || folds == ["0-10", "2-8", "4-6"], "\(folds)")
  }

  @Test func everyWordAndKeyHasHelp() {
    #expect(SwiftFence.known.filter { WordHelp.fenceWords[$0] == nil } == [])
    let keys = KnownKey.ofLesson + KnownKey.ofTranslation
    #expect(keys.filter { WordHelp.lessonKeys[$0.name] == nil }.map(\.name) == [])
    #expect(KnownKey.ofCourse.filter { WordHelp.courseKeys[$0.name] == nil }.map(\.name) == [])
  }

  @Test(arguments: Schema.allCases) func schemasHoldTheKeysThatAreRead(_ schema: Schema) throws {
    let json = try #require(JSONReader.value(Array(schema.text.utf8)))
    guard case .object(let properties) = json["properties"] else {
      Issue.record("no properties")
      return
    }
    // A lesson with each key alone: what the reader knows, the schema does, and nothing else.
    for key in Set(properties.keys).union(["titel", "base-url", "setup", "texts"]) {
      let known: Bool
      if schema == .course {
        known = CourseSettings.problems(
          of: SourceFile(path: "lessons/course.yml", text: "\(key): 1\n"), isTranslation: false
        ).allSatisfy { if case .unknownKey = $0.reason { false } else { true } }
      } else {
        var problems: [Diagnostic] = []
        _ = FrontMatter.read(
          SourceFile(path: "lessons/01-a.md", text: "---\n\(key): 1\n---\n"),
          isTranslation: schema == .translation, problems: &problems)
        known = problems.allSatisfy { problem in
          switch problem.reason {
          case .unknownKey, .translation: false
          default: true
          }
        }
      }
      #expect(known == (properties[key] != nil), "\(key)")
    }
  }
}
