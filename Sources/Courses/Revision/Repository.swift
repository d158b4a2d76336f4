import Foundation
import Lessons
import Processes
import Text

/// The git repository that a course lies in, as git itself tells of it.
struct Repository {
  private let git: String
  private let course: URL
  private let variables: [String: String]
  /// The way from the repository's folder to the course's, empty or with a slash at its end.
  let prefix: String

  /// A file of a revision.
  struct Entry {
    /// Its name in the folder of the lessons.
    var name: String
    /// What git calls its content.
    var object: String
    /// Whether it leads to another file.
    var isLink: Bool
  }

  /// Finds the repository of the course in this folder.
  init(of course: URL, environment: Environment) throws(Diagnostic) {
    git = try ProgramSearch(
      variable: .git, names: ["git"], what: "git", missing: .noGit
    ).path(in: environment)
    self.course = course
    var variables = environment.variables
    variables["LC_ALL"] = "C"
    variables["GIT_OPTIONAL_LOCKS"] = "0"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    self.variables = variables
    let found = try Self.run(
      git, course, variables, ["rev-parse", "--is-inside-work-tree", "--show-prefix"])
    let lines = found.standardOutput.textLines
    guard found.status == 0 else {
      throw Self.problem(
        found.standardError.contains("not a git repository")
          ? .noRepository : Self.failure(found.standardError))
    }
    guard lines.first == "true", lines.count > 1 else { throw Self.problem(.noWorkTree) }
    prefix = String(lines[1])
  }

  // MARK: Revisions

  /// The commit that a name means.
  ///
  /// - Parameter isBranch: whether the commit is meant at which what is checked out now left it.
  func commit(_ name: String, mergeBase isBranch: Bool) throws(Diagnostic) -> String {
    let found = try run([
      "rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"
    ])
    guard found.status == 0, let commit = found.firstLine else { throw try unknown(name) }
    guard isBranch else { return commit }
    let base = try run(["merge-base", "HEAD", commit])
    guard base.status == 0, let line = base.firstLine else {
      throw Self.problem(.noMergeBase(name, isShallow: try isShallow))
    }
    return line
  }

  private var isShallow: Bool {
    get throws(Diagnostic) {
      try run(["rev-parse", "--is-shallow-repository"]).firstLine == "true"
    }
  }

  private func unknown(_ name: String) throws(Diagnostic) -> Diagnostic {
    guard try run(["rev-parse", "--verify", "--quiet", "HEAD"]).status == 0 else {
      return Self.problem(.noCommit)
    }
    let names = try run(["for-each-ref", "--format=%(refname:short)"])
    let known = names.standardOutput.textLines.filter { !$0.isEmpty }.map(String.init)
    return Self.problem(.unknownRevision(name, known: known, isShallow: try isShallow))
  }

  // MARK: Files

  /// The lessons of a commit, in their order.
  func lessons(at commit: String) throws(Diagnostic) -> [Entry] {
    // Without the slash a folder is listed as itself.
    let listed = try run(["ls-tree", "-z", commit, "--", "lessons/"])
    guard listed.status == 0 else { throw Self.problem(Self.failure(listed.standardError)) }
    return listed.bytes.split(separator: 0).compactMap { line -> Entry? in
      // Mode, kind and object, a tab, and the path.
      let parts = line.split(separator: 0x09, maxSplits: 1)
      guard parts.count == 2, let path = String(validating: parts[1], as: UTF8.self) else {
        return nil
      }
      let words = parts[0].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      let name = String(path.split(separator: "/").last ?? "")
      guard words.count == 3, words[1] == "blob", LessonName.isLesson(name) else { return nil }
      return Entry(name: name, object: words[2], isLink: words[0] == "120000")
    }.sorted { LessonName.isOrderedBefore($0.name, $1.name) }
  }

  /// The contents of files of a commit, one after the other; `nil` for what a link leads to outside.
  func contents(of entries: [Entry], at commit: String) throws(Diagnostic) -> [[UInt8]?] {
    guard !entries.isEmpty else { return [] }
    let asked = entries.map { entry in
      entry.isLink && !entry.name.contains("\n")
        ? "\(commit):\(prefix)lessons/\(entry.name)" : entry.object
    }
    let said = try run(
      ["cat-file", "--batch", "--follow-symlinks"],
      input: asked.joined(separator: "\n") + "\n")
    guard said.status == 0 else { throw Self.problem(Self.failure(said.standardError)) }
    var rest = said.bytes[...]
    return entries.map { _ in Self.takeContent(&rest) }
  }

  /// Takes one answer: its object, `blob`, and its size on a line, then as many bytes and a newline.
  private static func takeContent(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = rest.firstIndex(of: 0x0A) else { return nil }
    let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
    rest = rest[(end + 1)...]
    // `dangling`, `symlink`, `loop` and `notdir` bring the name of what was looked for.
    let kinds: Set<Substring> = ["blob", "symlink", "dangling", "loop", "notdir"]
    guard words.count >= 2, let size = Int(words[words.count - 1]), size >= 0,
      kinds.contains(words[words.count - 2]), size < rest.count
    else { return nil }
    let content = rest.prefix(size)
    rest = rest.dropFirst(size + 1)
    return words[words.count - 2] == "blob" ? Array(content) : nil
  }

  // MARK: Git

  /// How long git may take: a clone without files fetches them when they are asked for.
  private static let longest = 120.0

  private func run(_ words: [String], input: String = "") throws(Diagnostic) -> Capture.Result {
    try Self.run(git, course, variables, words, input: input)
  }

  private static func run(
    _ git: String, _ course: URL, _ variables: [String: String], _ words: [String],
    input: String = ""
  ) throws(Diagnostic) -> Capture.Result {
    do throws(SystemError) {
      return try Capture.run(
        [git, "-C", course.path, "--no-pager"] + words, input: input, environment: variables,
        seconds: longest)
    } catch {
      throw problem(.git(error.description))
    }
  }

  private static func problem(_ reason: RevisionReason) -> Diagnostic {
    Diagnostic(.revision(reason), at: nil)
  }

  /// What git says, without its own `fatal: `.
  private static func failure(_ words: String) -> RevisionReason {
    let line = words.textLines.first.map(String.init) ?? ""
    return .git(line.hasPrefix("fatal: ") ? String(line.dropFirst(7)) : line)
  }
}

extension Capture.Result {
  /// The first line that was printed; `nil` where it is empty.
  fileprivate var firstLine: String? {
    standardOutput.textLines.first.flatMap { $0.isEmpty ? nil : String($0) }
  }
}
