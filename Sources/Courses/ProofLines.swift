import Lessons
import Programs
import Text

extension Lesson {
  /// How the answers to its exercises were judged, an answer a line: what `--verbose` says.
  func proofLines(_ transcript: Transcript) -> [String] {
    exercises.flatMap { exercise -> [String] in
      let answers =
        [(exercise.starter, "starter")] + exercise.wrongs.map { ($0, "wrong answer") }
        + [exercise.solution].compactMap { $0 }.map { ($0, "solution") }
      return answers.compactMap { block, word in
        guard let proof = transcript.proofs[block] else { return nil }
        let verdict =
          proof.failure.map { "fails: \($0.replacingBytes("\n", with: " "))" } ?? "passes"
        let says = blocks[block].swift?.says.map { " (\($0))" } ?? ""
        return "  \(file.path):\(blocks[block].line): exercise \(name(of: exercise)): "
          + "\(word) \(verdict)\(says)"
      }
    }
  }
}
