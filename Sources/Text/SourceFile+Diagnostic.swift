extension SourceFile {
  /// A diagnostic at a place of this file, with its source line.
  package func diagnostic(
    _ reason: Reason, line: Int?, column: Int? = nil, length: Int = 1,
    notes: [Diagnostic.Note] = []
  ) -> Diagnostic {
    Diagnostic(
      reason, at: Location(file: path, line: line, column: column),
      sourceLine: line.flatMap { self.line($0) }, length: length, notes: notes)
  }

  /// A note at a place of this file, with its source line.
  package func note(_ text: String, line: Int, column: Int? = nil) -> Diagnostic.Note {
    Diagnostic.Note(
      location: Location(file: path, line: line, column: column), text: text,
      sourceLine: self.line(line))
  }
}
