/// Whether a piece of HTML closes what it opens.
enum WellFormed {
  private static let void: Set<String> = ["input", "br", "hr", "img", "meta", "link"]

  /// What is wrong with it, or `nil`.
  static func problem(in html: String) -> String? {
    var open: [String] = []
    var rest = Substring(html)
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without an end" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        let last = open.popLast() ?? "nothing"
        if last != tag.dropFirst() { return "</\(tag.dropFirst())> closes <\(last)>" }
      } else if !tag.hasSuffix("/") {
        let name = String(tag.prefix { $0.isLetter || $0.isNumber })
        if tag.count(where: { $0 == "\"" }) % 2 != 0 { return "quotes in <\(tag)>" }
        if !void.contains(name) { open.append(name) }
      }
    }
    return open.isEmpty ? nil : "<\(open[open.count - 1])> is not closed"
  }
}
