internal import Glibc

/// Calls of the system that a signal may interrupt, made again until they are done.
enum SystemCalls {
  /// Writes all bytes; whether that was possible.
  static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeBufferPointer(rebasing: rest)
      let count = Glibc.write(descriptor, part.baseAddress, part.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Reads as many bytes; `nil` where there are fewer.
  static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    var done = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while done < count {
        let part = Glibc.read(descriptor, buffer.baseAddress! + done, count - done)
        if part < 0, errno == EINTR { continue }
        guard part > 0 else { break }
        done += part
      }
      initialized = done
    }
    return done == count ? bytes : nil
  }

  /// Asks for the end of a child: whether there is nothing more to wait for, and its
  /// status.
  ///
  /// - Parameter options: `WNOHANG`, or nothing to wait for it.
  static func ending(of child: pid_t, _ options: Int32 = 0) -> (hasEnded: Bool, status: Int32) {
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, options)
      if ended < 0, errno == EINTR { continue }
      return (ended != 0, status)
    }
  }
}
