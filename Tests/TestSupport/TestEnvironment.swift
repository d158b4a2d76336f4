import Foundation
package import Text

extension Environment {
  /// What the tests were started with: where the compiler and the tools are.
  package static let ofTests = Environment(ProcessInfo.processInfo.environment)
}
