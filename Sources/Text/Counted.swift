/// Counts in words, for messages.
package enum Counted {
  package static func lessons(_ count: Int) -> String { "\(count) lesson\(count == 1 ? "" : "s")" }
  package static func others(_ count: Int) -> String { count == 1 ? "another" : "\(count) others" }
}
