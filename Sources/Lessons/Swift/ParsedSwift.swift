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
    let tree = Parser.parse(source: String(SwiftNesting.bounded(code)))
    state.withLock { state in
      guard state.trees.updateValue(tree, forKey: code) == nil else { return }
      state.order.append(code)
      if state.order.count > capacity { state.trees[state.order.removeFirst()] = nil }
    }
    return tree
  }
}
