/// An answer to an exercise that a lesson's program tries in a copy of its process: the files in
/// which the copy leaves what it says.
public struct TriedAnswer: Sendable {
  /// The variable that names the folder of the files.
  public static let variable = "NABLA_ANSWERS"

  /// Bytes that a copy may write to each of its files.
  public static let largest = 64 << 20

  /// The folder.
  public let folder: String
  /// The number of the answer's block.
  public let number: Int

  /// An answer.
  public init(folder: String, number: Int) {
    self.folder = folder
    self.number = number
  }

  /// Its events, a line each, sealed for it.
  public var story: String { path("story") }
  /// What it printed.
  public var output: String { path("output") }
  /// What it wrote to standard error.
  public var errors: String { path("errors") }
  /// The line that it runs.
  public var progress: String { path("progress") }
  /// How it ended: sealed, its number, and its exit status or minus the signal. It is there where the
  /// copy has ended by itself.
  public var ending: String { path("ending") }

  private func path(_ part: String) -> String { "\(folder)/\(number).\(part)" }
}
