import Foundation
import Wire

/// What programs said when they ran, kept by everything that it depends on: the program's text, its
/// data, the library, the compiler, the flags and the surroundings. So what has not changed is not
/// run again.
struct RunStore: Sendable {
  let store: Store
  private let library: Digest
  private let compiler: String
  private let course: URL

  init(store: Store, toolchain: Toolchain, course: URL) {
    self.store = store
    self.course = course
    library = LibraryDigest.digest(of: "\(toolchain.library)/\(Toolchain.libraryName)")
    compiler = toolchain.version
  }

  /// The key of a run.
  ///
  /// - Parameters:
  ///   - manner: what is done with the program.
  ///   - surroundings: flags and variables that may change what it says.
  func key(
    _ program: Program, of lesson: Lesson, manner: String, surroundings: [String]
  ) -> Digest {
    var key = KeyBuilder()
    key.add("run \(wireVersion) \(manner)")
    #if arch(x86_64)
      key.add("x86_64")
    #elseif arch(arm64)
      key.add("arm64")
    #endif
    key.add(program.text)
    key.add(compiler)
    key.add(library.text)
    for item in surroundings { key.add(item) }
    let folder = course.appendingPathComponent(lesson.folder)
    for path in program.data.sorted() {
      for (name, bytes) in Self.files(path, in: folder) {
        key.add(name)
        key.add(bytes)
      }
    }
    return key.digest
  }

  /// A data file, or those of a data folder, in the order of their names.
  private static func files(_ path: String, in folder: URL) -> [(name: String, bytes: [UInt8])] {
    let url = folder.appendingPathComponent(path)
    let files = FileManager.default
    var isFolder: ObjCBool = false
    guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else {
      return [(path, files.contents(atPath: url.path).map { [UInt8]($0) } ?? [])]
    }
    let names = (try? files.subpathsOfDirectory(atPath: url.path)) ?? []
    return names.sorted().map { name in
      let content = files.contents(atPath: url.appendingPathComponent(name).path)
      return ("\(path)/\(name)", content.map { [UInt8]($0) } ?? [])
    }
  }

  // MARK: Recordings

  /// What a run of this key said, if it is kept.
  func recording(_ key: Digest) -> Recording? {
    guard let bytes = store.read(key) else { return nil }
    return try? JSONDecoder().decode(Recording.self, from: Data(bytes))
  }

  /// Keeps what a run said.
  func keep(_ recording: Recording, for key: Digest) {
    guard let data = try? JSONEncoder().encode(recording) else { return }
    store.write([UInt8](data), for: key)
  }
}

/// What a run said, as the store keeps it.
struct Recording: Codable, Sendable, Equatable {
  var events: [Event] = []
  var times: [Double] = []
  /// The exit status, or minus the signal.
  var ending: Int32 = 0
  var lastLine = 0
  var standardOutput = Data()
  var compilerOutput = ""
  var standardError = ""
}
