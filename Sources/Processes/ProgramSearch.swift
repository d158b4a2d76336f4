import Foundation

/// A program of the system: the one that a variable names, or else one in `PATH`.
struct ProgramSearch {
  /// The variable, such as `NABLA_DOT`.
  let variable: String
  /// What the program may be called.
  let names: [String]
  /// What the variable should name.
  let what: String
  /// What is said, and the way out, where there is none.
  let missing: (message: String, help: String)

  /// The program's path.
  func path(in environment: [String: String]) throws(Diagnostic) -> String {
    let files = FileManager.default
    if let named = environment[variable] {
      guard files.isExecutableFile(atPath: named) else {
        throw Diagnostic(
          .environment(
            "\(variable) names '\(named)', which cannot be run",
            help: "let it name \(what), or unset it so that PATH is searched"), at: nil)
      }
      return named
    }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      for name in names where files.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    throw Diagnostic(.environment(missing.message, help: missing.help), at: nil)
  }
}
