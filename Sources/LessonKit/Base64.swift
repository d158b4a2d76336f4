/// Bytes as base64 (RFC 4648), without Foundation, which every run would have to load.
enum Base64 {
  private static let letters = [UInt8](
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for place in 0..<4 {
        let sixBits = Int(bits >> UInt32(18 - 6 * place)) & 63
        text.append(place > part.count ? UInt8(ascii: "=") : letters[sixBits])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
