import Foundation
import Lessons
import Text

/// Where the things lead that a lesson names outside of its Swift: links, figures, files of the front
/// matter.
struct Definition {
  let document: EditorDocument
  let lesson: OpenLesson
  let files: CourseFiles?

  /// What stands at a place, and where it leads.
  func location(at position: EditorPosition) -> JSONValue? {
    let line = Array(document.places.line(position.line))
    let byte = TextPlaces.bytes(before: position.character, in: line[...])
    if position.line < lesson.lesson.frontMatterEnd {
      return Self.words(in: line, at: byte).flatMap { files?.uri($0) }.map { Self.top(of: $0) }
    }
    guard let link = WrittenLink.around(byte, in: line) else { return nil }
    return location(of: link)
  }

  private func location(of link: WrittenLink) -> JSONValue? {
    let target = link.path.isEmpty ? lesson : files?.lesson(link.path)
    guard let uri = link.path.isEmpty ? document.uri : files?.uri(link.path) else { return nil }
    guard let fragment = link.fragment?.removingPercentEncoding,
      let anchor = target?.anchors.first(where: { $0.name == fragment })
    else { return Self.top(of: uri) }
    let start = EditorPosition(line: anchor.line - 1, character: 0)
    return ["uri": .string(uri), "range": EditorRange(start, start).json]
  }

  private static func top(of uri: String) -> JSONValue {
    let start = EditorPosition(line: 0, character: 0)
    return ["uri": .string(uri), "range": EditorRange(start, start).json]
  }

  /// The path around a byte of a line of YAML.
  private static func words(in line: [UInt8], at byte: Int) -> String? {
    func ends(_ byte: UInt8) -> Bool { " \t,[]\"'#".utf8.contains(byte) }
    let byte = min(byte, line.count)
    let start = line[..<byte].lastIndex(where: ends).map { $0 + 1 } ?? 0
    let end = line[byte...].firstIndex(where: ends) ?? line.count
    return start < end ? String(decoding: line[start..<end], as: UTF8.self) : nil
  }

  /// What is said of the word at a place: of a fence's, or of the front matter's.
  func help(at position: EditorPosition) -> JSONValue? {
    let line = Array(document.places.line(position.line))
    let byte = min(TextPlaces.bytes(before: position.character, in: line[...]), line.count)
    func isOfWord(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "-") || (0x41...0x5A).contains(byte & ~0x20)
    }
    let start = line[..<byte].lastIndex { !isOfWord($0) }.map { $0 + 1 } ?? 0
    let end = line[byte...].firstIndex { !isOfWord($0) } ?? line.count
    guard start < end else { return nil }
    let word = String(decoding: line[start..<end], as: UTF8.self)
    let text: String?
    if position.line < lesson.lesson.frontMatterEnd {
      text = start == 0 ? WordHelp.lessonKeys[word] : nil
    } else if let block = lesson.block(onLine: position.line + 1), block.line == position.line + 1 {
      let isLanguage = start > 0 && line[start - 1] == UInt8(ascii: "`")
      text =
        isLanguage
        ? WordHelp.languages[word] : block.swift.flatMap { _ in WordHelp.fenceWords[word] }
    } else {
      text = nil
    }
    guard let text else { return nil }
    func place(_ byte: Int) -> EditorPosition {
      EditorPosition(line: position.line, character: TextPlaces.units(of: line.prefix(byte)))
    }
    return [
      "contents": ["kind": "markdown", "value": .string("`\(word)`: \(text)")],
      "range": EditorRange(place(start), place(end)).json
    ]
  }
}
