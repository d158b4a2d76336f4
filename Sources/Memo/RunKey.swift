import Text

/// Everything that what a program says depends on, part by part, so that a run can be explained by
/// the part that changed.
package struct RunKey: Sendable, Equatable {
  /// A part of the key, in the order in which changes are told.
  enum Part: String, Sendable, CaseIterable {
    case program
    case data
    case library
    case compiler
    case surroundings

    /// What is said when it is another than at the last run.
    package var changed: String {
      switch self {
      case .program: "the program changed"
      case .data: "its data changed"
      case .library: "the library that lessons load changed"
      case .compiler: "the compiler changed"
      case .surroundings: "flags or surroundings changed"
      }
    }
  }

  /// The digest of each part, in the order of `Part.allCases`.
  package let parts: [Digest]

  package init(
    program: Digest, data: Digest, library: Digest, compiler: Digest, surroundings: Digest
  ) {
    parts = [program, data, library, compiler, surroundings]
  }

  /// The key of the entry in the store.
  package var digest: Digest {
    var key = KeyBuilder()
    key.add("run 2")
    for part in parts { key.add(part.text) }
    return key.digest
  }

  /// The parts as the ledger keeps them: enough of each digest to tell it from another.
  var shortParts: [Substring] { parts.map { $0.text.prefix(12) } }
}
