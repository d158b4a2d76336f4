import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Finds what MathML Core doesn't have. The lists are those of the specification, section 2.
final class MathMLReader: NSObject, XMLParserDelegate {
  static let tokens: Set = ["mi", "mn", "mo", "mtext"]
  static let others: Set = [
    "math", "mfrac", "mmultiscripts", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace",
    "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtr", "munder", "munderover"
  ]
  static let attributes: Set = [
    "accent", "accentunder", "alttext", "class", "depth", "display", "displaystyle", "fence",
    "form", "height", "largeop", "linethickness", "lspace", "mathbackground", "mathcolor",
    "mathsize", "mathvariant", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel",
    "separator", "stretchy", "style", "symmetric", "voffset", "width"
  ]
  static let counts = [
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3
  ]

  let allowedClasses: Set<String>
  private(set) var complaints: [String] = []
  private var open: [(name: String, children: Int)] = []

  init(allowedClasses: Set<String>) { self.allowedClasses = allowedClasses }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if let parent = open.last?.name, Self.tokens.contains(parent) {
      complaints.append("\(name) in \(parent)")
    }
    if name == "mtd", open.last?.name != "mtr" { complaints.append("mtd outside of mtr") }
    if name == "mtr", open.last?.name != "mtable" { complaints.append("mtr outside of mtable") }
    if !Self.tokens.contains(name), !Self.others.contains(name) { complaints.append(name) }
    for (attribute, value) in attributes {
      if !Self.attributes.contains(attribute) { complaints.append("\(name) \(attribute)") }
      if attribute == "mathvariant", name != "mi" || value != "normal" {
        complaints.append("\(name) \(attribute)=\(value)")
      }
      if ["width", "lspace", "rspace"].contains(attribute),
        value.wholeMatch(of: /-?[0-9.]+(em|pt|px)?/) == nil
      {
        complaints.append("\(name) \(attribute)=\(value)")
      }
      if attribute == "class" {
        for name in value.split(separator: " ") where !allowedClasses.contains(String(name)) {
          complaints.append("class \(name)")
        }
      }
    }
    if !open.isEmpty { open[open.count - 1].children += 1 }
    open.append((name, 0))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    let element = open.removeLast()
    if let count = Self.counts[name], count != element.children {
      complaints.append("\(name) of \(element.children)")
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let parent = open.last?.name, !Self.tokens.contains(parent) {
      complaints.append("text in \(parent)")
    }
  }
}
