import Text
import Yams

/// A small YAML mapping (front matter, course.yml), each key at its line, checked against what is
/// allowed.
struct YAMLMapping {
  /// The kinds of value that a key can have, in the words of its error message.
  enum Kind: String {
    case text = "a text"
    case truth = "true or false"
    case seconds = "a number of seconds above 0 and up to 604800"
    case texts = "a text or a list of texts"
    case htmlPolicy = "'pass' or 'escape'"
    case language = "a language tag such as en or zh-Hans"
    case webAddress = "an address that begins with https:// or http://"
    case storeAddress =
      "an address that begins with https:// or http:// and holds no name and password"
    case date = "a day such as 2026-03-31"
    case textPairs = "a list of texts and what stands for each, one a line, such as loss: 损失"
    case limits = "a list of limits and what each is, one a line, such as memory: 2 GB"
    case sandbox = "'off', 'on' or 'require'"
    case macros = "a list of macros, one a line, such as \\loss: \\mathcal{L}"
  }

  package private(set) var texts: [String: [String]] = [:]
  /// The mappings among the values, such as `macros`.
  package private(set) var mappings: [String: [String: String]] = [:]
  package private(set) var lines: [String: Int] = [:]
  /// The line of each entry of such a mapping.
  private(set) var entryLines: [String: [String: Int]] = [:]
  package private(set) var problems: [Diagnostic] = []

  /// Parses `yaml`, whose first line is line `firstLine` of `file`.
  init(_ yaml: String, of file: SourceFile, firstLine: Int, schema: [(String, Kind)]) {
    let root: Node?
    do {
      // The encoding is named, because the package looks for it in the environment otherwise, which
      // takes longer than reading does.
      root = try Yams.compose(yaml: Self.withoutOtherLineEnds(yaml), .default, .default, .utf8)
    } catch let error as YamlError {
      let (words, mark) = Self.words(of: error, in: yaml)
      problems.append(
        file.diagnostic(
          .frontMatterBroken(words), line: firstLine + max(0, (mark?.line ?? 1) - 1),
          column: mark?.column))
      return
    } catch {
      problems.append(file.diagnostic(.frontMatterBroken("\(error)"), line: firstLine))
      return
    }
    guard let root else { return }
    guard let mapping = root.mapping else {
      problems.append(
        file.diagnostic(.frontMatterBroken("'key: value' lines are expected"), line: firstLine))
      return
    }
    for (keyNode, value) in mapping {
      let key = keyNode.string ?? ""
      let line = firstLine + (keyNode.mark?.line ?? 1) - 1
      let column = keyNode.mark?.column
      guard let (_, kind) = schema.first(where: { $0.0 == key }) else {
        problems.append(
          file.diagnostic(
            .unknownKey(key, known: schema.map(\.0)), line: line, column: column,
            length: key.utf8.count))
        continue
      }
      if kind == .macros, let macros = Self.macros(value) {
        mappings[key] = macros
        lines[key] = line
        continue
      }
      if kind == .limits, let pairs = Self.pairs(value) {
        mappings[key] = pairs.mapValues(\.text)
        lines[key] = line
        problems += Self.problems(ofLimits: pairs, file, firstLine)
        continue
      }
      if kind == .textPairs, let pairs = Self.pairs(value) {
        mappings[key] = pairs.mapValues(\.text)
        entryLines[key] = pairs.mapValues { firstLine + $0.line - 1 }
        lines[key] = line
        continue
      }
      guard let read = Self.read(value, as: kind) else {
        problems.append(
          file.diagnostic(
            .wrongType(key: key, expected: kind.rawValue),
            line: firstLine + (value.mark?.line ?? keyNode.mark?.line ?? 1) - 1,
            column: value.mark?.column))
        continue
      }
      texts[key] = read
      lines[key] = line
    }
  }

  /// What YAML takes for line ends and nobody else does, as blanks: lines are counted as editors do.
  private static func withoutOtherLineEnds(_ yaml: String) -> String {
    let ends: Set<Unicode.Scalar> = ["\u{85}", "\u{2028}", "\u{2029}"]
    guard yaml.unicodeScalars.contains(where: ends.contains) else { return yaml }
    var view = String.UnicodeScalarView()
    for scalar in yaml.unicodeScalars { view.append(ends.contains(scalar) ? " " : scalar) }
    return String(view)
  }

  package func text(_ key: String) -> String? { texts[key]?.first }
  package func list(_ key: String) -> [String] { texts[key] ?? [] }
  func truth(_ key: String) -> Bool { texts[key]?.first == "true" }
  package func number(_ key: String) -> Double? { texts[key]?.first.flatMap(Double.init) }

