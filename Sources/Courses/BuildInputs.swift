import Drawings
import Formulas
import Foundation
import Glibc
import Lessons
import Memo
import Processes
import Programs
import Text

/// Everything that a build depends on, as it stands on the disk before the build begins.
struct BuildInputs {
  private let store: Store
  /// The tools that were found, without the course's own library.
  let toolchain: Toolchain
  private let folder: String
  private let key: Digest
  /// The tools and options.
  let tools: String
  /// The identity of each file of the course's folder, by its path.
  let files: [String: String]
  /// Digests of the files that were changed just before the build began: one more change before the
  /// system's clock ticks would leave the identity as it is.
  let recent: [String: String]

  /// What a build would read now. `nil` where there is too much of it to look at.
  ///
  /// - Parameters:
  ///   - own: the identities of the sources of the course's own library.
  ///   - clockTick: the longest that the clock of files stands still, in nanoseconds, with room to spare.
  init?(
    _ options: CourseRun.Options, _ toolchain: Toolchain, _ store: Store, own: String? = nil,
    clockTick: Int64 = 20_000_000, environment: Environment
  ) {
    self.store = store
    self.toolchain = toolchain
    let course = options.course.standardizedFileURL.path
    folder = course
    var place = KeyBuilder()
    place.add("build 6 \(course)")
    place.add(options.output.standardizedFileURL.path)
    place.add(options.isForTeacher ? "teacher" : "student")
    key = place.digest
    let began = Self.now
    var around = KeyBuilder()
    around.add("\(options.timeout ?? 0)")
    around.add(options.sandbox?.rawValue ?? "")
    around.add(toolchain.build)
    around.add(own ?? "")
    for (name, value) in environment.ofBuild { around.add("\(name)=\(value)") }
    // The tools: nabla itself, the compiler, the library, and what the system has installed.
    let tools =
      [
        "/proc/self/exe", toolchain.swiftc, "\(toolchain.library)/\(Toolchain.libraryName)",
        PageEngine.path(toolchain)
      ]
      + [environment[.katex], try? Graphviz.find(environment).path]
      .compactMap(\.self) + KaTeXFile.places
      + ["/var/lib/dpkg/status"]
    for tool in tools { around.add("\(tool) \(FileIdentity.text(tool))") }
    self.tools = around.digest.text
    var walk = Walk(ignoring: Self.sites(of: options))
    walk.visit(course, as: "")
    guard !walk.isTooMuch else { return nil }
    files = walk.files
    guard let recent = Self.digests(of: walk.files(since: began - clockTick), in: course)
    else { return nil }
    self.recent = recent
  }

  /// The files that are not as a build found them.
  func changes(since record: BuildRecord) -> [String] {
    let names = Set(record.files.keys).union(files.keys)
    return names.filter { name in
      guard record.files[name] == files[name] else { return true }
      guard let digest = record.recent[name] else { return false }
      return digest != Self.digest(of: "\(folder)/\(name)")
    }
  }

  /// Where sites are written to, which are no inputs.
  private static func sites(of options: CourseRun.Options) -> [String] {
    let course = options.course.standardizedFileURL.path
    return [options.output.standardizedFileURL.path]
      + CourseRun.Options.folders.map { "\(course)/\($0)" }
  }

  /// The identity of each file of the course's folder, by its path.
  static func files(of options: CourseRun.Options) -> [String: String] {
    var walk = Walk(ignoring: sites(of: options))
    walk.visit(options.course.standardizedFileURL.path, as: "")
    return walk.files
  }

  /// What the last build with this course and site knew, if it was made by these tools and its site
  /// stands as it left it.
  func lastBuild() -> BuildRecord? {
    guard let bytes = store.read(key),
      let record = try? JSONDecoder().decode(BuildRecord.self, from: Data(bytes)),
      record.tools == tools, record.stands
    else { return nil }
    return record
  }

  /// Keeps what a build without any problem knew.
  func keep(_ record: BuildRecord) {
    guard let data = try? JSONEncoder().encode(record) else { return }
    store.write([UInt8](data), for: key)
  }

  /// Bytes of recent files that are read; a build that finds more goes its whole way.
  private static let mostRead = 64_000_000

  private static func digests(of names: [String], in folder: String) -> [String: String]? {
    var digests: [String: String] = [:]
    var size = 0
    for name in names {
      let path = "\(folder)/\(name)"
      size += Int(FolderTree.status(path)?.st_size ?? 0)
      guard size <= mostRead else { return nil }
      digests[name] = digest(of: path)
    }
    return digests
  }

  /// The digest of a file; of a device or a pipe, that it is none.
  private static func digest(of path: String) -> String {
    (try? RegularFile.bytes(path, atMost: mostRead)).map { Digest($0).text } ?? "no file"
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// The files of a folder without the sites and what is hidden at the top: version control, builds, the store.
  private struct Walk {
    let ignored: [String]
    var files: [String: String] = [:]
    private var times: [String: Int64] = [:]
    private static let most = 20_000

    init(ignoring paths: [String]) { ignored = paths }

    var isTooMuch: Bool { files.count > Self.most }

    /// The files that have changed since then.
    func files(since time: Int64) -> [String] {
      times.filter { $0.value >= time }.map(\.key)
    }

    mutating func visit(_ folder: String, as shown: String, depth: Int = 0) {
      guard !isTooMuch, depth < 32, let names = FolderTree.names(in: folder) else { return }
      for name in names where !name.hasPrefix(".") || (depth > 0 && name != ".build") {
        let path = "\(folder)/\(name)"
        guard !ignored.contains(path) else { continue }
        let identity = FileIdentity(path)
        if identity?.isFolder == true {
          visit(path, as: "\(shown)\(name)/", depth: depth + 1)
        } else {
          files["\(shown)\(name)"] = identity?.text ?? "missing"
          times["\(shown)\(name)"] = identity?.changed
        }
      }
    }
  }
}
