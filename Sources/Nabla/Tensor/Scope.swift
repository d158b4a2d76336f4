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

  private final class Frame {
    let name: String
    init(_ name: String) { self.name = name }
  }

  /// The innermost layer, with those around it: `2 Dense`.
  @inline(__always)
  static var name: String? {
    guard let frame = pthread_getspecific(key) else { return nil }
    return Unmanaged<Frame>.fromOpaque(frame).takeUnretainedValue().name
  }

  /// Does something within a layer.
  static func within<Result>(_ layer: String, _ body: () -> Result) -> Result {
    let outer = pthread_getspecific(key)
    let frame = Frame(name.map { $0 + " / " + layer } ?? layer)
    pthread_setspecific(key, Unmanaged.passUnretained(frame).toOpaque())
    defer {
      pthread_setspecific(key, outer)
      withExtendedLifetime(frame) {}
    }
    return body()
  }
}
