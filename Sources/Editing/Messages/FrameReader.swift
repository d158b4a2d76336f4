/// Cuts a stream of bytes into messages: `Content-Length: 12`, an empty line, and as many bytes.
package struct FrameReader {
  package enum Frame: Sendable, Equatable {
    case message(JSONValue)
    /// A whole frame that holds no JSON.
    case noJSON
    /// Bytes that begin no frame, or one that is longer than any: where the next begins is unknown.
    case broken
  }

  /// No message is longer: a lesson of 10,000 lines has some hundred kilobytes.
  package static let longest = 64 << 20
  private static let longestHeader = 4_096

  private var bytes: [UInt8] = []
  /// How many bytes of the next message there have to be; `nil` before its header is read.
  private var length: Int?

  package init() {}

  /// Takes bytes: what is whole by now. Behind a broken frame nothing is read.
  package mutating func take(_ new: some Sequence<UInt8>) -> [Frame] {
    bytes += new
    var frames: [Frame] = []
    while let frame = next() {
      frames.append(frame)
      if frame == .broken {
        bytes = []
        break
      }
    }
    return frames
  }

  private mutating func next() -> Frame? {
    if length == nil {
      guard let end = endOfHeader else {
        return bytes.count > Self.longestHeader ? .broken : nil
      }
      guard let found = Self.length(in: bytes[..<end]) else { return .broken }
      length = found
      bytes.removeFirst(end)
    }
    guard let length, bytes.count >= length else { return nil }
    let content = Array(bytes.prefix(length))
    bytes.removeFirst(length)
    self.length = nil
    return JSONReader.value(content).map(Frame.message) ?? .noJSON
  }

  /// Where the content begins, behind an empty line.
  private var endOfHeader: Int? {
    let header = bytes.prefix(Self.longestHeader)
    for index in header.indices where header[index] == 0x0A {
      let rest = header[(index + 1)...]
      if rest.first == 0x0A { return index + 2 }
      if rest.starts(with: [0x0D, 0x0A]) { return index + 3 }
    }
    return nil
  }

  private static func length(in header: ArraySlice<UInt8>) -> Int? {
    let lines = String(decoding: header, as: UTF8.self).split { $0.isNewline }
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let number = Int(parts[1].drop { $0 == " " || $0 == "\t" })
      return number.flatMap { (0...longest).contains($0) ? $0 : nil }
    }
    return nil
  }

  /// A message as it is sent.
  package static func framed(_ message: JSONValue) -> [UInt8] {
    let content = message.bytes
    return Array("Content-Length: \(content.count)\r\n\r\n".utf8) + content
  }
}
