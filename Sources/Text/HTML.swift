/// Text made safe for HTML.
package enum HTML {
  /// Text between tags, or in an attribute in double quotes. Characters that neither HTML nor XML has are
  /// replaced.
  package static func escaped(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(where: { special.contains($0) }) else { return String(text) }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 64)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      // Control characters are not allowed in HTML, nor can anybody see them.
      case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: result += "\u{FFFD}".utf8
      // Nor are the last two of the basic plane, EF BF BE and EF BF BF: EF BF BD is U+FFFD.
      case 0xBE...0xBF where result.suffix(2) == [0xEF, 0xBF]: result.append(0xBD)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Text between tags, where quotation marks need no care: code has many of them.
  package static func escapedCode(_ text: some StringProtocol) -> String {
    escaped(text).replacing("&quot;", with: "\"")
  }

  private static let special: Set<UInt8> = Set("&<>\"".utf8).union(0x00...0x1F).union([0x7F, 0xEF])
    .subtracting([0x09, 0x0A, 0x0D])

  /// A URL for an attribute, made safe.
  package static func escapedURL(_ url: String) -> String { escaped(encodedURL(url)) }

  /// A URL in which what a URL may not hold is percent-encoded.
  package static func encodedURL(_ url: String) -> String {
    var result = ""
    for byte in url.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || "-._~:/?#@!$&'()*+,;=%".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return result
  }
}
