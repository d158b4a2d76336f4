/// Counts in words, for messages.
enum Counted {
  static func lessons(_ count: Int) -> String { "\(count) lesson\(count == 1 ? "" : "s")" }
  static func others(_ count: Int) -> String { count == 1 ? "another" : "\(count) others" }
}
