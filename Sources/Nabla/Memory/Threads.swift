#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Synchronization

/// How many threads the engine works on.
///
/// The number changes the speed and no bit of any result: threads share out results, not the terms
/// of a sum. Work too small to gain by it stays on the thread that asks for it.
public enum Threads {
  private static let chosen = Atomic<Int>(0)

  /// The threads in use, at least 1: as many as there are processors, unless set.
  public static var count: Int {
    get {
      let count = chosen.load(ordering: .relaxed)
      return count > 0 ? count : processors
    }
    set {
      require(newValue >= 1, "Threads.count: at least one is needed, received \(newValue)")
      chosen.store(newValue, ordering: .relaxed)
    }
  }

  /// Ends the threads that wait for work; the next work that is worth sharing starts them anew. A
  /// program that copies its process calls it before, because a copy has one thread.
  public static func dismiss() { WorkerPool.shared.dismiss() }

  private static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// From how many operations on work is shared: below some 20 microseconds, waking a thread costs
  /// more. Tests set it lower.
  nonisolated(unsafe) static var threshold = 4_000_000

  /// Whether work is worth sharing.
  @inline(__always)
  static func pays(_ items: Int, _ operations: Int) -> Bool {
    operations >= threshold && items >= 2 && count > 1
  }

  /// Does 0..<items in parts, in parallel when the operations are many; a part is a range of items.
  @inline(__always)
  static func share(
    _ items: Int, operations: Int, _ work: @Sendable (Range<Int>) -> Void
  ) {
    guard pays(items, operations) else { return work(0..<items) }
    WorkerPool.shared.run(items, min(count, items), work)
  }
}

/// A pointer that several threads read from.
struct SharedInput: @unchecked Sendable {
  let pointer: UnsafePointer<Double>

  init(_ pointer: UnsafePointer<Double>) {
    self.pointer = pointer
  }
}

/// A pointer that several threads write to, each in its own part.
struct SharedOutput: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Double>

  init(_ pointer: UnsafeMutablePointer<Double>) {
    self.pointer = pointer
  }
}

/// Threads that wait for work.
private final class WorkerPool: @unchecked Sendable {
  static let shared = WorkerPool()

  private let busy: UnsafeMutablePointer<pthread_mutex_t>
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let wake: UnsafeMutablePointer<pthread_cond_t>
  private let done: UnsafeMutablePointer<pthread_cond_t>
  private var workers: [pthread_t] = []
  private var isDismissed = false
  private var work: (@Sendable (Int) -> Void)?
  private var parts = 0
  private var next = 0
  private var finished = 0

  private init() {
    busy = .allocate(capacity: 1)
    lock = .allocate(capacity: 1)
    wake = .allocate(capacity: 1)
    done = .allocate(capacity: 1)
    pthread_mutex_init(busy, nil)
    pthread_mutex_init(lock, nil)
    pthread_cond_init(wake, nil)
    pthread_cond_init(done, nil)
  }

  /// Divides the items into parts of nearly the same size. When the pool is busy with the work of
  /// another thread, or this is a part of its work, all is done at once by the caller.
  func run(_ items: Int, _ parts: Int, _ body: @Sendable (Range<Int>) -> Void) {
    guard pthread_mutex_trylock(busy) == 0 else { return body(0..<items) }
    defer { pthread_mutex_unlock(busy) }
    withoutActuallyEscaping(body) { body in
      pthread_mutex_lock(lock)
      while workers.count < parts - 1, let worker = startWorker() { workers.append(worker) }
      work = { part in body(items * part / parts..<items * (part + 1) / parts) }
      self.parts = parts
      next = 0
      finished = 0
      pthread_cond_broadcast(wake)
      takeParts()
      while finished < parts { pthread_cond_wait(done, lock) }
      work = nil
      pthread_mutex_unlock(lock)
    }
  }

  /// Does parts until none is left. The lock is held before and after.
  private func takeParts() {
    while let work, next < parts {
      let part = next
      next += 1
      pthread_mutex_unlock(lock)
      work(part)
      pthread_mutex_lock(lock)
      finished += 1
      if finished == parts { pthread_cond_signal(done) }
    }
  }

  private func waitForWork() {
    pthread_mutex_lock(lock)
    while !isDismissed {
      takeParts()
      if !isDismissed { pthread_cond_wait(wake, lock) }
    }
    pthread_mutex_unlock(lock)
  }

  /// Ends all workers, and waits until they have.
  func dismiss() {
    pthread_mutex_lock(busy)
    defer { pthread_mutex_unlock(busy) }
    pthread_mutex_lock(lock)
    isDismissed = true
    pthread_cond_broadcast(wake)
    pthread_mutex_unlock(lock)
    for worker in workers { pthread_join(worker, nil) }
    workers = []
    isDismissed = false
  }

  private func startWorker() -> pthread_t? {
    var thread = pthread_t()
    let status = pthread_create(
      &thread, nil,
      { _ in
        WorkerPool.shared.waitForWork()
        return nil
      }, nil)
    return status == 0 ? thread : nil
  }
}
