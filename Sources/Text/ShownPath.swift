import Foundation

extension URL {
  /// The path as messages name it: as it was given, without `./` in front.
  package var shownPath: String {
    relativePath.hasPrefix("./") ? String(relativePath.dropFirst(2)) : relativePath
  }
}
