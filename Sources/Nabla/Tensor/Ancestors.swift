extension Node {
  /// This node and all that it was computed from, each once, the latest first.
  func ancestors() -> [Node] {
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var found = [self]
    var next = 0
    while next < found.count {
      for input in found[next].inputs where seen.insert(ObjectIdentifier(input)).inserted {
        found.append(input)
      }
      next += 1
    }
    return found.sorted { $0.serial > $1.serial }
  }
}
