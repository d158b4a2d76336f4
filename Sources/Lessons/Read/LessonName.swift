package import Text

/// The names of lessons: `NN-name.md`, ordered by the number, then by the name.
package enum LessonName {
  /// Pages of the site itself.
  package static let reserved: Set<String> = ["index", "404", "search"]

  /// The page of a file: its name without the number and `.md`.
  package static func page(of file: String) -> String {
    let base = String(file.dropLast(3))
    guard let match = base.wholeMatch(of: /[0-9]+[-_ ](.+)/) else { return base }
    return String(match.1)
  }

  package static func number(of file: String) -> Int? {
    Int(String(decoding: Array(file.utf8.prefix { $0.isASCIIDigit }), as: UTF8.self))
  }

  static func isOrderedBefore(_ one: String, _ other: String) -> Bool {
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
