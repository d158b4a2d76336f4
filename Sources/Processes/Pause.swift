import Glibc

/// The waits between looks at a child that has closed its pipes. Most children end a moment later, so
/// the first look comes soon; each later wait is longer, up to 2 ms.
package struct Pause {
  private var microseconds: UInt32 = 50

  package init() {}

  package mutating func take() {
    usleep(microseconds)
    microseconds = min(microseconds * 2, 2_000)
  }
}
