import Synchronization

extension SourceFile {
  /// Where a piece of text stands first in some lines; their first line where it cannot be found.
  package func place(of text: String, in lines: ClosedRange<Int>) -> (line: Int, column: Int?) {
    var cursor = PlaceCursor(self, lines)
    return cursor.place(of: text)
  }
}

/// Where `[name]: destination` stands, by the destination. The file is gone through once, however
/// many destinations are asked for.
final class DefinitionIndex: Sendable {
  private let places = Mutex<[String: (line: Int, column: Int?)]?>(nil)

  func place(of destination: String, in lines: [String]) -> (line: Int, column: Int?)? {
    places.withLock { places in
      if places == nil {
        var found: [String: (line: Int, column: Int?)] = [:]
        for (index, line) in lines.enumerated() {
          let bytes = Array(line.utf8)
          guard
            let colon = bytes.indices.first(where: {
              bytes[$0] == UInt8(ascii: ":") && $0 > 0 && bytes[$0 - 1] == UInt8(ascii: "]")
            })
          else { continue }
          let start = bytes[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
          let word = start.prefix { $0 != 0x20 && $0 != 0x09 }
          let text = String(decoding: word, as: UTF8.self)
          if found[text] == nil { found[text] = (index + 1, word.startIndex + 1) }
        }
        places = found
      }
      return places?[destination]
    }
  }
}
