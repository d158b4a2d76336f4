// What a page, or whoever looks at its engine, may call. Bytes are handed over in memory of the module:
// what comes in is written where `input` says, what goes out is read where `output` says. One module
// computes one graph; a page with several has as many instances.

/// Where bytes for the engine are written.
@_cdecl("input")
public func input() -> UnsafeMutableRawPointer { Room.input }

/// How many bytes may be written there.
@_cdecl("inputSize")
public func inputSize() -> Int32 { Room.inputSize }

/// Where texts stand.
@_cdecl("output")
public func output() -> UnsafeMutableRawPointer { Room.output }

/// Takes so many bytes as the graph to be computed: 1, or 0 where they are damaged.
@_cdecl("open")
public func open(_ length: Int32) -> Int32 {
  guard length >= 0, length <= Room.inputSize else { return 0 }
  Room.machine = KnobMachine(
    UnsafeRawBufferPointer(start: Room.input, count: Int(length)))
  return Room.machine == nil ? 0 : 1
}

/// How many variables it has.
@_cdecl("variables")
public func variables() -> Int32 {
  Int32(truncatingIfNeeded: Room.machine?.variableCount ?? 0)
}

/// Sets a variable.
@_cdecl("set")
public func set(_ variable: Int32, _ number: Double) {
  Room.machine?.set(Int(variable), to: number)
}

/// Computes the loss and its derivatives.
@_cdecl("run")
public func run() { Room.machine?.run() }

/// One step of training.
@_cdecl("descend")
public func descend(_ rate: Double) { Room.machine?.descend(rate: rate) }

/// A training, whose losses are numbers of their own.
@_cdecl("train")
public func train(_ rate: Double, _ steps: Int32) {
  Room.machine?.train(rate: rate, steps: Int(steps))
}

/// A number, by its kind and index.
@_cdecl("number")
public func number(_ kind: Int32, _ index: Int32) -> Double {
  guard let kind = PageNumber.Kind(rawValue: UInt8(truncatingIfNeeded: kind)) else { return .nan }
  return Room.machine?.number(PageNumber(kind, Int(index))) ?? .nan
}

/// Writes a number as drawings print it, with so many digits: the length of the text.
@_cdecl("shown")
public func shown(_ number: Double, _ digits: Int32) -> Int32 {
  Room.put(number.shownBytes(digits: max(1, min(17, Int(digits)))))
}

/// Writes a number with so many decimals: the length of the text.
@_cdecl("formatted")
public func formatted(_ number: Double, _ decimals: Int32) -> Int32 {
  // Not-a-number has no sign.
  Room.put((number == number ? number : .nan).withDecimals(max(0, min(30, Int(decimals)))))
}

/// Writes a number in as few digits as mean it and no other: the length of the text.
@_cdecl("exact")
public func exact(_ number: Double) -> Int32 { Room.put(number.shownBytes(digits: 17)) }

/// The place of the first number that is another than what a lesson's program computed.
@_cdecl("check")
public func check(_ start: UnsafeRawPointer, _ length: Int32) -> Int64 {
  KnobCheck.firstDifference(UnsafeRawBufferPointer(start: start, count: max(0, Int(length))))
}

/// The number at that place.
@_cdecl("answer")
public func answer(_ start: UnsafeRawPointer, _ length: Int32, _ place: Int64) -> Double {
  KnobCheck.answer(
    UnsafeRawBufferPointer(start: start, count: max(0, Int(length))), at: place)
}

/// The digest of many results of one operation, so that its bits can be compared.
@_cdecl("digest")
public func digest(_ code: Int32, _ seed: Int64, _ count: Int32) -> Int64 {
  Int64(
    bitPattern: ElementaryDigest.digest(
      code: UInt8(truncatingIfNeeded: code), seed: UInt64(bitPattern: seed), count: Int(count)))
}

/// What an instance holds.
enum Room {
  nonisolated(unsafe) static var machine: KnobMachine?
  /// More than a graph of the most slots takes.
  static let inputSize: Int32 = 1 << 16
  nonisolated(unsafe) static let input = UnsafeMutableRawPointer.allocate(
    byteCount: Int(inputSize), alignment: 16)
  private static let outputSize = 1 << 9
  nonisolated(unsafe) static let output = UnsafeMutableRawPointer.allocate(
    byteCount: outputSize, alignment: 16)

  /// Puts a text, of ASCII only, where it is read; its length.
  static func put(_ text: [UInt8]) -> Int32 {
    var length = 0
    for byte in text where length < outputSize {
      output.storeBytes(of: byte, toByteOffset: length, as: UInt8.self)
      length += 1
    }
    return Int32(truncatingIfNeeded: length)
  }
}
