internal import CDuktape
internal import Foundation

/// An error that a script threw, or that stopped it.
package struct DuktapeError: Error, Hashable {
  /// What to do about it differs, so the kinds are told apart.
  package enum Kind { case thrown, exhausted }
  package var kind: Kind
  package var message: String
}

/// A JavaScript heap, which lives as long as this object does.
///
/// All contact with Duktape is in this file. Scripts run only inside protected calls and no Swift
/// function is called by a script, so Duktape's `longjmp` never passes a Swift frame.
///
/// The packaged library is built without its interrupt counter, so a script can't be stopped by
/// the clock. It is stopped by what it allocates instead: past its allowance the allocator says
/// no, which Duktape turns into an error. Unlike a clock, that is the same on every run. A loop
/// that allocates nothing isn't stopped; a parser has none.
package final class Duktape {
  /// What the allocator counts; at an address of its own, because C keeps it.
  private struct Allowance {
    var isArmed = false
    var remaining = 0
    var isExhausted = false

    /// Whether `size` more bytes may be had.
    mutating func grants(_ size: Int) -> Bool {
      guard isArmed else { return true }
      guard size <= remaining else {
        isExhausted = true
        return false
      }
      remaining -= size
      return true
    }
  }

  private let heap: OpaquePointer
  private let allowance: UnsafeMutablePointer<Allowance>

  /// The bytes that the last call allocated, however soon it freed them.
  private(set) var allocated = 0

  init() {
    allowance = .allocate(capacity: 1)
    allowance.initialize(to: Allowance())
    let heap = duk_create_heap(
      { context, size in
        let allowance = context!.assumingMemoryBound(to: Allowance.self)
        return allowance.pointee.grants(Int(size)) ? malloc(Int(size)) : nil
      },
      { context, pointer, size in
        let allowance = context!.assumingMemoryBound(to: Allowance.self)
        // A size of zero frees, and must not fail.
        return size == 0 || allowance.pointee.grants(Int(size))
          ? realloc(pointer, Int(size)) : nil
      },
      { _, pointer in free(pointer) },
      allowance,
      { _, message in
        // Only memory running out, or a bug of ours, gets here; Duktape forbids returning.
        fatalError("Duktape: \(message.map { String(cString: $0) } ?? "fatal error")")
      })
    guard let heap else { fatalError("Duktape: no memory for a heap") }
    self.heap = heap
  }

  deinit {
    duk_destroy_heap(heap)
    allowance.deinitialize(count: 1)
    allowance.deallocate()
  }

  /// Runs a script for what it does to the global object.
  package func run(_ script: String, name: String) throws(DuktapeError) {
    try compile(script, name: name)
    try call(arguments: 0, allowing: nil)
    duk_pop(heap)
  }

  /// Compiles a script without running it, to bytecode of this library on this machine.
  ///
  /// Loading it is twenty times faster than compiling. Bytecode isn't checked when it is loaded,
  /// so it must never come from a file.
  func bytecode(of script: String, name: String) throws(DuktapeError) -> [UInt8] {
    try compile(script, name: name)
    duk_dump_function(heap)
    defer { duk_pop(heap) }
    var size = 0
    guard let start = duk_get_buffer(heap, -1, &size) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: size))
  }

  /// Runs what `bytecode(of:name:)` of this process compiled.
  package func run(bytecode: [UInt8]) throws(DuktapeError) {
    let buffer = duk_push_buffer_raw(heap, bytecode.count, 0)
    bytecode.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress, let buffer {
        buffer.copyMemory(from: start, byteCount: bytes.count)
      }
    }
    duk_load_function(heap)
    try call(arguments: 0, allowing: nil)
    duk_pop(heap)
  }

  /// The string that a global function returns for these strings.
  ///
  /// - Parameter allowing: The bytes it may allocate.
  func call(
    _ function: String, _ arguments: [String], allowing limit: Int
  ) throws(DuktapeError) -> String {
    duk_get_global_string(heap, function)
    for argument in arguments { push(argument) }
    try call(arguments: arguments.count, allowing: limit)
    defer { duk_pop(heap) }
    return top()
  }

  /// Leaves the compiled script on the stack.
  private func compile(_ script: String, name: String) throws(DuktapeError) {
    push(script)
    push(name)
    if nabla_duk_compile(heap) != 0 { throw error() }
  }

  /// Calls what is on the stack and leaves its value there.
  private func call(arguments: Int, allowing limit: Int?) throws(DuktapeError) {
    let limit = limit ?? .max
    allowance.pointee = Allowance(isArmed: true, remaining: limit)
    let failed = nabla_duk_call(heap, Int32(arguments)) != 0
    allowance.pointee.isArmed = false
    allocated = limit - allowance.pointee.remaining
    if failed { throw error() }
  }

  /// Takes the error from the stack.
  private func error() -> DuktapeError {
    duk_safe_to_lstring(heap, -1, nil)
    defer { duk_pop(heap) }
    let kind: DuktapeError.Kind = allowance.pointee.isExhausted ? .exhausted : .thrown
    allowance.pointee = Allowance()
    return DuktapeError(kind: kind, message: top())
  }

  /// Pushes a string of UTF-16 code units, which Duktape keeps as CESU-8: a character outside the
  /// basic plane is two surrogates of three bytes each, or else scripts would count it as one.
  private func push(_ string: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(string.utf8.count)
    for scalar in string.unicodeScalars {
      if scalar.value < 0x1_0000 {
        bytes.append(contentsOf: UTF8.encode(scalar)!)
      } else {
        for unit in UTF16.encode(scalar)! {
          bytes.append(0xE0 | UInt8(unit >> 12))
          bytes.append(0x80 | UInt8(unit >> 6 & 0x3F))
          bytes.append(0x80 | UInt8(unit & 0x3F))
        }
      }
    }
    bytes.withUnsafeBytes { buffer in
      _ = duk_push_lstring(
        heap, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        buffer.count)
    }
  }

  /// The string on top of the stack; a surrogate without its partner becomes U+FFFD.
  private func top() -> String {
    var size = 0
    guard let start = duk_get_lstring(heap, -1, &size) else { return "" }
    let bytes = UnsafeRawBufferPointer(start: start, count: size)
    var units: [UInt16] = []
    units.reserveCapacity(size)
    var index = 0
    while index < size {
      let first = UInt16(bytes[index])
      let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3
      // Duktape's own strings for symbols and the like aren't text.
      guard first < 0xF0, index + length <= size else { return "" }
      switch length {
      case 1: units.append(first)
      case 2: units.append((first & 0x1F) << 6 | UInt16(bytes[index + 1] & 0x3F))
      default:
        units.append(
          (first & 0x0F) << 12 | UInt16(bytes[index + 1] & 0x3F) << 6
            | UInt16(bytes[index + 2] & 0x3F))
      }
      index += length
    }
    return String(decoding: units, as: UTF16.self)
  }
}
