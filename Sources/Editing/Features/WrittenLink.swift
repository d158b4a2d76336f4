/// A link as it is written on a line: `[text](path#anchor)`.
struct WrittenLink: Equatable {
  /// The bytes of the line between its first bracket and its last parenthesis.
  var range: Range<Int>
  /// Where the destination begins, in bytes.
  var start: Int
  var destination: String

  var path: String {
    destination.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
  }

  /// What stands behind `#`.
  var fragment: String? {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 2 ? String(parts[1]) : nil
  }

  /// The link around a byte of a line.
  ///
  /// - Parameter isOpen: whether one is looked for that is being written: it need not be closed, and
  ///   ends at the byte.
  static func around(_ byte: Int, in line: [UInt8], isOpen: Bool = false) -> WrittenLink? {
    let limit = min(byte, line.count)
    var index = 0
    while index + 1 < line.count {
      guard line[index] == UInt8(ascii: "]"), line[index + 1] == UInt8(ascii: "(") else {
        index += 1
        continue
      }
      let start = index + 2
      if isOpen {
        let written = line[start..<max(start, limit)]
        if start <= limit, !written.contains(UInt8(ascii: ")")), !written.contains(0x20) {
          return WrittenLink(
            range: index..<limit, start: start,
            destination: String(decoding: written, as: UTF8.self))
        }
      } else if let end = line[start...].firstIndex(of: UInt8(ascii: ")")) {
        let first = line[..<index].lastIndex(of: UInt8(ascii: "[")) ?? index
        if (first...end).contains(byte) {
          var destination = String(decoding: line[start..<end], as: UTF8.self)
          if let blank = destination.firstIndex(of: " ") {
            destination = String(destination[..<blank])
          }
          if destination.hasPrefix("<"), destination.hasSuffix(">") {
            destination = String(destination.dropFirst().dropLast())
          }
          return WrittenLink(range: first..<(end + 1), start: start, destination: destination)
        }
      }
      index += 2
    }
    return nil
  }
}
