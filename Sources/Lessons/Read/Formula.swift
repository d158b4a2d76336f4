/// A formula of a lesson: its TeX, and whether it stands on a line of its own.
package struct Formula: Hashable, Sendable {
  package var tex: String
  package var isDisplay: Bool

  package init(tex: String, isDisplay: Bool) {
    self.tex = tex
    self.isDisplay = isDisplay
  }
}

/// Why a formula can't be set.
package struct FormulaError: Error, Hashable {
  /// One sentence without its full stop, without a location.
  package var message: String
  /// Where in `tex`, in UTF-8 bytes. It may be the end. `nil` when no one place is to blame.
  package var offset: Int?

  package init(message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }
}
