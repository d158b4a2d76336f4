import Foundation
package import Text

/// A program of the system: the one that a variable names, or else one in `PATH`.
package struct ProgramSearch {
  /// The variable, such as `NABLA_DOT`.
  package let variable: Environment.Name
  /// What the program may be called.
  package let names: [String]
  /// What the variable should name.
  let what: String
  /// What is said where there is none.
  package let missing: Reason

  /// The program's path.
  package func path(in environment: Environment) throws(Diagnostic) -> String {
    let files = FileManager.default
    if let named = environment[variable] {
      guard files.isExecutableFile(atPath: named) else {
        throw Diagnostic(.cannotBeRun(named, variable: variable.rawValue, meant: what), at: nil)
      }
      return named
    }
    for folder in (environment[.path] ?? "").split(separator: ":") {
      for name in names where files.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    throw Diagnostic(missing, at: nil)
  }

  package init(
    variable: Environment.Name, names: [String], what: String, missing: Reason
  ) {
    self.variable = variable
    self.names = names
    self.what = what
    self.missing = missing
  }
}
