import Foundation

@testable import Memo
@testable import Nabla
@testable import Programs

/// What is kept between runs, or fetched, of any bytes.
enum Kept {
  /// A file of any bytes is no entry of the store, and an entry is one under its own key only.
  static func check(entry bytes: [UInt8], _ tools: FuzzTools) throws(Violation) {
    guard let folder = tools.folder else { return }
    let store = Store(folder: folder, seal: Seal(secret: Array("a secret of 24 bytes....".utf8)))
    let (key, other) = (Digest([1]), Digest([2]))
    let path = "\(folder.path)/\(key.text.prefix(2))/\(key.text.dropFirst(2))"
    let otherPath = "\(folder.path)/\(other.text.prefix(2))/\(other.text.dropFirst(2))"
    func put(_ bytes: [UInt8], _ path: String) {
      let file = URL(fileURLWithPath: path)
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? Data(bytes).write(to: file)
    }
    put(bytes, path)
    if case .entry = store.lookUp(key) { throw Violation(description: "believed without a seal") }
    guard store.write(bytes, for: key) else { return }
    try hold(store.read(key) == bytes, "an entry is not read back")
    guard var written = try? [UInt8](Data(contentsOf: URL(fileURLWithPath: path))) else { return }
    put(written, otherPath)
    try hold(store.read(other) == nil, "an entry is believed under another key")
    // One bit, where the bytes say.
    let bit = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } % (written.count * 8)
    written[bit / 8] ^= 1 << UInt8(bit % 8)
    put(written, path)
    try hold(store.read(key) == nil, "an entry with another bit is believed")
  }

  /// What a shared store answers.
  static func check(answer bytes: [UInt8]) throws(Violation) {
    guard let result = ActionResult(bytes) else { return }
    try hold(ActionResult(result.bytes) == result, "read back as another: \(result)")
  }

  /// Remembered values.
  static func check(values bytes: [UInt8]) throws(Violation) {
    let entry = RememberedValues.Entry(bytes: bytes)
    try hold(RememberedValues.Entry(bytes: entry.bytes) == entry, "read back as another")
  }

  /// A recorded loss in a page.
  static func check(graph bytes: [UInt8]) throws(Violation) {
    bytes.withUnsafeBytes { bytes in
      guard let machine = KnobMachine(bytes) else { return }
      for variable in -1...machine.variableCount { machine.set(variable, to: 0.5) }
      machine.run()
      machine.train(rate: 0.1, steps: 3)
    }
  }
}
