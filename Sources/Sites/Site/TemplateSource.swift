import Drawings
import Foundation
import Mustache
import Text

/// A template's file, parsed with its mistakes at their lines.
struct TemplateSource {
  /// The file's name, such as `page.mustache`.
  let name: String
  let bytes: [UInt8]

  /// What other templates call it: `{{> head}}`.
  var partialName: String { String(name.dropLast(".mustache".count)) }

  private var path: String { "theme/\(name)" }

  /// Every name that a template may use; a name that is not known would render as nothing.
  package static let names: Set<String> = Set(SiteValues.names).union(
    CourseTexts.english.dictionary.keys.map { "text.\($0)" }
  ).union(["."])

  /// The parsed template.
  func template() throws(ThemeProblems) -> MustacheTemplate {
    let file: SourceFile
    do throws(Diagnostic) {
      file = try SourceFile(path: path, bytes: bytes)
    } catch {
      throw ThemeProblems(diagnostics: [error])
    }
    let template: MustacheTemplate
    do {
      template = try MustacheTemplate(string: file.text)
    } catch let error as MustacheTemplate.ParserError {
      throw ThemeProblems(
        diagnostics: [
          file.diagnostic(
            .templateBroken(Self.words(of: error.error)), line: error.context.lineNumber,
            column: error.context.columnNumber)
        ])
    } catch {
      throw ThemeProblems(
        diagnostics: [file.diagnostic(.templateBroken("\(error)"), line: nil)])
    }
    let unknown = bytes == Theme.builtIn[name] ? [] : unknownNames(in: file)
    guard unknown.isEmpty else { throw ThemeProblems(diagnostics: unknown) }
    return template
  }

  private static func words(of error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "this section ends with another name than it began with"
    case .expectedSectionEnd: "a section is never closed"
    case .unfinishedName: "a tag is not closed"
    case .invalidSetDelimiter: "the delimiters cannot be set so"
    case .some(let other): "\(other)"
    // The parser reached the end of the file inside a tag or a section.
    case nil: "a tag or a section is never closed"
    }
  }

  /// The tags that name nothing.
  private func unknownNames(in file: SourceFile) -> [Diagnostic] {
    // Where a template sets delimiters of its own, its tags are not looked for.
    if file.text.contains("{{=") { return [] }
    let partials = Theme.builtIn.keys.filter { $0.hasSuffix(".mustache") }
      .map { String($0.dropLast(".mustache".count)) }
    var problems: [Diagnostic] = []
    let tag = /\{\{\{?\s*([#^\/&>]?)\s*([^{}!\s][^{}\s]*)\s*\}?\}\}/
    for (index, line) in file.lines.enumerated() where line.contains("{{") {
      for match in line.matches(of: tag) {
        let name = String(match.2)
        let isPartial = match.1 == ">"
        if isPartial ? partials.contains(name) : Self.names.contains(name) { continue }
        let known = isPartial ? partials.sorted() : Self.names.sorted()
        problems.append(
          file.diagnostic(
            .unknownTemplateName(name, known: known), line: index + 1,
            column: line.utf8.distance(from: line.startIndex, to: match.2.startIndex) + 1,
            length: name.utf8.count))
      }
    }
    return problems
  }
}
