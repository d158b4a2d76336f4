import Foundation

/// Waits until something has happened; `false` where it has not in so many seconds.
package func wait(seconds: Double, until condition: () throws -> Bool) rethrows -> Bool {
  let end = ContinuousClock.now + .seconds(seconds)
  while .now < end {
    if try condition() { return true }
    usleep(5_000)
  }
  return try condition()
}

extension TemporaryFolder {
  /// Waits until the clock by which files are dated has gone on by as much as a build asks for before
  /// it takes a file for unchanged.
  package func waitUntilUnchanged() throws {
    let probe = url.appendingPathComponent(".\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: probe) }
    func now() throws -> Double {
      try Data().write(to: probe)
      var status = stat()
      guard stat(probe.path, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
      return Double(status.st_ctim.tv_sec) + Double(status.st_ctim.tv_nsec) * 1e-9
    }
    let first = try now()
    _ = try wait(seconds: 10) { try now() > first + 0.03 }
  }
}
