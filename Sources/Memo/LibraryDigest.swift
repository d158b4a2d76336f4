import Foundation
import Text

/// What the library that lessons load is, whatever folder it was built in.
///
/// Its debug information names the folder, so only the sections that are loaded count: code,
/// constants, names, relocations.
package enum LibraryDigest {
  /// The digest of a library, kept for as long as its file is the same.
  package static func digest(of path: String, store: Store) -> Digest {
    var key = KeyBuilder()
    key.add("library 1 \(path) \(FileIdentity.text(path))")
    if let kept = store.read(key.digest),
      let digest = Digest(text: String(decoding: kept, as: UTF8.self))
    {
      return digest
    }
    let digest = digest(of: path)
    store.write(Array(digest.text.utf8), for: key.digest)
    return digest
  }

  /// The digest of an ELF file's loaded sections; of the whole file where it is none.
  package static func digest(of path: String) -> Digest {
    let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    guard let sections = loadedSections(of: bytes) else { return Digest(bytes) }
    var key = KeyBuilder()
    for range in sections { key.add(Array(bytes[range])) }
    return key.digest
  }

  /// The ranges of a 64-bit little-endian ELF file that hold loaded sections, without the linker's
  /// note on the build.
  private static func loadedSections(of bytes: [UInt8]) -> [Range<Int>]? {
    func number(_ offset: Int, _ size: Int) -> Int? {
      guard offset >= 0, offset + size <= bytes.count else { return nil }
      return bytes[offset..<(offset + size)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), let table = number(0x28, 8),
      let size = number(0x3A, 2), let count = number(0x3C, 2)
    else { return nil }
    let note = 7
    let noBits = 8
    let isLoaded = 2
    var ranges: [Range<Int>] = []
    for index in 0..<count {
      let header = table + index * size
      guard let type = number(header + 4, 4), let flags = number(header + 8, 8),
        let offset = number(header + 0x18, 8), let length = number(header + 0x20, 8)
      else { return nil }
      guard flags & isLoaded != 0, type != note, type != noBits else { continue }
      guard offset >= 0, length >= 0, offset + length <= bytes.count else { return nil }
      ranges.append(offset..<(offset + length))
    }
    return ranges
  }
}
