import Text

extension CourseRun {
  /// A lesson that is done.
  package struct LessonProgress: Sendable {
    /// The lesson's file.
    package var path: String
    /// Which of the lessons it is, from 0.
    package var number = 0
    /// Why each of its programs was run; none where everything was known from earlier runs.
    package var runReasons: [String]
    /// How the answers to its exercises were judged, a line each.
    package var proofs: [String] = []
    /// Seconds that its blocks took when they ran.
    package var seconds: Double
    /// How many lessons are done, with this one.
    package var done = 0
    /// How many lessons there are.
    package var count = 0
    /// Seconds that the rest will take, as far as can be told.
    package var remaining = 0.0

    /// How many of its programs were run.
    package var runs: Int { runReasons.count }

    /// What `--verbose` says of it.
    package var words: String { ([summary] + proofs).joined(separator: "\n") }

    private var summary: String {
      if runs == 0 { return "\(path): nothing to run, its programs are as they were" }
      var reasons: [String] = []
      for reason in runReasons where !reasons.contains(reason) { reasons.append(reason) }
      return "\(path): \(runs) \(runs == 1 ? "program" : "programs") run "
        + "(\(reasons.joined(separator: "; "))), "
        + "blocks took \(seconds.formatted(decimals: 3)) s"
    }

    /// What a terminal shows while it goes on.
    package var line: String {
      let left = remaining.rounded()
      let estimate =
        done == count || left < 1
        ? "" : left < 90 ? ", \(Int(left)) s left" : ", \(Int((left / 60).rounded())) min left"
      return "\(done) of \(count) lessons\(estimate)  \(path)"
    }
  }
}
