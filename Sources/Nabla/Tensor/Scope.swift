#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The layers that are at work on this thread, so that operations know where they belong.
enum Scope {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    require(status == 0, "Scope: the system gave no thread-local key, error \(status)")
    return key
  }()

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
    guard let frame = pthread_getspecific(key) else { return nil }
    return Unmanaged<Frame>.fromOpaque(frame).takeUnretainedValue()
  }

  /// Does something within a layer; a network in a network adds its name to the outer one's.
  static func within<Result>(_ frame: Frame, _ body: () -> Result) -> Result {
    let outer = pthread_getspecific(key)
    let frame = current.map { Frame($0.name + " / " + frame.name) } ?? frame
    pthread_setspecific(key, Unmanaged.passUnretained(frame).toOpaque())
    defer {
      pthread_setspecific(key, outer)
      withExtendedLifetime(frame) {}
    }
    return body()
  }
}
