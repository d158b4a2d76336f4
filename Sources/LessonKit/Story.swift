@preconcurrency internal import Glibc
internal import Wire

/// The story of the running program: events to the weaver over a pipe of their own, and the line
/// that is being run in a page of memory that outlives a crash.
///
/// The weaver opens three descriptors beside the standard ones, and names the lesson's working
/// folder in `NABLA_STORY`. Where that is not set the program runs by itself, and what it shows is
/// printed.
struct Story {
  /// The descriptors that the weaver opens.
  enum Descriptor {
    static let story: Int32 = 3
    static let progress: Int32 = 4
    static let standardError: Int32 = 5
  }

  /// Where the events go; `nil` where nobody listens.
  private var pipe: Int32?
  /// A copy of standard output, which a lesson cannot close.
  private var output: Int32 = -1
  private var progress: UnsafeMutablePointer<Int32>?
  /// What makes events this program's own, where somebody listens. It changes with each event, under
  /// `turn`, while other threads read the story.
  private let seal: UnsafeMutablePointer<EventSeal?> = {
    let seal = UnsafeMutablePointer<EventSeal?>.allocate(capacity: 1)
    seal.initialize(to: nil)
    return seal
  }()
  /// The folder for what is said of answers to exercises, where they are tried in this run.
  private(set) var answers: String?

  /// Held while an event is told: it holds how much was printed before it, and threads of a lesson may
  /// show something at the same time.
  private let turn: UnsafeMutablePointer<pthread_mutex_t> = {
    let turn = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(turn, nil)
    return turn
  }()

  /// The one story of this process.
  nonisolated(unsafe) static var current = Story()

  /// Takes the key of this run from its descriptor. The host does so before it loads the lesson's
  /// code, so that no line of that, nor what runs when it is loaded, finds the key there.
  func takeKey() {
    guard seal.pointee == nil, getenv("NABLA_STORY") != nil else { return }
    var key = [UInt8](repeating: 0, count: EventSeal.keySize + 1)
    let count = read(EventSeal.descriptor, &key, key.count)
    close(EventSeal.descriptor)
    if count == EventSeal.keySize {
      seal.pointee = EventSeal(key: Array(key[..<count]), lane: EventSeal.Lane.lesson)
    }
    // What the array held is not left for whoever is given its memory next.
    for index in key.indices { key[index] = 0 }
  }

  /// What stands in front of bytes that are told elsewhere than in the story.
  func seal(_ bytes: [UInt8], _ lane: UInt64) -> [UInt8] {
    var seal = seal.pointee?.moved(to: lane)
    return seal?.next(bytes) ?? []
  }

