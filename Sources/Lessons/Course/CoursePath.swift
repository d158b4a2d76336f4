import Text

/// Paths that lessons name, relative to their folder.
package enum CoursePath {
  /// `a/../b` made plain; `nil` where it leads out of the folder.
  package static func normalized(_ path: String) -> String? {
    guard !path.hasPrefix("/") else { return nil }
    let path = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
    var parts: [Substring] = []
    for part in path.split(separator: "/") {
      if part == "." { continue }
      if part == ".." {
        guard !parts.isEmpty else { return nil }
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "/")
  }
}
