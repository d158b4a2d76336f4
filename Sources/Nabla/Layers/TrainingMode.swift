/// Whether a model is being trained on this thread, and where its random numbers come from.
///
/// A layer of one's own calls its parts without saying whether it is trained. So the call with
/// `training:` notes it here, and parts that then behave otherwise, such as ``Dropout``, look.
enum TrainingMode {
  private static let current = ThreadLocal("TrainingMode")

  /// Where the random numbers of the training come from; nil when nothing is being trained.
  static var source: UnsafeMutablePointer<RandomSource>? {
    current.pointer?.assumingMemoryBound(to: RandomSource.self)
  }

  /// Does something in training.
  static func within<Result>(_ source: inout RandomSource, _ body: () -> Result) -> Result {
    withUnsafeMutablePointer(to: &source) { current.having($0, body) }
  }
}
