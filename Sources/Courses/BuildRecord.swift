import Foundation
import Lessons
import Memo
import Pages
import Text
import Verdicts

/// What a build read, what it wrote, and what it knew of each lesson: so that the next build does
/// the work of the lessons that changed, and no lesson's where none did.
///
/// What decides is whether each file is the same, unchanged, by `FileIdentity`. In doubt the build
/// goes its whole way, whose results are the same.
struct BuildRecord: Codable {
  /// The tools and options, without which nothing holds.
  var tools: String
  /// The identity of each file of the course's folder, by its path.
  @CodedAsText var files: [String: String]
  /// Digests of those of them that had just been changed.
  var recent: [String: String]
  /// The identity of each file of the site, by its path.
  @CodedAsText var outputs: [String: String]
  var lessons: [LessonRecord]
  var translations: [TranslationRecord]

  /// Whether the site is as it was left.
  var stands: Bool { outputs.allSatisfy { FileIdentity($0.key)?.text == $0.value } }
}

/// Files and their identities, coded as one text: a dictionary of thousands of entries takes several
/// times as long to read.
///
/// The path of a file may hold any character. One with a line's end is not found again, and where a file
/// is not found, a build goes its whole way.
@propertyWrapper
struct CodedAsText: Codable {
  var wrappedValue: [String: String]

  init(wrappedValue: [String: String]) { self.wrappedValue = wrappedValue }

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    wrappedValue = [:]
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let end = line.lastIndex(of: UInt8(ascii: ">")) else { continue }
      let identity = Substring(line[line.index(after: end)...])
      wrappedValue[String(Substring(line[..<end]))] = String(identity)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.map { "\($0)>\($1)\n" }.joined())
  }
}

/// What a build knew of one lesson.
struct LessonRecord: Codable {
  /// Its file, from the course's folder.
  var path: String
  /// The top of its file: as much of it as says what the lesson is called.
  var head: String
  /// Files and folders that its page depends on beside its own, from the course's folder.
  var inputs: [String]
  /// The lessons that its links lead to.
  var linked: [String]
  /// A digest of what the pages of other lessons say of it, and of which files it brings.
  var card: String
  /// What the contents page says of it beside.
  var extent: LessonExtent
  /// Where the store keeps what links of others may lead to.
  var target: String
  /// Where the store keeps its part of the search index; `nil` for a draft.
  var search: String?
}

extension LessonRecord {
  /// The record of a lesson's page; `nil` where the store does not take what belongs to it.
  ///
  /// - Parameter number: its place among the published lessons; `nil` for a draft.
  init?(_ page: LessonPage, number: Int?, in course: Course, _ store: Store) {
    let lesson = page.lesson
    path = lesson.file.path
    // Where the top alone would be read otherwise, it is the whole.
    let name = LessonName.page(of: String(path.split(separator: "/").last ?? ""))
    let top = LessonReader.read(SourceFile(path: path, text: lesson.head), name: name).lesson
    head = top.title == lesson.title ? lesson.head : lesson.file.text
    let named = lesson.frontMatter.data + [lesson.frontMatter.setup].compactMap(\.self)
    inputs = Set(
      (named.compactMap(CoursePath.normalized) + page.assets).map {
        "\(lesson.folder)/\($0)"
      }
    ).sorted()
    linked = page.linkedLessons.sorted()
    card = Self.card(of: page).text
    extent = page.extent
    guard let target = try? JSONEncoder().encode(page.linkTarget) else { return nil }
    self.target = Digest([UInt8](target)).text
    guard Self.keep([UInt8](target), store) != nil else { return nil }
    guard let number else { return }
    let lines = Array(SearchIndex.lines(of: page, number: number).utf8)
    guard let key = Self.keep(lines, store) else { return nil }
    search = key.text
  }

  /// Keeps bytes under their own digest.
  private static func keep(_ bytes: [UInt8], _ store: Store) -> Digest? {
    let key = Digest(bytes)
    return store.holds(key) || store.write(bytes, for: key) ? key : nil
  }

  private static func card(of page: LessonPage) -> Digest {
    let lesson = page.lesson
    var key = KeyBuilder()
    key.add(lesson.head)
    key.add(lesson.title)
    for section in page.sections {
      key.add("\(section.anchor) \(section.title)")
      for part in section.parts { key.add(" \(part.anchor) \(part.title)") }
    }
    key.add("\(page.hasGraph) \(page.hasKnobs)")
    for file in page.assets.sorted() + page.dataFiles.keys.sorted() { key.add(file) }
    key.add(page.source?.name ?? "")
    for term in page.terms.sorted() { key.add(term) }
    return key.digest
  }
}
