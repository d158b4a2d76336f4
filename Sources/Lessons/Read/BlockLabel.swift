extension CodeBlock {
  /// What the block is called.
  package var label: Label? {
    switch role {
    case .swift(let fence): fence.label
    case .math(let label), .csv(let label), .other(_, let label): label
    case .output: nil
    }
  }
}

extension Lesson {
  /// The names that its blocks have.
  package var blockNames: [String] { blocks.compactMap { $0.label?.name } }
}
