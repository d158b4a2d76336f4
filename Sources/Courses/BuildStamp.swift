import Formulas
import Foundation
import Glibc
import Memo
import Programs
import Text

/// What a build read and what it wrote, as it stood on the disk, so that a build with nothing to do
/// is known as such without reading a lesson.
///
/// Every file of the course's folder counts, and the tools; what decides is whether each is the
/// same file, unchanged, by `FileIdentity`. Where anything is not, or is in doubt, the build goes
/// its whole way, whose results are the same.
struct BuildStamp {
  private let store: Store
  private let key: Digest
  /// When the newest of the inputs was changed, in nanoseconds.
  private let newest: Int64
  private let began: Int64
  private let inputs: Digest

  /// What a build would read now. `nil` where there is too much of it to look at.
  init?(
    _ options: CourseRun.Options, _ toolchain: Toolchain, _ store: Store,
    environment: [String: String]
  ) {
    self.store = store
    var place = KeyBuilder()
    place.add("stamp 1 \(options.course.standardizedFileURL.path)")
    place.add(options.output.standardizedFileURL.path)
    key = place.digest
    began = Self.now
    var inputs = KeyBuilder()
    inputs.add("\(options.timeout ?? 0)")
    inputs.add(toolchain.build)
    for (name, value) in environment.sorted(by: { $0.key < $1.key })
    where name == "PATH" || name.hasPrefix("NABLA_") { inputs.add("\(name)=\(value)") }
    // The tools: nabla itself, the compiler, the library, and what the system has installed.
    let tools =
      ["/proc/self/exe", toolchain.swiftc, "\(toolchain.library)/\(Toolchain.libraryName)"]
      + [environment["NABLA_KATEX"]].compactMap(\.self) + KaTeXFile.places
      + ["/var/lib/dpkg/status"]
    for tool in tools { inputs.add("\(tool) \(FileIdentity.text(tool))") }
    var walk = Walk(ignoring: options.output.standardizedFileURL.path)
    walk.visit(options.course.standardizedFileURL.path)
    guard !walk.isTooMuch else { return nil }
    for line in walk.lines { inputs.add(line) }
    newest = walk.newest
    self.inputs = inputs.digest
  }

  /// What the last build said, if this one has nothing to do.
  func last() -> Record? {
    guard let bytes = store.read(key),
      let record = try? JSONDecoder().decode(Record.self, from: Data(bytes)),
      record.inputs == inputs.text,
      record.outputs.allSatisfy({ FileIdentity($0.key)?.text == $0.value })
    else { return nil }
    return record
  }

  /// Keeps what a build without any problem said and wrote.
  func keep(summary: String, lessons: [String], outputs: [String]) {
    // What changed while the clock did not tick would look unchanged.
    guard newest < began - 20_000_000 else { return }
    var identities: [String: String] = [:]
    for path in outputs {
      guard let identity = FileIdentity(path) else { return }
      identities[path] = identity.text
    }
    let record = Record(
      inputs: inputs.text, summary: summary, lessons: lessons, outputs: identities)
    guard let data = try? JSONEncoder().encode(record) else { return }
    store.write([UInt8](data), for: key)
  }

  /// What is kept.
  struct Record: Codable {
    var inputs: String
    package var summary: String
    var lessons: [String]
    /// The identity of each file of the site.
    var outputs: [String: String]
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The files of a folder, in the order of their names, without the site and what is hidden at
  /// the top: version control, builds, the store.
  private struct Walk {
    let ignored: String
    var lines: [String] = []
    var newest: Int64 = 0
    private static let most = 20_000

    init(ignoring path: String) { ignored = path }

    var isTooMuch: Bool { lines.count > Self.most }

    mutating func visit(_ folder: String, depth: Int = 0) {
      guard !isTooMuch, depth < 32, let names = Self.names(in: folder) else { return }
      for name in names where depth > 0 || !name.hasPrefix(".") {
        let path = "\(folder)/\(name)"
        guard path != ignored else { continue }
        let identity = FileIdentity(path)
        lines.append("\(path) \(identity?.text ?? "missing")")
        newest = max(newest, identity?.changed ?? 0)
        if identity?.isFolder == true { visit(path, depth: depth + 1) }
      }
    }

    private static func names(in folder: String) -> [String]? {
      guard let directory = opendir(folder) else { return nil }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
        }
        if name != ".", name != ".." { names.append(name) }
      }
      return names.sorted()
    }
  }
}
