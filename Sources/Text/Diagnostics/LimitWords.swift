/// What is said of a program that took more of the machine than it may.
enum LimitWords {
  /// - Parameters:
  ///   - name: the limit, as authors write it.
  ///   - value: what it is.
  static func message(_ name: String, _ value: String) -> String {
    switch name {
    case "memory": "the lesson uses more than \(value) of memory"
    case "processor": "the lesson has used more than \(value) s of processor time"
    case "processes": "the lesson has more than \(value) processes"
    case "file-size": "the lesson wrote a file of more than \(value)"
    case "compile": "the compiler took more than \(value) s for a program of this lesson"
    default: "the lesson takes more than \(value) (\(name))"
    }
  }

  static func help(_ name: String) -> String {
    let raise = "raise '\(name)' below 'limits' in the front matter"
    return name == "compile"
      ? "is the type of an expression hard to find? Write it down, or \(raise)"
      : "is a loop endless? If the lesson needs more, \(raise)"
  }
}
