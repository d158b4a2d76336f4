private import CBuiltInFiles

/// The files that nabla brings: the theme of its sites, and the course to begin with.
package enum BuiltInFiles {
  /// The bytes of each, by names such as `Theme/page.mustache`.
  private static let all: [String: [UInt8]] = {
    var all: [String: [UInt8]] = [:]
    var file = nabla_files()
    while let here = file?.pointee, let name = here.name {
      all[String(cString: name)] = Array(
        UnsafeBufferPointer(start: here.bytes, count: Int(here.count)))
      file = file?.successor()
    }
    return all
  }()

  /// The bytes of one file; none where there is no such file.
  package static func bytes(_ name: String) -> [UInt8] { all[name] ?? [] }

  /// The files of a folder, by their names in it.
  package static func files(in folder: String) -> [String: [UInt8]] {
    let found = all.filter { $0.key.hasPrefix("\(folder)/") }
    return Dictionary(
      uniqueKeysWithValues: found.map { name, bytes in
        (String(name.dropFirst(folder.utf8.count + 1)), bytes)
      })
  }
}
