/// Nanoseconds a number: called one by one, over a buffer, and in the C library.
struct Time {
  var one: Double
  var many: Double
  var platform: Double
}

/// The medians of 41 passes, taken in turn, over 4,096 numbers of the function's typical range.
func measureTime(of item: Case) -> Time {
  let count = 4096
  let x = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
  let y = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
  defer {
    x.deallocate()
    y.deallocate()
  }
  var generator = Generator(state: 1)
  for i in 0..<count { x[i] = .random(in: item.typical, using: &generator) }
  y.initialize(repeating: 0)
  let clock = ContinuousClock()
  func nanoseconds(_ body: () -> Void) -> Double {
    let duration = clock.measure { for _ in 0..<8 { body() } }
    return Double(duration.components.attoseconds) * 1e-9 / Double(8 * count)
  }
  var times: (one: [Double], many: [Double], platform: [Double]) = ([], [], [])
  for _ in 0..<41 {
    times.one.append(nanoseconds { for i in 0..<count { y[i] = item.one(x[i]) } })
    times.many.append(nanoseconds { item.many(UnsafeBufferPointer(x), y) })
    times.platform.append(nanoseconds { for i in 0..<count { y[i] = item.platform(x[i]) } })
  }
  func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  return Time(
    one: median(times.one), many: median(times.many), platform: median(times.platform))
}
