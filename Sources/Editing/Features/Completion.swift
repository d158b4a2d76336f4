import Lessons
import Text

/// What can be written at a place that is no Swift.
struct Completion {
  let document: EditorDocument
  let role: FileRole
  let lesson: OpenLesson?
  let files: CourseFiles?

  /// The kinds of the protocol that are used here.
  private enum Kind: Int {
    case value = 12, keyword = 14, file = 17, reference = 18, property = 10
  }

  /// What can be written at this place; `nil` where nothing of ours can.
  func items(at position: EditorPosition) -> [JSONValue]? {
    let line = Array(document.places.line(position.line))
    let byte = min(TextPlaces.bytes(before: position.character, in: line[...]), line.count)
    if let found = key(at: position, line, byte) { return found }
    guard let lesson else { return nil }
    if let found = fenceWords(at: position, line, byte, lesson) { return found }
    // A link stands in prose, not in a block.
    if lesson.block(onLine: position.line + 1) == nil,
      let link = WrittenLink.around(byte, in: line, isOpen: true)
    {
      return destinations(link, at: position, line, lesson)
    }
    return nil
  }

  /// An item that replaces the bytes of the line from a place up to the cursor.
  private func item(
    _ text: String, _ kind: Kind, detail: String? = nil, at position: EditorPosition,
    from start: Int, in line: [UInt8], order: Int? = nil
  ) -> JSONValue {
    let first = EditorPosition(
      line: position.line, character: TextPlaces.units(of: line.prefix(start)))
    var item: [String: JSONValue] = [
      "label": .string(text), "kind": .int(kind.rawValue),
      "textEdit": ["range": EditorRange(first, position).json, "newText": .string(text)]
    ]
    if let detail, !detail.isEmpty { item["detail"] = .string(detail) }
    if let order { item["sortText"] = .string(String(String(1_000_000 + order).dropFirst())) }
    return .object(item)
  }

  // MARK: Keys

  /// The keys of the front matter or of `course.yml`, and what can stand for some of them.
  private func key(
    at position: EditorPosition, _ line: [UInt8], _ byte: Int
  ) -> [JSONValue]? {
    let known: [KnownKey]
    let help: [String: String]
    if case .settings(_, let isTranslation) = role {
      known = isTranslation ? KnownKey.ofCourseTranslation : KnownKey.ofCourse
      help = WordHelp.courseKeys
    } else {
      guard isInFrontMatter(position.line) else { return nil }
      known =
        lesson?.lesson.language == nil ? KnownKey.ofLesson : KnownKey.ofTranslation
      help = WordHelp.lessonKeys
    }
    let before = line[..<byte]
    guard let colon = before.firstIndex(of: UInt8(ascii: ":")) else {
      // A key stands at the line's beginning.
      if let first = before.first, first == 0x20 || first == UInt8(ascii: "-") {
        return values(ofList: position, line, byte)
      }
      let used = usedKeys
      return known.filter { !used.contains($0.name) }.enumerated().map { order, key in
        item(
          key.name, .property, detail: help[key.name], at: position, from: 0, in: line,
          order: order)
      }
    }
    let name = String(decoding: before[..<colon], as: UTF8.self)
    guard let key = known.first(where: { $0.name == name }) else { return [] }
    let start = colon + 1 + before[(colon + 1)...].prefix { $0 == 0x20 }.count
    return values(of: key).map { item($0, .value, at: position, from: start, in: line) }
  }

  /// The values of a list's item, `- …` below its key.
  private func values(
    ofList position: EditorPosition, _ line: [UInt8], _ byte: Int
  ) -> [JSONValue] {
    var number = position.line - 1
    while number >= 0 {
      let above = document.places.line(number)
      if let first = above.first, first != 0x20, first != UInt8(ascii: "-"),
        let colon = above.firstIndex(of: UInt8(ascii: ":"))
      {
        let name = String(decoding: above[..<colon], as: UTF8.self)
        let key = KnownKey.ofLesson.first { $0.name == name && $0.value == .texts }
        let start = line.prefix { $0 == 0x20 || $0 == UInt8(ascii: "-") }.count
        return key.map(values)?.map {
          item($0, .value, at: position, from: min(start, byte), in: line)
        } ?? []
      }
      number -= 1
    }
    return []
  }

