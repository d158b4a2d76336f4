import Text

/// How wide texts are, from a table of our own: drawings are the same whatever fonts there are.
///
/// The widths are those of a common sans-serif face in thousandths of its size, somewhat on the
/// wide side, so that a text in another face still has room.
package enum TextWidth {
  /// The width of a text of this size.
  package static func of(_ text: some StringProtocol, size: Double) -> Double {
    text.reduce(0.0) { $0 + width(of: $1) } * size / 1000
  }

  /// The text, or as much of its beginning as has room, and `…`.
  package static func fitted(_ text: String, in room: Double, size: Double) -> String {
    if of(text, size: size) <= room { return text }
    var kept = ""
    var left = room * 1000 / size - width(of: "…")
    for character in text {
      left -= width(of: character)
      if left < 0 { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  private static func width(of character: Character) -> Double {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar {
    case "i", "j", "l", "'", "|": return 260
    case "f", "t", "I", ".", ",", ":", ";", "!", " ", "/", "\\", "·": return 320
    case "r", "(", ")", "[", "]", "{", "}", "-", "\"", "`", "⁻": return 390
    case "⁰"..."⁹", "¹", "²", "³", "₀"..."₉": return 390
    case "m", "M", "W", "%", "@", "…", "—": return 960
    case "w", "A"..."Z", "&": return 760
    case "0"..."9", "a"..."z": return 640
    case "−", "+", "=", "<", ">", "~", "–": return 840
    default: break
    }
    switch scalar.value {
    case 0...0x7F: return 640
    // Wide writing: Chinese, Japanese, Korean, and pictures.
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F000...0x1FAFF, 0x20000...0x3FFFF:
      return 1050
    default: return 700
    }
  }
}
