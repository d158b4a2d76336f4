extension Steps {
  /// The title, or what changes.
  public func heading(_ say: Wording) -> String { title ?? say(.stepByStep(name(say))) }

  /// What changes from frame to frame.
  public func name(_ say: Wording) -> String { name ?? say(.step) }

  /// What was left out, a sentence each.
  public func notes(_ say: Wording) -> [String] {
    count > frames.count ? [say(.stepsKept(frames.count, of: count))] : []
  }

  /// The title, how many frames there are, and the last one.
  public var plainText: String {
    let (heading, name) = (heading(.english), name(.english))
    guard let first = frames.first, let last = frames.last else { return heading + "\nno steps" }
    let range = "\(count) steps, \(name) \(first.label) to \(last.label); the last:"
    let counted = frames.count == 1 ? "1 step, \(name) \(last.label):" : range
    return ([heading, counted, last.display.plainText] + notes(.english)).joined(separator: "\n")
  }
}
