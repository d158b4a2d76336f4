package import Text

/// What becomes of a Swift block.
package struct SwiftFence: Sendable, Equatable {
  /// What is done with the code.
  package enum Mode: String, Sendable, Codable {
    /// Part of the lesson's program.
    case run
    /// Compiled with the blocks above; later blocks don't see it.
    case noRun = "no-run"
    /// Only shown.
    case ignore
    /// Must not compile with the blocks above.
    case compileFail = "compile-fail"
    /// Must trap or throw after the blocks above.
    case shouldCrash = "should-crash"
    /// A program of its own.
    case isolated
    /// Starter code, compiled with the blocks above.
    case exercise
    /// A typical wrong answer to the exercise above.
    case wrong
    /// What must hold of an answer to the exercise above.
    case check
    /// The folded answer, part of the lesson's program.
    case solution

    /// Whether failing is what it is for.
    package var fails: Bool { self == .compileFail || self == .shouldCrash }
  }

  package var mode = Mode.run
  /// Whether its declarations end with the block.
  package var isScoped = false
  /// Whether the reader is asked what it shows before the page shows it.
  package var predicts = false
  package var showsCode = true
  package var showsOutput = true
  /// Relative tolerance of the numbers recorded in and below it; `nil` for the recorded digits.
  package var tolerance: DecimalNumber?
  /// Seconds it may run; `nil` for the lesson's.
  package var timeout: Double?
  package var label = Label()
  /// What a student is told whose answer is wrong in the way of this one.
  package var says: String?
  /// In a translation: which block of the original this is.
  package var from: Source?

  /// A block of the original.
  package enum Source: Sendable, Equatable {
    /// The one behind the one that was taken last.
    case next
    /// The one with this name.
    case name(String)
  }

  /// Whether a reader sees nothing of it. A wrong answer shows only to whom gives it.
  package var isHidden: Bool { !showsCode && !showsOutput && mode != .wrong }

  /// Whether the block is part of the lesson's program.
  package var runs: Bool { mode == .run || mode == .solution }

  /// Whether it shows something that an `output` block can record.
  package var hasOutput: Bool {
    switch mode {
    case .run, .solution, .isolated, .compileFail, .shouldCrash: true
    case .noRun, .ignore, .exercise, .wrong, .check: false
    }
  }

  /// Whether `// =>` in it records something.
  package var computesValues: Bool { hasOutput && mode != .compileFail }

  private static let modes = [
    "no-run", "ignore", "compile-fail", "should-crash", "isolated", "exercise", "wrong", "check",
    "solution"
  ]

  /// The words that a `swift` fence knows.
  package static let known =
    ["hidden", "hide-code", "hide-output", "scoped", "predict"] + modes + [
      "says", "tolerance", "timeout", "from"
    ]
    + Label.known

  /// Pairs of words that contradict each other, beside the modes, of which there is one.
  private static let clashes: [(String, [String])] = [
    ("hidden", ["hide-code", "hide-output"]),
    (
      "from",
      ["hidden", "hide-code", "hide-output", "scoped", "predict", "tolerance", "timeout", "name"]
        + modes
    ),
    ("scoped", modes),
    (
      "predict",
      ["hidden", "hide-output", "no-run", "ignore", "exercise", "wrong", "check", "solution"]
    ),
    (
      "ignore", ["hidden", "hide-code", "hide-output", "tolerance", "timeout"]
    ),
    ("no-run", ["hide-output", "tolerance", "timeout"]),
    ("exercise", ["hidden", "hide-code", "hide-output", "tolerance", "timeout"]),
    (
      "wrong", ["hidden", "hide-code", "hide-output", "tolerance", "timeout", "name", "caption"]
    ),
    ("check", ["hidden", "hide-code", "hide-output", "tolerance", "name", "caption"]),
    ("solution", ["hidden", "hide-code"]),
    ("compile-fail", ["timeout"])
  ]

  /// Reads the words; each thing wrong with them is reported.
  init(_ fence: Fence, problem: (Reason, _ word: String) -> Void) {
    let words = fence.checkedWords(known: Self.known, problem: problem)
    let seen = Set(words.map(\.name))
    let chosen = Self.modes.filter(seen.contains)
    if chosen.count > 1 { problem(.fenceWordsClash(chosen[0], chosen[1]), chosen[1]) }
    for (one, others) in Self.clashes where seen.contains(one) {
      for other in others where seen.contains(other) {
        problem(.fenceWordsClash(one, other), other)
      }
    }
    for word in words {
      switch word.name {
      case "hidden":
        showsCode = false
        showsOutput = false
      case "hide-code": showsCode = false
      case "hide-output": showsOutput = false
      case "scoped": isScoped = true
      case "predict": predicts = true
      case "tolerance":
        if Self.positive(word, example: "1e-6", problem) != nil {
          tolerance = word.value.flatMap { DecimalNumber($0) }
        }
      case "says":
        says = word.value
        if word.value?.isEmpty ?? true {
          problem(.fenceWordNeedsValue("says", "\"You forgot the factor 2\""), "says")
        } else if !seen.contains("wrong"), !seen.contains("from") {
          problem(.fenceWordGoesWith("says", "wrong"), "says")
        }
      case "timeout":
        timeout = Self.positive(word, example: "60", problem)
        if let seconds = timeout, !TimeLimit.allows(seconds) {
          problem(
            .fenceWordBadValue(word.name, word.value ?? "", expected: TimeLimit.expected), word.name
          )
          timeout = nil
        }
      case "from":
        if word.value?.isEmpty ?? false {
          problem(.fenceWordNeedsValue("from", "loss"), "from")
        }
        from = word.value.flatMap { $0.isEmpty ? nil : .name($0) } ?? .next
      case "name", "caption": label.take(word, problem: problem)
      default:
        if let mode = Mode(rawValue: word.name) { self.mode = mode }
        if word.value == nil { continue }
      }
      if let value = word.value,
        !["says", "from", "tolerance", "timeout", "name", "caption"].contains(word.name)
      {
        problem(.fenceWordTakesNoValue(word.name, value), word.name)
      }
    }
    if mode == .wrong { (showsCode, showsOutput) = (false, false) }
    // It leaves nothing behind.
    if mode == .check { isScoped = true }
  }

  private static func positive(
    _ word: Fence.Word, example: String, _ problem: (Reason, String) -> Void
  ) -> Double? {
    guard let value = word.value, !value.isEmpty else {
      problem(.fenceWordNeedsValue(word.name, example), word.name)
      return nil
    }
    guard let number = Double(value), number > 0, number.isFinite,
      value.allSatisfy({ $0.isASCIIDigit || "+-.eE".contains($0) })
    else {
      problem(.fenceWordBadValue(word.name, value, expected: "a positive number"), word.name)
      return nil
    }
    return number
  }
}

