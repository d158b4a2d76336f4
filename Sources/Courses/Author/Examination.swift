import Drawings
import Formulas
import Lessons
package import Foundation
import Glibc
import Memo
import Programs
import Sites
package import Text

/// What nabla needs of a machine and of a course's folder: there, missing, or not needed by all.
package struct Examination: Encodable, Sendable {
  package private(set) var findings: [Finding] = []

  /// One thing that was looked at.
  package struct Finding: Encodable, Sendable {
    package enum State: String, Encodable, Sendable {
      case ok
      /// It is needed, and not there.
      case missing
      /// It is not there, and most courses do without.
      case optional
    }

    package var subject: String
    package var state: State
    package var words: String
    /// The command that mends it.
    package var help: String?
  }

  /// Whether all that is needed is there.
  package var isWell: Bool { !findings.contains { $0.state == .missing } }

  /// Looks at the machine, and at the course in `folder` where there is one.
  package init(course folder: URL, environment: Environment) {
    examineToolchain(environment)
    examinePrograms(environment)
    examineFolders(folder, environment)
    examineSharedStore(folder, environment)
  }

  // MARK: Findings

  private mutating func add(
    _ subject: String, _ state: Finding.State, _ words: String, help: String? = nil
  ) {
    findings.append(Finding(subject: subject, state: state, words: words, help: help))
  }

  private mutating func add(_ subject: String, _ state: Finding.State, _ problem: Diagnostic) {
    add(subject, state, problem.reason.message, help: problem.reason.help)
  }

  private mutating func examineToolchain(_ environment: Environment) {
    do throws(Diagnostic) {
      let swiftc = try Toolchain.findCompiler(environment)
      do throws(Diagnostic) {
        _ = try Toolchain.findLibrary(environment, swiftc: swiftc)
      } catch {
        add("compiler", .ok, swiftc)
        add("library", .missing, error)
        return
      }
      let toolchain = try Toolchain.find(environment: environment, store: nil)
      add("compiler", .ok, "Swift \(toolchain.version), \(swiftc)")
      if let complaint = toolchain.complaintAboutLibrary() {
        add(
          "library", .missing, "\(toolchain.library) does not fit this compiler: \(complaint)",
          help: "build nabla with this compiler: make install")
      } else {
        add("library", .ok, "\(toolchain.library), which fits the compiler")
      }
      let sandbox = Sandbox(.on, toolchain)
      let words = "Landlock \(sandbox.landlock)"
      if sandbox.missing.isEmpty, sandbox.gaps.isEmpty {
        add("sandbox", .ok, "\(words) and a filter of system calls: lessons are shut in")
      } else if sandbox.missing.isEmpty {
        add("sandbox", .ok, "\(words) and a filter of system calls; \(sandbox.gaps)")
      } else {
        add(
          "sandbox", .optional, "lessons can do all that you can: \(sandbox.missing)",
          help: "run lessons that you do not trust on Linux 5.13 or later, best 6.12")
      }
      // Without it this program would not have been loaded.
      add("parser", .ok, Self.loadedLibrary("libSwiftParser.so") ?? "built in")
      add(
        "linker", toolchain.program("ld.lld") == nil ? .optional : .ok,
        toolchain.program("ld.lld")
          ?? "no ld.lld beside the compiler: lessons are interpreted, which takes longer",
        help: toolchain.program("ld.lld") == nil
          ? "install the whole toolchain (https://swift.org/install)" : nil)
      for name in ["wasm-ld", "wasmkit"] {
        let path = toolchain.program(name)
        add(
          name, path == nil ? .optional : .ok,
          path ?? "not beside the compiler; nothing needs it yet")
      }
    } catch {
      add("compiler", .missing, error)
    }
  }

  private static func loadedLibrary(_ name: String) -> String? {
    // The file has no size, and is read to its end.
    let bytes = try? FileHandle(forReadingAtPath: "/proc/self/maps")?.readToEnd()
    let line = String(decoding: bytes ?? Data(), as: UTF8.self).split(separator: "\n").first {
      $0.hasSuffix("/\(name)")
    }
    return line.flatMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
  }

  private mutating func examinePrograms(_ environment: Environment) {
    do throws(Diagnostic) {
      let file = try KaTeXFile.find(environment)
      add("KaTeX", .ok, "\(file.version), \(file.path)")
    } catch {
      add("KaTeX", .missing, error)
    }
    do throws(Diagnostic) {
      let graphviz = try Graphviz.find(environment)
      add("Graphviz", .ok, "\(graphviz.version(nil)), \(graphviz.path)")
    } catch {
      add("Graphviz", .optional, error)
    }
    if MathematicsFont.find() == nil {
      add(
        "font", .optional, "no font of formulas: readers see theirs",
        help: "apt install fonts-stix")
    } else {
      add("font", .ok, "STIX, copied to the site")
    }
    do throws(Diagnostic) {
      add("browser", .ok, try Chromium.find(environment).path)
    } catch {
      add("browser", .optional, error)
    }
  }

  private mutating func examineFolders(_ course: URL, _ environment: Environment) {
    let temporary = FileManager.default.temporaryDirectory.path
    examine("temporary files", temporary, help: "let TMPDIR name a folder that you may write to")
    let lessons = course.appendingPathComponent("lessons").path
    guard access(lessons, F_OK) == 0 else {
      add("course", .optional, "none in \(course.shownPath)", help: "nabla new DIR makes one")
      return
    }
    if access(lessons, R_OK | X_OK) != 0 {
      add(
        "course", .missing, "\(lessons) cannot be read",
        help: "chmod u+rx \(lessons.quotedForShell)")
    }
    examine("course", course.path, help: "chmod u+rwx \(course.path.quotedForShell)")
    let site = course.appendingPathComponent("site").path
    if access(site, F_OK) == 0 {
      examine("site", site, help: "chmod -R u+rwX \(site.quotedForShell)")
    }
    let cache = CacheFolder(course: course, environment)
    guard let store = cache.store else {
      add(
        "store", .missing, "nothing can be kept in .nabla: \(cache.problem ?? "it is closed")",
        help: "make the course's folder writable, or remove .nabla")
      return
    }
    let (entries, bytes) = store.extent
    add("store", .ok, "\(entries) entries, \(Self.megabytes(bytes))")
  }

  /// The store that machines share, where the environment or the course names one.
  private mutating func examineSharedStore(_ course: URL, _ environment: Environment) {
    let file = course.appendingPathComponent("lessons/course.yml").path
    // What is wrong in that file, each build says at its line.
    var problems: [Diagnostic] = []
    let settings = CourseSettings.read(
      of: course, hasFile: access(file, R_OK) == 0, problems: &problems)
    let subject = "shared store"
    do throws(Diagnostic) {
      let address = try SharedAddress.find(ofCourse: settings.store, environment)
      guard let address else { return }
      let isSealed = environment[.key] != nil
      if let problem = SharedStore(address, seal: nil).whatKeepsItFromAnswering {
        add(
          subject, .optional, "\(address.base): \(problem)",
          help: "builds do without it; NABLA_STORE=off asks for none")
      } else {
        add(
          subject, .ok,
          "\(address.base) answers; results are "
            + (address.isWritten ? "taken and sent" : "taken, and not sent") + ", and "
            + (isSealed
              ? "bear the seal of NABLA_STORE_KEY" : "whoever can write there is believed"))
      }
    } catch {
      add(subject, .missing, error)
    }
  }

  /// Whether a folder can be written, and has room.
  private mutating func examine(_ subject: String, _ path: String, help: String) {
    guard access(path, R_OK | W_OK | X_OK) == 0 else {
      add(subject, .missing, "\(path) cannot be written", help: help)
      return
    }
    var disk = statvfs()
    guard statvfs(path, &disk) == 0 else {
      add(subject, .ok, path)
      return
    }
    let free = Int(
      clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize))
        .partialValue)
    let words = "\(path), \(Self.megabytes(free)) free"
    if free < Self.room {
      add(subject, .missing, "\(words): too little", help: "make room on this disk")
    } else {
      add(subject, .ok, words)
    }
  }

  /// A build writes the site beside the old one, and the store grows to half a gigabyte.
  private static let room = 64 << 20

  private static func megabytes(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\((bytes + 1_023) >> 10) kB" : "\(bytes >> 20) MB"
  }

  /// The findings for people, a line each, with the way out below.
  package var text: String {
    let width = findings.map(\.subject.utf8.count).max() ?? 0
    return findings.map { finding in
      let state = finding.state.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
      let subject = finding.subject.padding(toLength: width, withPad: " ", startingAt: 0)
      let help = finding.help.map {
        "\n" + String(repeating: " ", count: width + 11) + "help: \($0)"
      }
      return "\(state)  \(subject)  \(finding.words)\(help ?? "")\n"
    }.joined()
  }

  /// The findings as JSON, with its newline.
  package var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
