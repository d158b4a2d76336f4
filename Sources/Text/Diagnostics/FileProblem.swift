/// What is wrong with a file that a course names, before it is opened.
package enum FileProblem: Error, Sendable, Equatable {
  /// Nothing is there.
  case missing
  /// A link leads to nothing.
  case danglingLink
  /// A link on the way to it leads back.
  case loop
  /// It lies elsewhere, at this path.
  case leavesCourse(String)
  /// It is something else, in words: a pipe, a folder.
  case noFile(String)
  /// It may not be looked at.
  case unreadable

  /// What is said behind its name.
  var words: String {
    switch self {
    case .missing: "does not exist"
    case .danglingLink: "is a link that leads to nothing"
    case .loop: "is a link that leads back to itself"
    case .leavesCourse(let target): "is a link that leads out of the course, to '\(target)'"
    case .noFile(let what): "is \(what) and no file"
    case .unreadable: "cannot be read"
    }
  }

  func help(_ path: String) -> String {
    switch self {
    case .missing, .danglingLink, .loop, .noFile: "put a file in its place"
    case .leavesCourse: "put a copy of it into the course: what a course names is part of it"
    case .unreadable: "allow it with: chmod u+r \(path)"
    }
  }
}
