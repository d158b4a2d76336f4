#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pointer of which every thread has its own; `nil` until the thread sets it.
struct ThreadLocal: Sendable {
  #if canImport(Darwin)
    typealias AtEnd = @convention(c) (UnsafeMutableRawPointer) -> Void
  #else
    typealias AtEnd = @convention(c) (UnsafeMutableRawPointer?) -> Void
  #endif

  private let key: pthread_key_t

  /// - Parameters:
  ///   - owner: who is named where the system has no more of them.
  ///   - atEnd: called with what a thread has set when it ends.
  init(_ owner: String, atEnd: AtEnd? = nil) {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, atEnd)
    require(status == 0, "\(owner): the system gave no thread-local key, error \(status)")
    self.key = key
  }

  /// This thread's pointer.
  @inline(__always)
  var pointer: UnsafeMutableRawPointer? {
    get { pthread_getspecific(key) }
    nonmutating set { pthread_setspecific(key, newValue) }
  }

  /// Does something while this thread has another pointer.
  @inline(__always)
  func having<Result>(_ pointer: UnsafeMutableRawPointer?, _ body: () -> Result) -> Result {
    let outer = self.pointer
    self.pointer = pointer
    defer { self.pointer = outer }
    return body()
  }
}
