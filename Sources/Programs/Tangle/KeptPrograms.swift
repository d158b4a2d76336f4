import Foundation
package import Lessons
package import Memo
package import Text

/// Tangles lessons, and remembers what it made of each: Swift's parser is the slowest part of a
/// build that runs nothing.
package struct KeptPrograms {
  package let store: Store?

  /// The lesson as programs; one that has a setup file, or problems, is tangled each time.
  package func tangle(_ lesson: Lesson, setup: SourceFile?, timeout: Double?) -> Programs {
    guard let store, setup == nil else {
      return Tangler.tangle(lesson, setup: setup, timeout: timeout)
    }
    var key = KeyBuilder()
    // Another build of nabla may tangle otherwise.
    key.add("programs 2 \(FileIdentity.ofExecutable) \(timeout ?? 0)")
    key.add(lesson.file.path)
    key.add(lesson.file.text)
    let digest = key.digest
    if let kept = store.read(digest),
      let programs = try? JSONDecoder().decode(Programs.self, from: Data(kept))
    {
      return programs
    }
    let programs = Tangler.tangle(lesson, setup: setup, timeout: timeout)
    if programs.problems.isEmpty, let data = try? JSONEncoder().encode(programs) {
      store.write([UInt8](data), for: digest)
    }
    return programs
  }

  package init(store: Store?) {
    self.store = store
  }
}
