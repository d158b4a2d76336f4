/// What helps where a program did not start.
package enum StartWords {
  /// What is said of a program that has said nothing itself.
  ///
  /// - Parameter status: its exit status, as shells count.
  package static func words(ending status: Int32) -> String {
    status > 128 ? "it was ended by signal \(status - 128)" : "it said nothing"
  }

  /// - Parameter said: what the compiler, the linker or the loader said of it, or `words`.
  package static func help(_ said: String) -> String {
    func says(_ words: String) -> Bool { said.contains(words) }
    if says("No space left on device") || says("Disk quota exceeded") {
      return "the disk is full: make room where the course and the folder for temporary files "
        + "(TMPDIR) lie"
    }
    if says("Too many open files") || says("Cannot allocate memory")
      || says("Resource temporarily unavailable")
    {
      return "the machine has no more to give: end other programs, or run fewer lessons at a time "
        + "with: --jobs 1"
    }
    if says("undefined symbol") || says("symbol lookup error") {
      return "nabla and the library that lessons load are of two builds: make both anew, in a "
        + "checkout of nabla, with: make build"
    }
    if says("it was ended by signal 9") {
      return
        "was there too little memory? End other programs, or run fewer lessons at a time with: "
        + "--jobs 1"
    }
    if says("it said nothing") || says("No such file or directory")
      || says("error opening input file")
    {
      return "was the course or the folder for temporary files (TMPDIR) moved or removed "
        + "meanwhile? Run it again"
    }
    return "run it again; 'nabla doctor' looks at the toolchain and at the folders it needs"
  }
}
