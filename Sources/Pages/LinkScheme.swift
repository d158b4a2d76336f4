import Text

/// The schemes of addresses: which there may be in a page, found as browsers find them.
enum LinkScheme {
  /// What a reader of a course can follow, and what runs nothing.
  static let allowed = ["http", "https", "mailto", "tel"]

  /// The scheme of an address in small letters; `nil` where it has none.
  ///
  /// Browsers pass over blanks and control characters before an address, and over tabs and line ends
  /// anywhere in it.
  static func scheme(of link: String) -> String? {
    let scalars = link.unicodeScalars.drop { $0.value <= 0x20 }
      .filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }
    var scheme = ""
    for scalar in scalars {
      switch scalar {
      case ":": return scheme.isEmpty ? nil : scheme.lowercased()
      case "A"..."Z", "a"..."z": scheme.unicodeScalars.append(scalar)
      case "0"..."9", "+", "-", ".":
        if scheme.isEmpty { return nil }
        scheme.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return nil
  }

  /// Whether an address with this scheme may stand in a page. A picture may be in its own address,
  /// because browsers run nothing in pictures.
  static func isAllowed(_ scheme: String, in link: String, isPicture: Bool) -> Bool {
    if allowed.contains(scheme) { return true }
    // `data:,` is nothing at all.
    return isPicture && scheme == "data" && link.wholeMatch(of: /(?i)data:(?:,|image\/.*)/) != nil
  }

  /// The way out where it may not.
  static func help(isPicture: Bool) -> String {
    let schemes = allowed.map { "\($0):" }.joined(separator: ", ")
    return isPicture
      ? "a picture is a file beside the lesson, or has an address with http:, https: or data:image/"
      : "links lead to lessons, files, anchors, and addresses with \(schemes); another address can "
        + "stand as code between backticks"
  }
}
