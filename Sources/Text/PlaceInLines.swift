import Synchronization

extension SourceFile {
  /// Where a piece of text stands in some lines; their first line where it cannot be found.
  package func place(
    of text: String, in lines: ClosedRange<Int>, occurrence: Int = 1
  ) -> (line: Int, column: Int?) {
    var found: (line: Int, column: Int?)?
    var left = occurrence
    for number in lines where left > 0 {
      guard let line = line(number) else { continue }
      for offset in line.offsets(of: text, most: left) {
        found = (number, offset + 1)
        left -= 1
      }
    }
    if let found { return found }
    // A reference: its definition stands elsewhere.
    return definitions.place(of: text, in: self.lines) ?? (lines.lowerBound, nil)
  }
}

extension String {
  /// How many bytes stand before each occurrence of a text, from the first to the one with this
  /// number.
  fileprivate func offsets(of text: String, most: Int) -> [Int] {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, most > 0 else { return [] }
    var found: [Int] = []
    var bytes = self
    bytes.withUTF8 { line in
      var offset = 0
      while offset + wanted.count <= line.count, found.count < most {
        if line[offset] == first, line[offset..<(offset + wanted.count)].elementsEqual(wanted) {
          found.append(offset)
          offset += wanted.count
        } else {
          offset += 1
        }
      }
    }
    return found
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
