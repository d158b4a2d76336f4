import Foundation
import TestSupport
import Testing

@testable import Drawings
@testable import Sites
@testable import Text

@Suite("Site: the theme") struct ThemeTests {
  /// What is said of a `theme/` with these files.
  private func problems(_ files: [String: String]) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(files)
    do throws(ThemeProblems) {
      _ = try Theme(folder: folder.url)
      return []
    } catch {
      return error.diagnostics.map { diagnostic in
        (diagnostic.location?.file ?? "") + ":" + diagnostic.brief
      }
    }
  }

  /// Nabla's own templates are not looked through again in each build.
  @Test(arguments: Theme.builtIn.keys.filter { $0.hasSuffix(".mustache") }.sorted())
  func `nabla's own templates name only what there is`(_ name: String) throws {
    _ = try TemplateSource(name: "own-\(name)", bytes: Theme.builtIn[name] ?? []).template()
  }

  @Test func `the built-in theme is in order`() throws {
    #expect(try problems([:]) == [])
    _ = try Theme(folder: nil)
  }

  @Test func `every file of the built-in theme can stand in a course's own`() throws {
    let files = Theme.builtIn.mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(try problems(files) == [])
  }

  /// A course's own file, and what is said of it.
  static let broken: [([String: String], [String])] = [
    (["page.mustache": "{{title}}"], []),
    (["style.css": "body {"], []),
    ([".DS_Store": ""], []),
    (
      ["page.mustache": "a\n{{#summary}}\nb"],
      ["theme/page.mustache:3:2: this template cannot be used: a section is never closed"]
    ),
    (
      ["page.mustache": "a\n{{#summary}}\nb{{/sumary}}"],
      [
        "theme/page.mustache:3:5: this template cannot be used: "
          + "this section ends with another name than it began with"
      ]
    ),
    (
      ["page.mustache": "\n\n{{title"],
      ["theme/page.mustache:3:8: this template cannot be used: a tag or a section is never closed"]
    ),
    (
      ["page.mustache": "{{title}}\n<p>{{{sumary}}}</p>"],
      ["theme/page.mustache:2:7: templates know no 'sumary'"]
    ),
    (
      ["head.mustache": "{{text.nxt}} {{> headr}}"],
      [
        "theme/head.mustache:1:3: templates know no 'text.nxt'",
        "theme/head.mustache:1:18: templates know no 'headr'"
      ]
    ),
    (["styel.css": ""], ["theme/styel.css: a theme has no file 'styel.css'"]),
    (
      ["a.css": "", "page.mustache": "{{#x}}"],
      [
        "theme/a.css: a theme has no file 'a.css'",
        "theme/page.mustache:1:7: this template cannot be used: a section is never closed"
      ]
    )
  ]

  @Test(arguments: broken)
  func `says what is wrong with a course's own file, at its line`(
    files: [String: String], says: [String]
  ) throws {
    let found = try problems(files).map {
      $0.replacing(/^(.*?\.\w+):(?=[a-z])/, with: { $0.1 + ": " })
    }
    #expect(found == says)
  }

  @Test func `names the nearest file and the nearest name`() {
    #expect(
      Reason.unknownThemeFile("styel.css", known: Theme.builtIn.keys.sorted()).help?
        .hasPrefix("did you mean 'style.css'?") == true)
    #expect(
      Reason.unknownTemplateName("sumary", known: TemplateSource.names.sorted()).help?
        .hasPrefix("did you mean 'summary'?") == true)
  }

  @Test func `a course's own file takes the place of the built-in one`() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      "header.mustache": "<p>{{title}} & {{text.search}}</p>", "style.css": "p { color: red; }",
      "script.js": "// mine"
    ])
    let theme = try Theme(folder: folder.url)
    let page = theme.render(
      .page, ["title": "<A>", "text": CourseTexts.simplifiedChinese.dictionary])
    #expect(page.contains("<p>&lt;A&gt; & 搜索</p>"))
    #expect(String(decoding: theme.stylesheet, as: UTF8.self).hasPrefix("p { color: red; }"))
    #expect(String(decoding: theme.script, as: UTF8.self) == "// mine")
  }

  /// Language tags, the language of the texts, and whether it is the one that was asked for.
  static let languages: [(String, String, Bool)] = [
    ("en", "en", true), ("en-GB", "en", true), ("zh", "zh-Hans", true),
    ("zh-Hans", "zh-Hans", true), ("zh-CN", "zh-Hans", true), ("ZH-hans-SG", "zh-Hans", true),
    ("zh-Hant", "en", false), ("zh-TW", "en", false), ("de", "en", false), ("eng", "en", false)
  ]

  @Test(arguments: languages)
  func `texts are in the course's language`(tag: String, language: String, isThere: Bool) {
    let found = CourseTexts.texts(for: tag)
    #expect(found.texts.language == language)
    #expect(found.isThere == isThere)
  }

  @Test func `no language lacks a text or a blank to fill in`() {
    func blanks(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{[a-z]+\}/).map { String($0.output) })
    }
    let english = CourseTexts.english
    for texts in CourseTexts.all {
      for (name, text) in texts.dictionary {
        #expect(!text.isEmpty, "\(texts.language) \(name)")
        #expect(blanks(text) == blanks(english.dictionary[name] ?? ""), "\(texts.language) \(name)")
      }
      #expect(Set(texts.callouts.keys) == Set(Callout.allCases), "\(texts.language)")
    }
  }

  @Test func `counts agree with their nouns`() {
    let english = CourseTexts.english
    #expect(english.counted(numbers: 0, texts: 0) == nil)
    #expect(english.counted(numbers: 1, texts: 2) == "1 number and 2 texts")
    #expect(CourseTexts.simplifiedChinese.counted(numbers: 3, texts: 0) == " 3 个数字")
  }
}
