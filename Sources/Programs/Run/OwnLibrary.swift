import Foundation
import Glibc
import Memo
import Processes
import Text

/// The library of a course's own package, built for lessons.
///
/// It is linked as one dynamic library around the package's products. What it uses of the engine is
/// found in the library that lessons have loaded, so that there is one engine.
package struct OwnLibrary: Sendable {
  /// The folder with `libNablaOwn.so`, and the modules in `Modules/`.
  package let folder: String
  /// What its sources are.
  let digest: Digest
  /// The module maps of its targets in C.
  let moduleMaps: [String]
  /// The folders of the packages, where the headers of such targets are.
  let sources: [String]

  static let name = "NablaOwn"
  package var path: String { "\(folder)/lib\(Self.name).so" }

  /// What the compiler is told, so that lessons can import it.
  package var flags: [String] {
    ["-I", "\(folder)/Modules", "-L", folder, "-l\(Self.name)"]
      + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
  }
}

/// The sources of a package and of those that it depends on by path.
struct PackageSources {
  let folders: [String]

  /// Every file, with what tells whether it was changed.
  var identities: String {
    files.map { "\($0) \(FileIdentity.text($0))\n" }.joined()
  }

  /// What stands in the files, wherever they are.
  var digest: Digest {
    var key = KeyBuilder()
    for folder in folders {
      for file in Self.files(in: folder) {
        key.add(String(file.dropFirst(folder.utf8.count)))
        key.add((try? RegularFile.bytes(file)) ?? [])
      }
    }
    return key.digest
  }

  private var files: [String] { folders.flatMap { Self.files(in: $0) } }

  /// The files of a folder without what is hidden, such as what was built.
  private static func files(in folder: String, depth: Int = 0) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard depth < 16 else { return [] }
    return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      return FileIdentity(path)?.isFolder == true ? files(in: path, depth: depth + 1) : [path]
    }
  }
}
