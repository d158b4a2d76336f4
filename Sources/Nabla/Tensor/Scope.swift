/// The layers that are at work on this thread, so that operations know where they belong.
enum Scope {
  private static let innermost = ThreadLocal("Scope")

  /// A layer at work; the same for all operations of a layer, so that naming them costs nothing.
  final class Frame: Sendable {
    let name: String

    init(_ name: String) {
      self.name = name
    }
  }

  /// The innermost layer.
  @inline(__always)
  static var current: Frame? {
    guard let frame = innermost.pointer else { return nil }
    return Unmanaged<Frame>.fromOpaque(frame).takeUnretainedValue()
  }

  /// Does something within a layer; a network in a network adds its name to the outer one's.
  static func within<Result>(_ frame: Frame, _ body: () -> Result) -> Result {
    let frame = current.map { Frame($0.name + " / " + frame.name) } ?? frame
    defer { withExtendedLifetime(frame) {} }
    return innermost.having(Unmanaged.passUnretained(frame).toOpaque(), body)
  }
}
