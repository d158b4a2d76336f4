import Lessons
package import Markup
package import Memo
import SwiftIDEUtils
import SwiftSyntax
import Text

/// Colours Swift code at build time, as the compiler's own parser understands it.
package struct Highlighter {
  /// What has been coloured before.
  package var store: Store?

  package init(store: Store? = nil) {
    self.store = store
  }

  /// Counts the changes of what is kept.
  private static let revision = 3

  /// A part of the code, in bytes, and its class in the stylesheet; a blank for none.
  private struct Run {
    var name: UInt8
    var length: Int
  }

  /// The code: text, and `span`s whose classes the stylesheet knows.
  package func html(swift code: String) -> [Node] {
    var key = KeyBuilder()
    key.add("highlighted \(Self.revision)")
    key.add(code)
    if let kept = store?.read(key.digest), let runs = Self.runs(kept),
      let html = Self.html(code, runs)
    {
      return html
    }
    let runs = Self.runs(of: code)
    store?.write(runs.flatMap { [$0.name] + Array("\($0.length)".utf8) }, for: key.digest)
    return Self.html(code, runs) ?? [.code(code)]
  }

  /// The code in its runs; `nil` where they are another code's.
  private static func html(_ code: String, _ runs: [Run]) -> [Node]? {
    let source = Array(code.utf8)
    var html: [Node] = []
    html.reserveCapacity(runs.count)
    var position = 0
    for run in runs {
      guard run.length <= source.count - position else { return nil }
      let text = Node.code(
        String(decoding: source[position..<position + run.length], as: UTF8.self))
      position += run.length
      html.append(
        run.name == plain
          ? text : .inline("span", ["class": String(Unicode.Scalar(run.name))], [text]))
    }
    return position == source.count ? html : nil
  }

  /// Reads runs as they are kept, such as `k3 1n42`; `nil` where they are none.
  private static func runs(_ kept: [UInt8]) -> [Run]? {
    var runs: [Run] = []
    for byte in kept {
      if byte.isASCIIDigit {
        guard let last = runs.last, last.length < 1_000_000_000 else { return nil }
        runs[runs.count - 1].length = last.length * 10 + Int(byte - UInt8(ascii: "0"))
      } else {
        guard byte < 0x80 else { return nil }
        runs.append(Run(name: byte, length: 0))
      }
    }
    return runs
  }

  private static let plain = UInt8(ascii: " ")

  private static func runs(of code: String) -> [Run] {
    let count = code.utf8.count
    var runs: [Run] = []
    var position = 0
    func plain(upTo end: Int) {
      guard end > position else { return }
      runs.append(Run(name: Self.plain, length: end - position))
      position = end
    }
    for classified in ParsedSwift.tree(of: code).classifications {
      guard let name = className(classified.kind) else { continue }
      let range = classified.range
      let start = range.lowerBound.utf8Offset
      let end = min(range.upperBound.utf8Offset, count)
      guard start >= position, end > start else { continue }
      plain(upTo: start)
      runs.append(Run(name: name, length: end - start))
      position = end
    }
    plain(upTo: count)
    return runs
  }

  private static func className(_ kind: SyntaxClassification) -> UInt8? {
    let name: Unicode.Scalar? =
      switch kind {
      case .keyword: "k"
      case .type: "t"
      case .integerLiteral, .floatLiteral: "n"
      case .stringLiteral, .regexLiteral: "s"
      case .lineComment, .blockComment, .docLineComment, .docBlockComment: "c"
      case .attribute, .ifConfigDirective: "a"
      default: nil
      }
    return name.map { UInt8(ascii: $0) }
  }
}
