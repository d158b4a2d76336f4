#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory for the numbers of a tensor, aligned to cache lines, taken from the thread's pool.
///
/// A buffer is written before it is shared, and afterwards only by whoever holds it alone.
final class Buffer: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Double>
  let count: Int

  /// Memory whose contents are not yet defined.
  init(count: Int) {
    self.count = count
    pointer = Pool.take(count)
  }

  convenience init(repeating value: Double, count: Int) {
    self.init(count: count)
    pointer.update(repeating: value, count: count)
  }

  convenience init(_ values: [Double]) {
    self.init(count: values.count)
    values.withUnsafeBufferPointer { values in
      if let source = values.baseAddress { pointer.update(from: source, count: count) }
    }
  }

  var read: UnsafePointer<Double> { UnsafePointer(pointer) }

  var array: [Double] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  deinit {
    Pool.give(pointer, count)
  }
}

/// Blocks of memory in sizes of powers of two that a thread has used and will use again.
///
/// Free blocks of a size are a list whose links stand in the blocks themselves.
private struct Pool {
  private var lists = UnsafeMutablePointer<UnsafeMutableRawPointer?>.allocate(capacity: 64)
  private var bytes = 0

  /// What a thread keeps at most.
  private static let limit = 256 << 20

  private init() {
    lists.initialize(repeating: nil, count: 64)
  }

  private func release() {
    for size in 0..<64 {
      while let block = lists[size] {
        lists[size] = block.load(as: UnsafeMutableRawPointer?.self)
        free(block)
      }
    }
    lists.deallocate()
  }

  private static let local = ThreadLocal("Pool") { state in
    let state: UnsafeMutableRawPointer? = state
    guard let pool = state?.assumingMemoryBound(to: Pool.self) else { return }
    pool.pointee.release()
    pool.deinitialize(count: 1)
    pool.deallocate()
  }

  @inline(__always)
  private static var current: UnsafeMutablePointer<Pool> {
    if let state = local.pointer { return state.assumingMemoryBound(to: Pool.self) }
    return begin()
  }

  @inline(never)
  private static func begin() -> UnsafeMutablePointer<Pool> {
    let pool = UnsafeMutablePointer<Pool>.allocate(capacity: 1)
    pool.initialize(to: Pool())
    local.pointer = UnsafeMutableRawPointer(pool)
    return pool
  }

  /// The power of two, at least 8, in which a count has space.
  @inline(__always)
  private static func sizeClass(_ count: Int) -> Int {
    count <= 8 ? 3 : Int.bitWidth - (count - 1).leadingZeroBitCount
  }

  @inline(__always)
  static func take(_ count: Int) -> UnsafeMutablePointer<Double> {
    let size = sizeClass(count)
    let pool = current
    let lists = pool.pointee.lists
    guard let block = lists[size] else { return allocate(size) }
    lists[size] = block.load(as: UnsafeMutableRawPointer?.self)
    pool.pointee.bytes -= 8 << size
    return block.bindMemory(to: Double.self, capacity: 1 << size)
  }

  @inline(never)
  private static func allocate(_ size: Int) -> UnsafeMutablePointer<Double> {
    var memory: UnsafeMutableRawPointer?
    // Kernels may read, though not use, up to 15 numbers behind the last: see `Kernels.matmul`.
    let status = posix_memalign(&memory, 64, (8 << size) + 128)
    require(status == 0, "Buffer: there is no memory for \(1 << size) numbers")
    return memory!.bindMemory(to: Double.self, capacity: 1 << size)
  }

  @inline(__always)
  static func give(_ block: UnsafeMutablePointer<Double>, _ count: Int) {
    let size = sizeClass(count)
    let pool = current
    let raw = UnsafeMutableRawPointer(block)
    guard pool.pointee.bytes + (8 << size) <= limit else { return free(raw) }
    pool.pointee.bytes += 8 << size
    let lists = pool.pointee.lists
    raw.storeBytes(of: lists[size], as: UnsafeMutableRawPointer?.self)
    lists[size] = raw
  }
}
