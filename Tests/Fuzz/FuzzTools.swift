import Foundation

@testable import Formulas
@testable import Text

/// What is made once for many inputs, because it takes long, or needs a place.
package final class FuzzTools {
  let environment = Environment(ProcessInfo.processInfo.environment)
  /// KaTeX, if it is there.
  private(set) lazy var typesetter = try? Typesetter(KaTeXFile.find(environment))
  /// A folder of its own.
  private(set) lazy var folder: URL? = {
    let name = "nabla-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    let isMade: Void? = try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    return isMade == nil ? nil : folder
  }()

  package init() {}

  deinit {
    if let folder { try? FileManager.default.removeItem(at: folder) }
  }
}
