#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether a model is being trained on this thread, and where its random numbers come from.
///
/// A layer of one's own calls its parts without saying whether it is trained. So the call with
/// `training:` notes it here, and parts that then behave otherwise, such as ``Dropout``, look.
enum TrainingMode {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    require(status == 0, "TrainingMode: the system gave no thread-local key, error \(status)")
    return key
  }()

  /// Where the random numbers of the training come from; nil when nothing is being trained.
  static var source: UnsafeMutablePointer<RandomSource>? {
    pthread_getspecific(key)?.assumingMemoryBound(to: RandomSource.self)
  }

  /// Does something in training.
  static func within<Result>(_ source: inout RandomSource, _ body: () -> Result) -> Result {
    withUnsafeMutablePointer(to: &source) { pointer in
      let outer = pthread_getspecific(key)
      pthread_setspecific(key, pointer)
      defer { pthread_setspecific(key, outer) }
      return body()
    }
  }
}
