import SwiftParser
package import SwiftSyntax
import Synchronization

/// Swift's own parse of a piece of code. The latest are kept, because a block is parsed for its
/// program, for its colours and for the file that students download, one soon after the other, and
/// the parser is the slowest part of all that runs no compiler.
package enum ParsedSwift {
  private struct State {
    var trees: [String: SourceFileSyntax] = [:]
    /// The codes, the oldest first.
    package var order: [String] = []
  }

  private static let capacity = 64
  private static let state = Mutex(State())

  /// Whether the code was parsed lately.
  package static func isAtHand(_ code: String) -> Bool { state.withLock { $0.trees[code] != nil } }

  package static func tree(of code: String) -> SourceFileSyntax {
    if let tree = state.withLock({ $0.trees[code] }) { return tree }
    let tree = Parser.parse(source: String(withoutDeepTexts(code)))
    state.withLock { state in
      guard state.trees.updateValue(tree, forKey: code) == nil else { return }
      state.order.append(code)
      if state.order.count > capacity { state.trees[state.order.removeFirst()] = nil }
    }
    return tree
  }

  /// In how many texts an expression may stand. Swift's parser takes memory that grows with the square of
  /// it: a gigabyte where 5,000 texts stand in each other.
  private static let deepestText = 1_000

  /// The code up to where texts stand in each other so deep: what is left has an open text, so that it is
  /// an error for the parser, too.
  private static func withoutDeepTexts(_ code: String) -> Substring {
    // For each open bracket, whether it opens an expression in a text.
    var open: [Bool] = []
    var depth = 0
    var isEscaped = false
    for index in code.utf8.indices {
      let byte = code.utf8[index]
      switch byte {
      case UInt8(ascii: "("):
        open.append(isEscaped)
        if isEscaped { depth += 1 }
        if depth > deepestText { return code[..<index] }
      case UInt8(ascii: ")"):
        if open.popLast() == true { depth -= 1 }
      default: break
      }
      // `\(` and `\#(`, and not `\\(`.
      isEscaped =
        byte == UInt8(ascii: "\\") && !isEscaped || byte == UInt8(ascii: "#") && isEscaped
    }
    return code[...]
  }
}
