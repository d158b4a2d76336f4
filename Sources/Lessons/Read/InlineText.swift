import Text

/// The text of one paragraph, scalar by scalar, and where what begins in it ends.
///
/// What many places ask for is found once, so that reading is linear whatever is never closed.
struct InlineText {
  let scalars: [Unicode.Scalar]
  private let codeSpans: CodeSpanEnds
  private let comments: CommentEnds
  /// How many bytes stand before each scalar in its line.
  private let bytesBefore: [Int]

  init(_ text: String) {
    // Scalar by scalar: a mark that combines with a dollar sign does not hide it.
    let scalars = Array(text.unicodeScalars)
    self.scalars = scalars
    codeSpans = CodeSpanEnds(scalars)
    comments = CommentEnds(scalars)
    var bytes = 0
    bytesBefore = scalars.map { scalar in
      defer { bytes = scalar == "\n" ? 0 : bytes + UTF8.width(scalar) }
      return bytes
    }
  }

  /// The column, from 1, of a scalar in its line.
  func column(of index: Int) -> Int { bytesBefore[index] + 1 }

  /// How many scalars like this one stand in a row.
  func runLength(from start: Int) -> Int {
    let scalar = scalars[start]
    return scalars[start...].prefix { $0 == scalar }.count
  }

  /// The scalar at a place; `nil` behind the last.
  func scalar(at index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  /// The text of some scalars.
  func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// Whether `\)` or `\]` stands behind a `\(` or `\[`.
  func hasClosing(_ opener: Unicode.Scalar, from: Int) -> Bool {
    let closing: Unicode.Scalar = opener == "(" ? ")" : "]"
    return scalars.indices.dropFirst(from).contains {
      scalars[$0] == "\\" && scalar(at: $0 + 1) == closing
    }
  }

  /// The end of a footnote's name: the closing bracket.
  func endOfFootnote(from: Int) -> Int? {
    let end = scalars[from...].prefix(100).firstIndex {
      "[]".unicodeScalars.contains($0) || $0.properties.isWhitespace
    }
    guard let end, scalars[end] == "]", end > from else { return nil }
    return end
  }

  /// The end of a code span that a run of backquotes opens, or of the run, where none closes it.
  func endOfCodeSpan(from: Int, length: Int) -> Int {
    codeSpans.end(behind: from + length, length: length) ?? from + length
  }

  /// The longest tag or destination that is looked through.
  private static let longestTag = 2_000

  /// The end of a tag, a comment or an autolink, in which a `$` is none of ours.
  func endOfTag(from: Int) -> Int? {
    guard let second = scalar(at: from + 1) else { return nil }
    if scalars[from...].starts(with: "<!--".unicodeScalars) {
      return comments.end(behind: from + 4)
    }
    let isLetter = ("a"..."z").contains(second) || ("A"..."Z").contains(second)
    guard isLetter || second == "/" else { return nil }
    var quote: Unicode.Scalar?
    var isAutolink = false
    var hasBlank = false
    var hasEquals = false
    // The last that is no white space.
    var last: Unicode.Scalar = "<"
    for index in scalars[(from + 1)...].prefix(Self.longestTag - 1).indices {
      let scalar = scalars[index]
      defer {
        hasBlank = hasBlank || scalar == " "
        hasEquals = hasEquals || scalar == "="
        if !scalar.properties.isWhitespace { last = scalar }
      }
      if let open = quote {
        if scalar == open { quote = nil }
        continue
      }
      switch scalar {
      case ">": return index + 1
      case "<": return nil
      case "\"", "'":
        // A quotation mark opens a value behind an equals sign only.
        guard last == "=" else { return nil }
        quote = scalar
      case ":", "@": isAutolink = isAutolink || !hasBlank
      case "$" where !isAutolink && !hasEquals:
        // Neither a tag's name nor that of an attribute has one.
        return nil
      default: break
      }
    }
    return nil
  }

  /// The end of a link's destination: behind its closing parenthesis.
  func endOfDestination(from: Int) -> Int? {
    var depth = 1
    for index in scalars[from...].prefix(Self.longestTag).indices {
      if scalars[index] == "(" { depth += 1 }
      if scalars[index] == ")" { depth -= 1 }
      if depth == 0 { return index + 1 }
      if scalars[index] == "\n" { return nil }
    }
    return nil
  }

  /// Where a formula that begins here is closed, by `$`, or by a backquote and `$`.
  func endOfFormula(from: Int, closesCode: Bool) -> Int? {
    var index = from
    while let scalar = scalar(at: index) {
      if closesCode {
        if scalar == "`", self.scalar(at: index + 1) == "$" { return index }
      } else if scalar == "\\" {
        index += 2
        continue
      } else if scalar == "`" {
        // Code spans win.
        index = endOfCodeSpan(from: index, length: runLength(from: index))
        continue
      } else if scalar == "$" {
        let isAfterBlank = scalars[index - 1].properties.isWhitespace
        let isBeforeDigit = self.scalar(at: index + 1).map { ("0"..."9").contains($0) } ?? false
        if index > from, !isAfterBlank, !isBeforeDigit { return index }
      }
      index += 1
    }
    return nil
  }
}

/// Where runs of backquotes end in a text, found once, by their lengths.
struct CodeSpanEnds {
  private var ends: [Int: [Int]] = [:]

  init(_ text: some Collection<Unicode.Scalar>) {
    var length = 0
    var index = 0
    for scalar in text {
      if scalar == "`" {
        length += 1
      } else if length > 0 {
        ends[length, default: []].append(index)
        length = 0
      }
      index += 1
    }
    if length > 0 { ends[length, default: []].append(index) }
  }

  /// The end of the first run of this length that begins at a place or behind it.
  func end(behind place: Int, length: Int) -> Int? {
    ends[length]?.first(from: place + length)
  }
}

/// Where comments end in a text, found once.
struct CommentEnds {
  private let ends: [Int]

  init(_ text: [Unicode.Scalar]) {
    ends = text.indices.dropFirst(2).filter {
      text[$0] == ">" && text[$0 - 1] == "-" && text[$0 - 2] == "-"
    }.map { $0 + 1 }
  }

  /// The end of the first `-->` that begins at a place or behind it.
  func end(behind place: Int) -> Int? { ends.first(from: place + 3) }
}

extension [Int] {
  /// The first of ascending numbers that is not below another.
  fileprivate func first(from least: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < least { low = middle + 1 } else { high = middle }
    }
    return low < count ? self[low] : nil
  }
}
