/// A formula of a lesson: its TeX, and whether it stands on a line of its own.
struct Formula: Hashable, Sendable {
  var tex: String
  var isDisplay: Bool
}

/// Why a formula can't be set.
struct FormulaError: Error, Hashable {
  /// One sentence without its full stop, without a location.
  var message: String
  /// Where in `tex`, in UTF-8 bytes. It may be the end. `nil` when no one place is to blame.
  var offset: Int?
}

/// KaTeX is missing, or is not a KaTeX that can be used.
struct TypesetterUnavailable: Error, Hashable {
  var message: String
  /// A way out, for the `help:` line.
  var help: String
}
