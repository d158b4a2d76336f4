/// What can be wrong with the revision that a course is compared with.
package enum RevisionReason: Sendable {
  case noRepository
  /// The course lies in a repository's own folder, or in one without files.
  case noWorkTree
  case unknownRevision(String, known: [String], isShallow: Bool)
  case noCommit
  case noMergeBase(String, isShallow: Bool)
  /// What git says where it cannot do what was asked.
  case git(String)
  /// A lesson of the revision that cannot be read, and what is wrong with it.
  case unreadLesson(revision: String, String)
  case noLessonsThen(revision: String)
}

extension RevisionReason {
  /// What stands in a revision can no longer be mended.
  var severity: Severity {
    switch self {
    case .unreadLesson: .warning
    case .noLessonsThen: .note
    default: .error
    }
  }

  var isUsage: Bool {
    switch self {
    case .unknownRevision, .noMergeBase: true
    default: false
    }
  }

  var isEnvironment: Bool {
    switch self {
    case .noRepository, .noWorkTree, .noCommit, .git: true
    default: false
    }
  }

  var message: String {
    switch self {
    case .noRepository: "the course lies in no git repository"
    case .noWorkTree: "the course lies in a git repository that has no working tree"
    case .unknownRevision(let name, _, _): "no revision is called '\(name)'"
    case .noCommit: "the repository has no commit yet"
    case .noMergeBase(let name, _): "HEAD and '\(name)' have no commit in common"
    case .git(let words): "git failed: \(words)"
    case .unreadLesson(let revision, let words):
      "this lesson cannot be read as it was at \(revision): \(words)"
    case .noLessonsThen(let revision): "the course had no lessons at \(revision)"
    }
  }

  var help: String? {
    let fetch = "this clone is shallow; get the commits before with: git fetch --unshallow"
    switch self {
    case .noRepository: return "make one, and commit the lessons: git init"
    case .noWorkTree: return "run nabla in a clone: git clone REPOSITORY"
    case .unknownRevision(let name, let known, let isShallow):
      if isShallow { return fetch }
      return nearestMatch(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "name a commit, a branch or a tag: git log --oneline shows the commits"
    case .noCommit: return "commit the lessons: git add lessons && git commit"
    case .noMergeBase(_, let isShallow):
      return isShallow ? fetch : "leave --merge-base out to compare with the revision itself"
    case .git: return "try it yourself: git status"
    case .unreadLesson: return "its numbers are not compared"
    case .noLessonsThen: return nil
    }
  }
}
