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

  /// The digest of an ELF file's loaded sections without its notes; of the whole file where it is none.
  package static func digest(of path: String) -> Digest {
    let bytes = FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    guard let file = ELFFile(bytes) else { return Digest(bytes) }
    var key = KeyBuilder()
    for section in file.sections where section.isLoaded && !section.isNote {
      key.add(Array(section.content))
    }
    return key.digest
  }
}
