/// What makes the compiler start and finish sooner without changing what a program means.
/// `Benchmarks/lessons/README.md` says what each is worth.
enum CompilerSpeed {
  /// The compiler's checks of its own work, which users of a released compiler need not repeat.
  static let flags = ["-sil-verify-none", "-disable-llvm-verify"]

  /// The allocator takes memory in large pieces, on large pages where the system has them, and
  /// keeps it: a compiler of a tenth of a second spends a tenth of that on page faults. What a
  /// lesson computes is the same, and `LessonKit` takes the variable away before the lesson begins.
  /// A C library that knows none of these ignores them.
  package static let environment = [
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864:"
      + "glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=268435456"
  ]
}
