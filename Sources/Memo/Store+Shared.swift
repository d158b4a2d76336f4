/// Results that machines share: behind the one store stands another, which is asked for what is not
/// here, and told what is new.
extension Store {
  /// What is under this key, here or in the shared store, whose entry is then kept here as well.
  package func lookUpShared(_ key: Digest) -> Lookup {
    let here = lookUp(key)
    if case .entry = here { return here }
    guard let shared, let content = shared.content(of: key) else { return here }
    write(content, for: key)
    return .entry(content)
  }

  /// Takes the entry of a key from the shared store where it is not here.
  package func fetchShared(_ key: Digest) {
    if shared != nil, !holds(key) { _ = lookUpShared(key) }
  }

  /// Keeps an entry here, and sends it to the shared store; whether it could be kept here.
  @discardableResult
  package func writeShared(_ content: [UInt8], for key: Digest) -> Bool {
    let isKept = write(content, for: key)
    // Many may wait to be sent, so what is here is read again when its turn comes.
    if isKept { shared?.send(key) { read(key) } }
    return isKept
  }
}