  private static func read(_ node: Node, as kind: Kind) -> [String]? {
    switch kind {
    case .macros, .textPairs, .limits: return nil
    case .text:
      return node.scalar.flatMap { $0.string.isEmpty ? nil : [$0.string] }
    case .truth:
      return node.bool.map { ["\($0)"] }
    case .seconds:
      guard let number = node.float, TimeLimit.allows(number) else { return nil }
      return ["\(number)"]
    case .htmlPolicy:
      return node.scalar.flatMap { ["pass", "escape"].contains($0.string) ? [$0.string] : nil }
    case .sandbox:
      // YAML takes on and off for truths.
      let mode = node.scalar.flatMap { SandboxMode(rawValue: $0.string) }
      return mode.map { [$0.rawValue] }
    case .language:
      return node.scalar.flatMap {
        $0.string.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) == nil ? nil : [$0.string]
      }
    case .webAddress:
      return node.scalar.flatMap {
        $0.string.wholeMatch(of: /https?:\/\/[^\s\/?#"<>]+(\/[^\s?#"<>]*)?/) == nil
          ? nil : [$0.string]
      }
    case .storeAddress:
      return node.scalar.flatMap {
        $0.string.wholeMatch(of: /https?:\/\/[!-~&&[^\/?#"<>@\\]]+(\/[!-~&&[^?#"<>@\\]]*)?/) == nil
          ? nil : [$0.string]
      }
    case .date:
      return node.scalar.flatMap { Day.isOne($0.string) ? [$0.string] : nil }
    case .texts:
      if let scalar = node.scalar { return scalar.string.isEmpty ? nil : [scalar.string] }
      let items = node.sequence?.map { $0.scalar?.string ?? "" }
      return items.flatMap { $0.contains("") ? nil : $0 }
    }
  }

  /// Texts by texts, each with its line.
  private static func pairs(_ node: Node) -> [String: (text: String, line: Int)]? {
    guard let mapping = node.mapping else { return nil }
    var pairs: [String: (text: String, line: Int)] = [:]
    for (key, value) in mapping {
      guard let name = key.scalar?.string, let text = value.scalar?.string, !text.isEmpty else {
        return nil
      }
      pairs[name] = (text, key.mark?.line ?? 1)
    }
    return pairs
  }

  /// What is wrong with limits, each at its line.
  private static func problems(
    ofLimits pairs: [String: (text: String, line: Int)], _ file: SourceFile, _ firstLine: Int
  ) -> [Diagnostic] {
    pairs.sorted { $0.value.line < $1.value.line }.compactMap { name, value in
      let line = firstLine + value.line - 1
      guard let limit = Limits.Name(rawValue: name) else {
        return file.diagnostic(
          .unknownKey(name, known: Limits.Name.allCases.map(\.rawValue)), line: line)
      }
      return limit.value(value.text) != nil
        ? nil : file.diagnostic(.wrongType(key: name, expected: limit.expected), line: line)
    }
  }

  /// The macros of a mapping: names of TeX, and what stands for each.
  private static func macros(_ node: Node) -> [String: String]? {
    guard let mapping = node.mapping else { return nil }
    var macros: [String: String] = [:]
    for (name, text) in mapping {
      guard let name = name.string, let text = text.scalar?.string, !text.isEmpty,
        name.wholeMatch(of: /\\(?:[A-Za-z]+|[^A-Za-z\s])/) != nil
      else { return nil }
      macros[name] = text
    }
    return macros
  }

  private static func words(
    of error: YamlError, in yaml: String
  ) -> (String, (line: Int, column: Int)?) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (problem, (mark.line, mark.column))
    case .duplicatedKeysInMapping(let duplicates, _):
      (
        "a key stands here twice: \(duplicates.sorted().joined(separator: ", "))",
        secondLine(of: duplicates.first ?? "", in: yaml)
      )
    default: ("\(error)".textLines.first.map(String.init) ?? "", nil)
    }
  }

  private static func secondLine(of key: String, in yaml: String) -> (line: Int, column: Int)? {
    let lines = yaml.textLines
    let found = lines.indices.filter { lines[$0].hasPrefix("\(key):") }
    return found.dropFirst().first.map { ($0 + 1, 1) }
  }
}

/// A day of the calendar, as ISO 8601 writes it.
enum Day {
  /// Whether the text is one that there is.
  static func isOne(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3),
      (1...12).contains(month)
    else { return false }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }
}