  private func values(of key: KnownKey) -> [String] {
    switch (key.name, key.value) {
    case (_, .truth): ["true", "false"]
    case (_, .choice(let words)): words
    case ("setup", _): files?.names.filter { $0.hasSuffix(".swift") } ?? []
    case ("data", _):
      files?.names.filter { !LessonName.isLesson($0) && !$0.hasSuffix(".yml") } ?? []
    case ("builds-on", _): files?.lessons.filter { LessonName.language(of: $0) == nil } ?? []
    default: []
    }
  }

  /// Whether a line (from 0) stands between the marks of the front matter.
  private func isInFrontMatter(_ number: Int) -> Bool {
    func isMark(_ number: Int) -> Bool {
      document.places.line(number).elementsEqual("---".utf8)
    }
    guard number > 0, lesson != nil, isMark(0) else { return false }
    return !(1..<number).contains(where: isMark) && !isMark(number)
  }

  /// The keys that stand there already.
  private var usedKeys: Set<String> {
    let isAll = if case .settings = role { true } else { false }
    var used: Set<String> = []
    for number in 0..<document.places.lineCount where isAll || isInFrontMatter(number) {
      let line = document.places.line(number)
      if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        used.insert(String(decoding: line[..<colon], as: UTF8.self))
      }
      if !isAll, number > 200 { break }
    }
    return used
  }

  // MARK: Fences

  /// The languages and words of a fence that is being opened.
  private func fenceWords(
    at position: EditorPosition, _ line: [UInt8], _ byte: Int, _ lesson: OpenLesson
  ) -> [JSONValue]? {
    let indentation = line.prefix { $0 == 0x20 || $0 == UInt8(ascii: ">") }.count
    let marks = line[indentation...].prefix { $0 == UInt8(ascii: "`") }.count
    guard marks >= 3, byte >= indentation + marks,
      lesson.block(onLine: position.line + 1).map({ $0.line == position.line + 1 }) ?? true
    else { return nil }
    let written = line[(indentation + marks)..<byte]
    guard let comma = written.lastIndex(of: UInt8(ascii: ",")) else {
      return WordHelp.languages.sorted { $0.key > $1.key }.map {
        item(
          $0.key, .keyword, detail: $0.value, at: position, from: indentation + marks, in: line)
      }
    }
    let language = written.prefix { $0 != UInt8(ascii: ",") && $0 != 0x20 }
    let start = comma + 1 + written[(comma + 1)...].prefix { $0 == 0x20 }.count
    let last = String(decoding: written[start...], as: UTF8.self)
    if last.hasPrefix("from=") {
      return originalNames(of: lesson).map {
        item($0, .reference, at: position, from: start + 5, in: line)
      }
    }
    let isSwift = language.elementsEqual("swift".utf8)
    let known =
      isSwift ? SwiftFence.known : language.elementsEqual("output".utf8) ? [] : Label.known
    let all = String(decoding: line[(indentation + marks)...], as: UTF8.self)
    let used = Set(
      all.split(separator: ",").dropFirst().map { word in
        String(word.drop { $0 == " " }.prefix { $0 != "=" && $0 != " " })
      })
    let isTranslation = lesson.lesson.language != nil
    return known.filter { word in
      (word == last || !used.contains(word)) && (isTranslation || word != "from")
    }.enumerated().map { order, word in
      item(
        word, .keyword, detail: WordHelp.fenceWords[word], at: position, from: start, in: line,
        order: order)
    }
  }

  private func originalNames(of lesson: OpenLesson) -> [String] {
    let original = lesson.lesson.originalPath.split(separator: "/").last.map(String.init) ?? ""
    return files?.lesson(original)?.lesson.blocks.filter { $0.swift != nil }
      .compactMap { $0.label?.name } ?? []
  }

  // MARK: Links

  private func destinations(
    _ link: WrittenLink, at position: EditorPosition, _ line: [UInt8], _ lesson: OpenLesson
  ) -> [JSONValue] {
    if link.fragment != nil {
      let target = link.path.isEmpty ? lesson : files?.lesson(link.path)
      let start = link.start + link.path.utf8.count + 1
      return target?.anchors.enumerated().map { order, anchor in
        item(
          anchor.name, .reference, detail: anchor.words, at: position, from: start, in: line,
          order: order)
      } ?? []
    }
    let own = lesson.lesson.file.path.split(separator: "/").last.map(String.init) ?? ""
    let names = (files?.names ?? []).filter { $0 != own && !$0.hasSuffix(".yml") }
    return names.enumerated().map { order, name in
      let title =
        LessonName.isLesson(name) && names.count <= 100 ? files?.lesson(name)?.lesson.title : nil
      return item(
        name, .file, detail: title, at: position, from: link.start, in: line, order: order)
    }
  }
}
