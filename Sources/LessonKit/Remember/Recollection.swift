internal import Glibc
internal import Wire

/// What the running program knows of values that earlier runs computed: where it is, which calls of
/// ``remember(line:column:_:)`` it has made, and the folder in which the weaver has put values.
///
/// It belongs to the thread that runs the lesson. Calls on other threads, and in tasks, happen in
/// no certain order: they compute.
struct Recollection {
  /// The folder that the weaver has named.
  private var folder: String?
  /// Where the program is: see `RememberedCall.place`.
  var place = RememberedCall.start
  private var counts: [RememberedCall: Int] = [:]
  /// How many calls are computing, one in the other, and where the outermost stands.
  private var depth = 0
  private var outermost: RememberSite?
  private var thread = pthread_self()

  /// The one recollection of this process.
  nonisolated(unsafe) static var current = Recollection()

  /// A call that can be answered, or whose value can be kept.
  struct Call {
    let site: RememberSite
    /// The call's file in the weaver's folder; `nil` where there is none, and for a call inside
    /// another.
    fileprivate let file: RememberedCall?
    fileprivate let isOuter: Bool
    /// What had been printed when it began.
    fileprivate var printed = 0
    fileprivate var complained = 0
    fileprivate var began = 0.0
  }

  /// Takes the folder from the environment, before anything of the lesson has run.
  mutating func open() {
    folder = getenv(RememberedCall.variable).map { String(cString: $0) }
    unsetenv(RememberedCall.variable)
    thread = pthread_self()
  }

  /// From here on, every call computes, and nothing is kept.
  mutating func forget() { folder = nil }

  /// Notes a call; `nil` on threads and in tasks that are not the lesson's own.
  mutating func begin(_ site: RememberSite) -> Call? {
    guard pthread_equal(thread, pthread_self()) != 0, withUnsafeCurrentTask(body: { $0 == nil })
    else { return nil }
    // Whether one inside another is reached depends on whether that one is computed.
    guard depth == 0 else { return Call(site: site, file: nil, isOuter: false) }
    let first = RememberedCall(place: place, line: site.line, column: site.column, number: 0)
    let number = counts[first, default: 0]
    counts[first] = number + 1
    let call = RememberedCall(
      place: place, line: site.line, column: site.column, number: number)
    return Call(site: site, file: folder == nil ? nil : call, isOuter: true)
  }

  // MARK: Values of earlier runs

  private func path(_ part: String, _ call: RememberedCall) -> String {
    "\(folder ?? "")/\(part)/\(call.name)"
  }

  /// What an earlier run kept for this call.
  func kept(for call: Call) -> KeptValue? {
    guard let file = call.file, let bytes = Self.bytes(of: path(RememberedCall.Folder.kept, file)),
      bytes.count > 8
    else { return nil }
    return KeptValue(bytes: bytes.dropFirst(8))
  }

  /// Notes that the kept value has been taken.
  func noteUsed(_ call: Call) {
    guard let file = call.file else { return }
    rename(path(RememberedCall.Folder.kept, file), path(RememberedCall.Folder.used, file))
  }

  /// Keeps a value that was computed. One that cannot be written whole is not kept.
  func keep(_ value: KeptValue, for call: Call) {
    guard let file = call.file else { return }
    var bytes: [UInt8] = []
    withUnsafeBytes(of: (Self.now() - call.began).bitPattern.littleEndian) {
      bytes.append(contentsOf: $0)
    }
    bytes += value.bytes
    bytes = Story.current.seal(file.sealed(bytes), EventSeal.Lane.remembered) + bytes
    let target = path(RememberedCall.Folder.new, file)
    let aside = target + ".part"
    guard Self.write(bytes, to: aside), rename(aside, target) == 0 else {
      unlink(aside)
      return
    }
  }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
    let count = Int(status.st_size)
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while done < count {
        let part = read(file, buffer.baseAddress! + done, count - done)
        if part < 0, errno == EINTR { continue }
        guard part > 0 else { break }
        done += part
      }
      initialized = done
    }
    return done == count ? bytes : nil
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      rest = rest.dropFirst(count)
    }
    return close(file) == 0 && rest.isEmpty
  }

  /// Seconds on a clock that no time setting moves.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  // MARK: While a value is computed

  /// A value begins to be computed.
  mutating func beginComputing(_ call: inout Call) {
    depth += 1
    guard call.isOuter else { return }
    outermost = call.site
    (call.printed, call.complained) = Self.written()
    call.began = Self.now()
  }

  /// The closure was left by an error: nothing is kept.
  mutating func giveUp() { depth -= 1 }

  /// A value has been computed. What a closure printed would be missing where its value is
  /// remembered, so it is refused each time.
  mutating func endComputing(_ call: Call) {
    depth -= 1
    guard call.isOuter, Story.current.isConnected else { return }
    let (printed, complained) = Self.written()
    // What is not counted, because the lesson redirected it, is refused elsewhere.
    if printed != call.printed, printed >= 0, call.printed >= 0 {
      call.site.refuse(
        "its closure prints, and what it prints would be missing where its value is remembered",
        "return what is to be shown, and print it below")
    }
    if complained != call.complained {
      call.site.refuse(
        "its closure writes to standard error, which would be missing where its value is remembered",
        "return what is to be said, and print it below")
    }
  }

  /// Refuses to show a value while one is computed.
  func refuseShowing() {
    guard depth > 0, Story.current.isConnected, pthread_equal(thread, pthread_self()) != 0 else {
      return
    }
    outermost?.refuse(
      "its closure shows a value, which would be missing where its value is remembered",
      "return what is to be shown, and show it below")
  }

  private static func written() -> (output: Int, errors: Int) {
    guard Story.current.isConnected else { return (0, 0) }
    var status = stat()
    let errors = fstat(STDERR_FILENO, &status) == 0 ? Int(status.st_size) : 0
    return (Story.current.writtenOutput(), errors)
  }
}

/// Where a call of ``remember(line:column:_:)`` stands.
struct RememberSite {
  let line: Int
  let column: Int

  /// Ends the program: this call cannot do what it promises.
  func refuse(_ what: String, _ help: String) -> Never {
    Story.current.refuse("remember: \(what)", help: help, line: line)
  }
}
