/// A way of writing a lesson down that says the same.
enum Dressing: String, CaseIterable, Sendable {
  case plain
  /// Lines end as on Windows.
  case windowsLines = "CRLF"
  /// Blocks stand in list items whose text goes on lazily.
  case lists
  /// Blocks stand in quotes whose text goes on lazily.
  case quotes
  /// Blocks stand in lists in quotes, indented by tabs where they may be, behind continuation lines
  /// that are indented.
  case listsInQuotes = "lists in quotes"

  /// The lesson in this dressing.
  func dressed(_ text: String) -> String {
    switch self {
    case .plain: text
    case .windowsLines: text.replacing("\n", with: "\r\n")
    case .lists:
      wrapped(text, opening: "1. An item\nthat goes on lazily\n", rest: "   ", separator: "")
    case .quotes:
      wrapped(text, opening: "> A quote\nthat goes on lazily\n", rest: "> ", separator: ">")
    case .listsInQuotes:
      wrapped(
        text, opening: "> -\tAn item\\\n>         that goes on, indented\nand lazily\n",
        rest: "> \t",
        separator: ">")
    }
  }

  /// Puts each Swift block and the output below it behind `opening`, each line behind `rest`. The
  /// parts of an exercise stand together, so that of the exercises only the headings stay.
  private func wrapped(_ text: String, opening: String, rest: String, separator: String) -> String {
    let parts = text.split(separator: "\n## Exercises\n", maxSplits: 1)
    let headings = parts.dropFirst().joined().split(separator: "\n").filter { $0.hasPrefix("#") }
    let text = parts[0] + headings.map { "\n\n\($0)\n" }.joined()
    var lines: [String] = []
    var isInside = false
    var wasOutput = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let opens = line.hasPrefix("```swift") || line.hasPrefix("```output")
      if !isInside, opens {
        isInside = true
        if line.hasPrefix("```output") {
          wasOutput = true
        } else {
          if lines.last != "" { lines.append("") }
          // Two lists that follow one another would be one.
          lines += ["<!-- apart -->", ""]
          lines += opening.split(separator: "\n").map(String.init)
        }
        lines += wasOutput ? [separator, rest + line] : [separator, rest + line]
        wasOutput = false
      } else if isInside {
        lines.append(line.isEmpty ? separator : rest + line)
        if line == "```" { isInside = false }
      } else if line.isEmpty, lines.last?.hasPrefix(rest) == true || lines.last == separator {
        // The blank line between a block and its output is part of the item.
        lines.append("")
      } else {
        lines.append(line)
      }
    }
    return joinedOutputs(lines, separator: separator, rest: rest)
  }

  /// Between a block and its output stands a line of the item or the quote, not an empty one.
  private func joinedOutputs(_ lines: [String], separator: String, rest: String) -> String {
    var result: [String] = []
    for line in lines {
      if line == rest + "```output" {
        while result.last == "" || result.last == separator { result.removeLast() }
        result.append(separator)
      }
      result.append(line)
    }
    return result.joined(separator: "\n")
  }
}
