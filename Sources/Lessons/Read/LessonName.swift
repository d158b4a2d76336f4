package import Text

/// The names of lessons: `NN-name.md`, ordered by the number, then by the name.
package enum LessonName {
  /// Pages of the site itself.
  package static let reserved: Set<String> = ["index", "404", "search"]

  /// Whether a file of the lessons' folder is a lesson, by its name.
  package static func isLesson(_ file: String) -> Bool {
    file.hasSuffix(".md") && !file.hasPrefix(".")
  }

  /// The page of a file: its name without the number, the language and `.md`.
  package static func page(of file: String) -> String {
    let base = String(original(of: file).dropLast(3))
    let name = base.utf8.drop { $0.isASCIIDigit }
    guard name.startIndex != base.startIndex, let sign = name.first,
      "-_ ".utf8.contains(sign), name.count > 1
    else { return base }
    return String(Substring(name.dropFirst()))
  }

  /// The language of a translation, a tag between two points such as `zh-Hans`: two letters, or more
  /// with a script or region behind them; `nil` for a lesson in the course's own language.
  package static func language(of file: String) -> String? {
    guard file.hasSuffix(".md"), let point = file.dropLast(3).lastIndex(of: ".") else { return nil }
    let tag = file.dropLast(3)[file.index(after: point)...]
    guard
      tag.wholeMatch(of: /[A-Za-z]{2}|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})+/) != nil,
      point > file.startIndex
    else { return nil }
    return String(tag)
  }

  /// The file that a translation is one of; another file is its own.
  package static func original(of file: String) -> String {
    guard let language = language(of: file) else { return file }
    return file.dropLast(language.count + 4) + ".md"
  }

  package static func number(of file: String) -> Int? {
    Int(String(decoding: Array(file.utf8.prefix { $0.isASCIIDigit }), as: UTF8.self))
  }

  package static func isOrderedBefore(_ one: String, _ other: String) -> Bool {
    (number(of: one) ?? .max, one) < (number(of: other) ?? .max, other)
  }
}

extension [Diagnostic] {
  /// What belongs to no lesson first, then lesson by lesson; those of one lesson as they were.
  package var inOrderOfLessons: [Diagnostic] {
    func name(_ diagnostic: Diagnostic) -> String {
      let file = diagnostic.location?.file ?? ""
      return file.hasSuffix(".md") ? String(file.split(separator: "/").last ?? "") : ""
    }
    let names = Set(map(name)).sorted { one, other in
      one.isEmpty || (!other.isEmpty && LessonName.isOrderedBefore(one, other))
    }
    return names.flatMap { wanted in filter { name($0) == wanted } }
  }
}
