import Foundation
import Text

extension Environment {
  /// What this process was started with: the one place that looks.
  static let ofProcess = Environment(ProcessInfo.processInfo.environment)
}
