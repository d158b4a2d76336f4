import Foundation
package import Lessons
package import Memo
import Processes
import Synchronization
import Text
import Wire

/// What programs said when they ran, kept by everything that it depends on: the program's text, its
/// data, the library, the compiler, the flags and the surroundings. So what has not changed is not
/// run again.
package struct RunStore: Sendable {
  package let store: Store
  private let library: Digest
  private let compiler: Digest
  private let course: URL
  private let data = DataDigests()

  init(store: Store, toolchain: Toolchain, course: URL) {
    self.store = store
    self.course = course
    let engine = LibraryDigest.digest(
      of: "\(toolchain.library)/\(Toolchain.libraryName)", store: store)
    library = toolchain.own.map { Digest(Array((engine.text + $0.digest.text).utf8)) } ?? engine
    compiler = Digest(Array(toolchain.build.utf8))
  }

  /// The key of a run.
  ///
  /// - Parameters:
  ///   - manner: what is done with the program.
  ///   - surroundings: flags and variables that may change what it says.
  ///   - isAfterRun: whether data are read again, and not as they were when the build began.
  package func key(
    _ program: Program, of lesson: Lesson, manner: String, surroundings: [String],
    isAfterRun: Bool = false
  ) -> RunKey {
    var around = KeyBuilder()
    around.add("\(wireVersion) \(manner)")
    #if arch(x86_64)
      around.add("x86_64")
    #elseif arch(arm64)
      around.add("arm64")
    #endif
    for item in surroundings { around.add(item) }
    var files = KeyBuilder()
    let folder = course.appendingPathComponent(lesson.folder).path
    for path in program.data.sorted() {
      files.add(data.digest(path, in: folder, isFresh: isAfterRun).text)
    }
    return RunKey(
      program: Digest(Array(program.text.utf8)), data: files.digest, library: library,
      compiler: compiler, surroundings: around.digest)
  }

  // MARK: Recordings

  /// What the store has for a run.
  enum Lookup {
    case kept(Recording)
    case missing
    case damaged
    case foreign
  }

  /// What a run of this key said, if it is kept.
  func lookUp(_ key: RunKey) -> Lookup {
    switch store.lookUpShared(key.digest) {
    case .missing: return .missing
    case .damaged: return .damaged
    case .foreign: return .foreign
    case .entry(let bytes):
      return Recording(kept: bytes).map(Lookup.kept) ?? .damaged
    }
  }

  /// Keeps what a run said; whether it could.
  @discardableResult
  package func keep(_ recording: Recording, for key: RunKey) -> Bool {
    guard let data = try? JSONEncoder().encode(recording) else { return false }
    return store.writeShared([UInt8](data), for: key.digest)
  }
}

/// What a run said, as the store keeps it.
package struct Recording: Codable, Sendable, Equatable {
  var events: [Event] = []
  var times: [Double] = []
  /// The exit status, or minus the signal.
  var ending: Int32 = 0
  var lastLine = 0
  var standardOutput = Data()
  package var compilerOutput = ""
  package var standardError = ""
}

extension Recording {
  /// What was kept as these bytes; `nil` where no run can have said it.
  init?(kept bytes: [UInt8]) {
    guard let recording = try? JSONDecoder().decode(Recording.self, from: Data(bytes)),
      recording.events.allSatisfy(\.isSound), recording.times.count == recording.events.count,
      (-64...255).contains(recording.ending), recording.lastLine >= 0
    else { return nil }
    self = recording
  }
}

/// The digests of data files and folders, each read once in a build, however many lessons share it.
private final class DataDigests: Sendable {
  private let known = Mutex<[String: Digest]>([:])

  package func digest(_ path: String, in folder: String, isFresh: Bool) -> Digest {
    let full = "\(folder)/\(path)"
    if !isFresh, let digest = known.withLock({ $0[full] }) { return digest }
    var key = KeyBuilder()
    for (name, bytes) in Self.files(path, in: URL(fileURLWithPath: folder)) {
      key.add(name)
      key.add(bytes)
    }
    let digest = key.digest
    if !isFresh { known.withLock { $0[full] = digest } }
    return digest
  }

  /// A data file, or those of a data folder, in the order of their names.
  private static func files(_ path: String, in folder: URL) -> [(name: String, bytes: [UInt8])] {
    let files = (try? DataFiles.files(path, in: folder.path)) ?? []
    return files.map { ($0.path, (try? RegularFile.bytes($0.source)) ?? []) }
  }
}
