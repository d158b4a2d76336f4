/// The words for what was computed and cannot be recorded as it is.
extension Reason {
  package static var wouldBeMarkdown: Reason {
    .cannotRecord(
      "it would be read as Markdown", help: "print it otherwise, or show it without a record")
  }
  package static var recordHoldsNUL: Reason {
    .cannotRecord(
      "it holds a NUL, which no text file holds", help: "print it without '\\0', or as a number")
  }
  package static func recordEndsCode(backticks: Int) -> Reason {
    .cannotRecord(
      "it holds \(backticks == 1 ? "a backtick" : "\(backticks) backticks"), which would end the "
        + "code in this sentence",
      help: "open and close the code with more backticks, or record it in an 'output' block")
  }
  package static var recordNotFound: Reason {
    .cannotRecord("its place in the file was not found", help: "record it in an 'output' block")
  }
  package static var recordTooLong: Reason {
    .cannotRecord(
      "it is too long to find what '...' stands for", help: "empty the record, and update")
  }
  package static func recordClosesFence(_ line: String) -> Reason {
    .cannotRecord(
      "the computed line '\(line)' would close the fence",
      help: "open and close the fence of this output with more marks")
  }
}
