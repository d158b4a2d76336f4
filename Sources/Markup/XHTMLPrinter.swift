import Text

/// Writes pieces as XML: every element closed, every attribute quoted, no entity but XML's own.
///
/// What an author's HTML leaves open is closed where HTML closes it by itself, and at the latest at
/// the end of the element around it.
package struct XHTMLPrinter {
  private var text = ""
  /// The elements that are open; one whose tag was left out has a slash before its name.
  private var open: [String] = []
  /// How many elements of another vocabulary, whose names keep their case, are open.
  private var foreign = 0

  /// The XML of some pieces.
  ///
  /// - Parameter change: what becomes of each opening tag: `nil` leaves out the tag and its end tag,
  ///   not what is between.
  package static func xml(_ pieces: [Piece], change: (Tag) -> Tag? = { $0 }) -> String {
    var printer = XHTMLPrinter()
    var left: Int?
    for piece in pieces {
      switch piece {
      case .comment: break
      case .text(let text): if left == nil { printer.append(text: text) }
      case .start(let tag):
        if Self.programs.contains(tag.name.lowercased()) {
          if left == nil, !tag.isSelfClosing { left = printer.open.count }
        } else if left == nil {
          printer.append(tag, change)
        }
      case .end(let name):
        if Self.programs.contains(name.lowercased()) {
          left = nil
        } else if left == nil {
          printer.close(name)
        }
      }
    }
    while !printer.open.isEmpty { printer.closeLast() }
    return printer.text
  }

  /// Elements that are left out with their content: a book runs nothing.
  private static let programs: Set<String> = ["script", "iframe", "object", "noscript"]

  // MARK: Tags

  private mutating func append(_ tag: Tag, _ change: (Tag) -> Tag?) {
    let isForeign = foreign > 0 || Element.foreign.contains(tag.name.lowercased())
    let name = written(tag.name)
    if !isForeign { closeWhatEnds(before: name) }
    let isVoid = !isForeign && Element.isVoid(name)
    guard let changed = change(tag) else {
      if !isVoid, !tag.isSelfClosing { open.append("/\(name)") }
      return
    }
    let changedName = written(changed.name)
    text += "<\(changedName)"
    if changedName == "math", changed["xmlns"] == nil {
      text += " xmlns=\"http://www.w3.org/1998/Math/MathML\""
    } else if changedName == "svg" {
      if changed["xmlns"] == nil { text += " xmlns=\"http://www.w3.org/2000/svg\"" }
      if changed["xmlns:xlink"] == nil {
        text += " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
      }
    }
    for attribute in changed.attributes where Self.isName(attribute.name) {
      let name = isForeign ? attribute.name : attribute.name.lowercased()
      let isSwitch = attribute.value.isEmpty && Self.switches.contains(name)
      text += " \(name)=\"\(Self.escaped(isSwitch ? name : attribute.value, inAttribute: true))\""
    }
    if isVoid || (isForeign && tag.isSelfClosing) {
      text += "/>"
      return
    }
    text += ">"
    open.append(changedName)
    if Element.foreign.contains(changedName) { foreign += 1 }
  }

  private mutating func close(_ name: String) {
    let wanted = written(name)
    if !open.contains(where: { Self.matches($0, wanted) }) { return }
    while let last = open.last {
      closeLast()
      if Self.matches(last, wanted) { return }
    }
  }

  private mutating func closeLast() {
    let last = open.removeLast()
    if Element.foreign.contains(last) { foreign -= 1 }
    if !last.hasPrefix("/") { text += "</\(last)>" }
  }

  /// An element's name as it is written here: those of another vocabulary keep their case, and what holds
  /// them (`SVG`) is HTML's.
  private func written(_ name: String) -> String {
    let lower = name.lowercased()
    return foreign > 0 && !Element.foreign.contains(lower) ? name : lower
  }

  private static func matches(_ open: String, _ name: String) -> Bool {
    open == name || open == "/\(name)"
  }

  /// HTML ends these by itself where the next one begins.
  private mutating func closeWhatEnds(before name: String) {
    guard let last = open.last else { return }
    let ends: Bool =
      switch name {
      case "li": last == "li"
      case "dt", "dd": last == "dt" || last == "dd"
      case "tr": last == "tr" || last == "td" || last == "th"
      case "td", "th": last == "td" || last == "th"
      case "option": last == "option"
      default: last == "p" && Self.endsParagraph.contains(name)
      }
    if ends {
      close(last)
      closeWhatEnds(before: name)
    }
  }

  private static let endsParagraph: Set<String> = [
    "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure",
    "figcaption", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main",
    "nav", "ol", "p", "pre", "section", "table", "ul"
  ]

  private static let switches: Set<String> = [
    "allowfullscreen", "checked", "controls", "disabled", "download", "hidden", "loop", "multiple",
    "muted", "open", "readonly", "required", "reversed", "selected"
  ]

  // MARK: Text

  private mutating func append(text: String) {
    self.text += Self.escaped(text, inAttribute: false)
  }

  private static func isName(_ name: String) -> Bool {
    name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_.\-]*(:[A-Za-z_][A-Za-z0-9_.\-]*)?/) != nil
      && !name.lowercased().hasPrefix("on")
      && (!name.contains(":")
        || ["xlink", "xml", "xmlns", "epub"].contains(name.prefix { $0 != ":" }))
  }

  /// Text whose entities are XML's: the known ones of HTML as characters, an unknown one as it is
  /// written.
  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    let text = withCharactersOfXML(text)
    guard text.utf8.contains(where: { "&<>\"".utf8.contains($0) }) else { return text }
    // Scalar by scalar: a sign and the combining mark behind it are one character.
    var result = ""
    let scalars = text.unicodeScalars
    var rest = Substring(text)
    while let index = rest.unicodeScalars.firstIndex(where: {
      "&<>\"".unicodeScalars.contains($0)
    }) {
      result += rest[..<index]
      let behind = rest[scalars.index(after: index)...]
      switch scalars[index] {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += inAttribute ? "&quot;" : "\""
      default:
        let entity = behind.prefixMatch(
          of: /(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);/.matchingSemantics(.unicodeScalar))
        let name = entity.map { String($0.1) } ?? ""
        let isNumber = name.hasPrefix("#")
        let sign = isNumber && !isCharacter(name.dropFirst()) ? "\u{FFFD}" : characters[name]
        if let entity, let sign {
          result += sign
          rest = behind[entity.range.upperBound...]
          continue
        }
        let isXML = isNumber || ["amp", "lt", "gt", "quot", "apos"].contains(name)
        result += isXML ? "&" : "&amp;"
      }
      rest = behind
    }
    return result + rest
  }

  /// The text with a sign for each character that XML does not have.
  private static func withCharactersOfXML(_ text: String) -> String {
    guard !text.unicodeScalars.allSatisfy(isCharacter) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isCharacter(scalar) ? scalar : "\u{FFFD}") }
    return String(scalars)
  }

  /// Whether XML 1.0 has the character.
  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xFFFD: true
    default: scalar.value > 0xFFFF
    }
  }

  /// Whether XML has the character of this number, written as in a reference: `65` or `x41`.
  private static func isCharacter(_ number: Substring) -> Bool {
    let isHexadecimal = number.first == "x" || number.first == "X"
    return UInt32(isHexadecimal ? number.dropFirst() : number, radix: isHexadecimal ? 16 : 10)
      .flatMap(Unicode.Scalar.init).map(isCharacter) ?? false
  }

  /// The entities of HTML that people write by name.
  private static let characters: [String: String] = [
    "nbsp": "\u{A0}", "shy": "\u{AD}", "copy": "©", "reg": "®", "trade": "™", "deg": "°",
    "plusmn": "±", "times": "×", "divide": "÷", "middot": "·", "para": "¶", "sect": "§",
    "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "laquo": "«", "raquo": "»", "bull": "•", "larr": "←", "uarr": "↑", "rarr": "→",
    "darr": "↓", "minus": "−", "infin": "∞", "asymp": "≈", "ne": "≠", "le": "≤", "ge": "≥",
    "thinsp": "\u{2009}", "ensp": "\u{2002}", "emsp": "\u{2003}", "zwj": "\u{200D}",
    "zwnj": "\u{200C}", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε",
    "eta": "η", "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "sigma": "σ", "nabla": "∇"
  ]
}
