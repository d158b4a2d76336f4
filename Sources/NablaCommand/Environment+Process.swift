import Foundation
import Glibc
import Text

extension Environment {
  /// The environment that nabla was started in. What it says of stores is taken out of the process
  /// when it is first asked for, before any other thread runs: there may be secrets in it, which
  /// children would inherit and `/proc` shows to all processes of the same user.
  static let ofProcess: Environment = {
    let environment = Environment(ProcessInfo.processInfo.environment)
    for name in StoreName.allCases {
      guard let value = getenv(name.rawValue) else { continue }
      memset(value, 0x78, strlen(value))
      unsetenv(name.rawValue)
    }
    return environment
  }()
}
