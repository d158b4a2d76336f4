import Foundation
import Memo
import Text

/// The executable of nabla that is running: lessons about nabla itself run it.
///
/// Only a lesson whose setup file names the variable is given it, and only such a lesson is run again
/// when nabla has been built anew.
enum Executable {
  /// The variable that names the executable.
  static let variable = "NABLA_EXECUTABLE"

  /// Whether a program may run nabla.
  static func isNamed(in program: Program) -> Bool {
    program.setup?.text.contains(variable) ?? false
  }

  /// What a program that runs nabla finds in its environment: the executable, and where this one was
  /// told to look for the compiler and the library.
  static func variables(_ environment: Environment) -> [String: String] {
    var variables = [variable: path]
    for name in [Environment.Name.compiler, .library] {
      variables[name.rawValue] = environment[name]
    }
    return variables
  }

  private static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path

  /// What the executable is: read in pieces, because it is large.
  package static let digest: Digest = {
    var key = KeyBuilder()
    key.add("executable")
    let file = FileHandle(forReadingAtPath: path)
    while let piece = try? file?.read(upToCount: 1 << 20), !piece.isEmpty {
      key.add(Digest([UInt8](piece)).text)
    }
    return key.digest
  }()
}