/// What a figure, table, equation or listing is called: `name=` and `caption=` of a fence.
package struct Label: Sendable, Equatable {
  package var name: String?
  package var caption: String?

  package static let known = ["name", "caption"]

  /// Takes one word of a fence.
  package mutating func take(_ word: Fence.Word, problem: (Reason, _ word: String) -> Void) {
    guard let value = word.value, !value.isEmpty else {
      problem(
        .fenceWordNeedsValue(word.name, word.name == "name" ? "loss" : "\"Loss by epoch\""),
        word.name)
      return
    }
    if word.name == "caption" {
      caption = value
    } else if value.wholeMatch(of: /[\p{L}_][\p{L}\p{N}_\-]*/) != nil {
      name = value
    } else {
      problem(
        .fenceWordBadValue(
          "name", value, expected: "letters, digits, '-' and '_', beginning with a letter"), "name")
    }
  }
}

extension Fence {
  /// The words that are known, each once; the others are reported.
  func checkedWords(known: [String], problem: (Reason, _ word: String) -> Void) -> [Word] {
    var seen: Set<String> = []
    return words.filter { word in
      if !known.contains(word.name) {
        problem(.unknownFenceWord(word.name, known: known), word.name)
        return false
      }
      if !seen.insert(word.name).inserted {
        problem(.fenceWordTwice(word.name), word.name)
        return false
      }
      return true
    }
  }
}
