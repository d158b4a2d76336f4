@testable import Programs
@testable import Verdicts

/// The verdict on a lesson of one block that records `recorded` and prints `computed`.
///
/// - Parameter words: what follows `swift` in the fence, such as `, tolerance=0.1`.
func verdict(recorded: String, computed: String, words: String = "") -> Verdict {
  let (lesson, _) = readLesson("```swift\(words)\n0\n```\n```output\n\(recorded)\n```\n")
  return Verifier.verify(
    lesson, [], against: Transcript(shown: [0: [.text(computed)]], completed: [0]))
}
