/// Ends the program with a message when a rule is broken.
///
/// As `precondition`, but the message is printed in optimised builds too, in which the engine
/// always is: a message names the quantity, the rule, and the value received.
@inline(__always)
func require(
  _ rule: @autoclosure () -> Bool, _ message: @autoclosure () -> String,
  file: StaticString = #fileID, line: UInt = #line
) {
  if !rule() { fail(message(), file, line) }
}

@inline(never)
private func fail(_ message: String, _ file: StaticString, _ line: UInt) -> Never {
  fatalError(message, file: file, line: line)
}
