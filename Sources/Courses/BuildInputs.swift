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
  private let key: Digest
  /// When the newest of the inputs was changed, in nanoseconds.
  private let newest: Int64
  private let began: Int64
  /// The tools and options.
  let tools: String
  /// The identity of each file of the course's folder, by its path.
  let files: [String: String]

  /// - Parameter own: the identities of the sources of the course's own library.
  ///
  /// What a build would read now. `nil` where there is too much of it to look at.
  init?(
    _ options: CourseRun.Options, _ toolchain: Toolchain, _ store: Store, own: String? = nil,
    environment: Environment
  ) {
    self.store = store
    self.toolchain = toolchain
    let course = options.course.standardizedFileURL.path
    var place = KeyBuilder()
    place.add("build 3 \(course)")
    place.add(options.output.standardizedFileURL.path)
    place.add(options.isForTeacher ? "teacher" : "student")
    key = place.digest
    began = Self.now
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
    newest = walk.newest
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
    // What changed while the clock did not tick would look unchanged.
    guard newest < began - 20_000_000, let data = try? JSONEncoder().encode(record) else { return }
    store.write([UInt8](data), for: key)
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
    var newest: Int64 = 0
    private static let most = 20_000

    init(ignoring paths: [String]) { ignored = paths }

    var isTooMuch: Bool { files.count > Self.most }

    mutating func visit(_ folder: String, as shown: String, depth: Int = 0) {
      guard !isTooMuch, depth < 32, let names = FolderTree.names(in: folder) else { return }
      for name in names where !name.hasPrefix(".") || (depth > 0 && name != ".build") {
        let path = "\(folder)/\(name)"
        guard !ignored.contains(path) else { continue }
        let identity = FileIdentity(path)
        newest = max(newest, identity?.changed ?? 0)
        if identity?.isFolder == true {
          visit(path, as: "\(shown)\(name)/", depth: depth + 1)
        } else {
          files["\(shown)\(name)"] = identity?.text ?? "missing"
        }
      }
    }
  }
}
