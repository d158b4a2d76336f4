/// Seconds that a block may run, wherever they are written: a fence, the front matter, an option.
package enum TimeLimit {
  /// A week: what is longer is a slip of the fingers, and more than a clock's arithmetic holds is
  /// not far above.
  package static let longest = 604_800.0

  /// What is expected, in the words of a message.
  package static let expected = "a number of seconds above 0 and up to 604800"

  /// Whether a block may be given so many seconds.
  package static func allows(_ seconds: Double) -> Bool { seconds > 0 && seconds <= longest }
}