  /// Opens the story, before anything of the lesson has run.
  mutating func open() {
    Recollection.current.open()
    guard let folder = getenv("NABLA_STORY") else {
      // Nobody listens, and what a program had printed before it crashed is to be seen all the same.
      setvbuf(stdout, nil, _IOLBF, 1 << 16)
      flushWhenItCrashes()
      return
    }
    takeKey()
    chdir(folder)
    unsetenv("NABLA_STORY")
    // A lesson sees the same surroundings whether answers are tried or not.
    answers = getenv(TriedAnswer.variable).map { String(cString: $0) }
    unsetenv(TriedAnswer.variable)
    // Meant for the compiler.
    unsetenv("GLIBC_TUNABLES")
    // What the compiler had to say is said: from here on, errors are the lesson's own.
    dup2(Descriptor.standardError, STDERR_FILENO)
    close(Descriptor.standardError)
    for descriptor in [Descriptor.story, Descriptor.progress] {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    pipe = Descriptor.story
    output = dup(STDOUT_FILENO)
    _ = fcntl(output, F_SETFD, FD_CLOEXEC)
    mapProgress(Descriptor.progress)
    // A line is written when it ends: what a killed program had printed is there.
    setvbuf(stdout, nil, _IOLBF, 1 << 16)
    // A run for its backtrace leaves the signals to the runtime.
    let traces = getenv("SWIFT_BACKTRACE").map { String(cString: $0).hasPrefix("enable=yes") }
    if traces != true { flushWhenItCrashes() }
    tell(.started(version: wireVersion))
  }

  /// Goes on in files of its own, in a copy of the process; `false` where they cannot be made.
  mutating func move(to answer: TriedAnswer) -> Bool {
    func open(_ path: String) -> Int32 {
      Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    }
    let (story, printed) = (open(answer.story), open(answer.output))
    let (errors, line) = (open(answer.errors), open(answer.progress))
    guard story >= 0, printed >= 0, errors >= 0, line >= 0,
      posix_fallocate(line, 0, off_t(MemoryLayout<Int32>.size)) == 0,
      dup2(printed, STDOUT_FILENO) >= 0, dup2(errors, STDERR_FILENO) >= 0
    else { return false }
    (pipe, output, answers) = (story, printed, nil)
    seal.pointee = seal.pointee?.moved(to: EventSeal.Lane.answer(answer.number))
    mapProgress(line)
    tell(.started(version: wireVersion))
    return true
  }

  private mutating func mapProgress(_ file: Int32) {
    let page = mmap(
      nil, MemoryLayout<Int32>.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    progress = page == MAP_FAILED ? nil : page?.assumingMemoryBound(to: Int32.self)
  }

  /// Whether the weaver listens.
  var isConnected: Bool { pipe != nil }

  /// Notes the line of the statement that runs next.
  func note(line: Int) { progress?.pointee = Int32(truncatingIfNeeded: line) }

  /// How many bytes have been written to standard output, or an `UncountedOutput`.
  func writtenOutput() -> Int {
    guard pipe != nil else { return 0 }
    let isWritten = fflush(stdout) == 0 && ferror(stdout) == 0
    var ours = stat()
    var theirs = stat()
    guard fstat(output, &ours) == 0, fstat(STDOUT_FILENO, &theirs) == 0,
      ours.st_ino == theirs.st_ino, ours.st_dev == theirs.st_dev
    else { return UncountedOutput.redirected }
    return isWritten ? Int(lseek(output, 0, SEEK_END)) : UncountedOutput.lost
  }

  /// Shows a display: to the weaver, or as text where nobody listens.
  func show(_ display: Display) {
    Recollection.current.refuseShowing()
    if pipe == nil {
      print(display.plainText)
    } else {
      tell { .shown(display, output: $0) }
    }
  }

  /// Ends the program: a call on this line asks for what cannot be.
  func refuse(_ words: String, help: String, line: Int) -> Never {
    if pipe == nil { LessonKit.refuse("\(words) (\(help))") }
    fflush(stdout)
    tell(.refused(words, help: help, line: line))
    _exit(1)
  }

  /// Tells one event, made of the count of bytes that have been written to standard output.
  func tell(_ event: (_ output: Int) -> Event) {
    guard pipe != nil else { return }
    pthread_mutex_lock(turn)
    defer { pthread_mutex_unlock(turn) }
    write(event(writtenOutput()))
  }

  /// Tells one event.
  func tell(_ event: Event) {
    guard pipe != nil else { return }
    pthread_mutex_lock(turn)
    defer { pthread_mutex_unlock(turn) }
    write(event)
  }

  private func write(_ event: Event) {
    guard let pipe else { return }
    let event = Array(LineEncoder.json(event).utf8)
    let line = (seal.pointee?.next(event) ?? []) + event + [0x0A]
    line.withUnsafeBufferPointer { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(pipe, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// Writes out what is buffered when the process is about to die of a trap, on a stack of its own,
  /// then lets it die. The lock is tried, never waited for.
  private func flushWhenItCrashes() {
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = malloc(size)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { signal in
      if ftrylockfile(stdout) == 0 {
        fflush(stdout)
        funlockfile(stdout)
      }
      Glibc.signal(signal, SIG_DFL)
      raise(signal)
    }
    action.sa_flags = Int32(bitPattern: UInt32(SA_ONSTACK)) | Int32(bitPattern: UInt32(SA_NODEFER))
    for signal in [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGTERM] {
      sigaction(signal, &action, nil)
    }
  }
}

extension Slice where Base == UnsafeBufferPointer<UInt8> {
  fileprivate var baseAddress: UnsafePointer<UInt8>? {
    base.baseAddress.map { $0 + startIndex }
  }
}
