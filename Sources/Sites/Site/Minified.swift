import Text

/// The built-in stylesheet and script as pages load them: without what is there for those who edit
/// them. A course's own files are left as they are.
enum Minified {
  /// A stylesheet without comments and without blanks that mean nothing. Strings stay as they are.
  static func stylesheet(_ text: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    var position = 0
    func at(_ offset: Int) -> UInt8? {
      position + offset < bytes.count ? bytes[position + offset] : nil
    }
    while let byte = at(0) {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        result.append(byte)
        position += 1
        while let next = at(0), next != byte {
          // What is escaped is no end.
          if next == UInt8(ascii: "\\") {
            result.append(next)
            position += 1
          }
          if let kept = at(0) { result.append(kept) }
          position += 1
        }
        result.append(byte)
        position += 1
      case UInt8(ascii: "/") where at(1) == UInt8(ascii: "*"):
        position += 2
        while position < bytes.count,
          !(at(0) == UInt8(ascii: "*") && at(1) == UInt8(ascii: "/"))
        {
          position += 1
        }
        position += 2
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"):
        position += 1
        // One blank is as good as many; beside these signs none is needed.
        if let last = result.last, !blank.contains(last), !tight.contains(last),
          last != UInt8(ascii: ":")
        {
          result.append(UInt8(ascii: " "))
        }
      default:
        if tight.contains(byte), result.last == UInt8(ascii: " ") { result.removeLast() }
        if byte == UInt8(ascii: "}"), result.last == UInt8(ascii: ";") { result.removeLast() }
        result.append(byte)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A script without the lines that are comments, and without indentation. There is no text of
  /// several lines in ours.
  static func script(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    return lines.filter { !$0.isEmpty && !$0.hasPrefix("//") }.joined(separator: "\n") + "\n"
  }

  private static let blank: Set<UInt8> = Set(" \n\t".utf8)
  private static let tight: Set<UInt8> = Set("{};,>".utf8)
}
