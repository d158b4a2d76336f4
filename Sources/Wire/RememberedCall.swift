/// One call of `remember`, as the weaver and the running program know it: by where the program was
/// when it happened, so that both can name the file in which its value lies.
///
/// `NABLA_REMEMBER` names a folder to the program. In `kept` lie the values of earlier runs that
/// hold for this one; what is taken of them is moved to `used`, and what is computed is put into
/// `new`. A file is the seconds that computing took, eight bytes, and then the value; one in `new` has
/// the seal of both and of the call in front.
public struct RememberedCall: Hashable, Sendable {
  /// The variable that names the folder.
  public static let variable = "NABLA_REMEMBER"

  /// The folders in it.
  public enum Folder {
    /// Values of earlier runs.
    public static let kept = "kept"
    /// Those of them that were taken.
    public static let used = "used"
    /// Values that were computed.
    public static let new = "new"
  }

  /// Where the program is before any of its blocks has begun.
  public static let start = 0

  /// Where the program is when a block has begun and none of its lines has.
  public static func beginning(ofBlock block: Int) -> Int { -1 - block }

  /// Where the program was: the line of the statement that ran, or that of no line yet.
  public let place: Int
  /// The line of the call, which may stand in a function.
  public let line: Int
  /// The column of the call.
  public let column: Int
  /// The number of the call among those of this line and column while the statement ran, from 0.
  public let number: Int

  /// A call.
  public init(place: Int, line: Int, column: Int, number: Int) {
    self.place = place
    self.line = line
    self.column = column
    self.number = number
  }

  /// The call whose file is called so.
  public init?(name: some StringProtocol) {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 4, let place = parts[0], let line = parts[1], let column = parts[2],
      let number = parts[3]
    else { return nil }
    self.init(place: place, line: line, column: column, number: number)
    guard self.name == name else { return nil }
  }

  /// What is sealed of a value: that it is this call's.
  public func sealed(_ bytes: [UInt8]) -> [UInt8] { Array("\(name)\n".utf8) + bytes }

  /// The name of its file.
  public var name: String { "\(place)_\(line)_\(column)_\(number)" }
}
