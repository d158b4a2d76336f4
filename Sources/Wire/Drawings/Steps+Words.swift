extension Steps {
  /// The title, or what changes.
  public var heading: String { title ?? "Step by step: \(name)" }

  /// What was left out, a sentence each.
  public var notes: [String] {
    count > frames.count ? ["\(frames.count) of \(count) steps kept"] : []
  }

  /// The title, how many frames there are, and the last one.
  public var plainText: String {
    guard let first = frames.first, let last = frames.last else { return heading + "\nno steps" }
    let range = "\(count) steps, \(name) \(first.label) to \(last.label); the last:"
    let counted = frames.count == 1 ? "1 step, \(name) \(last.label):" : range
    return ([heading, counted, last.display.plainText] + notes).joined(separator: "\n")
  }
}
