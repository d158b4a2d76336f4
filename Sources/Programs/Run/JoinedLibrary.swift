import Foundation
import Lessons
import Processes
import Text

/// Several lessons' programs, compiled in one process as files of one module: what they share is
/// compiled once. Each still runs in a process of its own.
///
/// It is a short cut, and never decides what a lesson says: a program that the compiler has
/// anything to say about, and one that does not run to its end, is compiled and run alone after all.
package final class JoinedLibrary: Sendable {
  /// The library that all of them are in.
  package let path: String
  /// The libraries of the runtime that it asks for.
  let libraries: [String]
  /// The numbers of the programs that can be run from it, by their texts.
  private let numbers: [String: Int]
  private let scratch: ScratchFolder

  fileprivate init(
    path: String, libraries: [String], numbers: [String: Int], scratch: ScratchFolder
  ) {
    self.path = path
    self.libraries = libraries
    self.numbers = numbers
    self.scratch = scratch
  }

  deinit { scratch.remove() }

  /// How many programs are in it.
  package var count: Int { numbers.count }

  /// The function that runs a program; `nil` where it is not in it.
  func symbol(of program: Program) -> String? {
    numbers[program.text].map { JoinableProgram.symbol($0) }
  }
}

extension Runner {
  /// Compiles programs together; `nil` where that is not possible.
  package func join(_ programs: [Program]) -> JoinedLibrary? {
    guard let launcher, programs.count > 1, let scratch = try? ScratchFolder() else { return nil }
    guard let library = try? join(programs, launcher, scratch) else {
      scratch.remove()
      return nil
    }
    return library
  }

  private func join(
    _ programs: [Program], _ launcher: LoadingLauncher, _ scratch: ScratchFolder
  ) throws(SystemError) -> JoinedLibrary? {
    var rest: [(number: Int, program: Program)] = []
    let joinables = programs.map(\.joinable)
    for (number, program) in programs.enumerated() {
      guard let joinable = program.joinable else { continue }
      let others = joinables.enumerated().filter { $0.offset != number }.compactMap(\.element)
      try scratch.write(
        joinable.text(number: number, hidesTypes: joinable.clashes(with: others)),
        to: "\(number).swift")
      rest.append((number, program))
    }
    let object = scratch.path("Lessons.o")
    // Once more without those that the compiler refused.
    for _ in 1...2 where rest.count > 1 {
      let compiled = try compile(
        rest.map { scratch.path("\($0.number).swift") }, to: object, in: scratch,
        seconds: Double(limits[.compile]))
      let blamed = Self.blamed(in: compiled.standardError, in: scratch)
      rest.removeAll { blamed.contains($0.number) }
      guard compiled.status == 0 else {
        if blamed.isEmpty { return nil }
        continue
      }
      let library = scratch.path("Lessons.so")
      let linked = try Capture.run(
        launcher.linking(object, to: library), environment: compilerVariables)
      guard linked.status == 0 else { return nil }
      let numbers = rest.map { ($0.program.text, $0.number) }
      return JoinedLibrary(
        path: library, libraries: launcher.libraries(of: object),
        numbers: Dictionary(numbers) { first, _ in first }, scratch: scratch)
    }
    return nil
  }

  /// The numbers of the files that the compiler has something to say about.
  private static func blamed(in messages: String, in scratch: ScratchFolder) -> Set<Int> {
    let pattern = /.*\/([0-9]+)\.swift:[0-9]+:[0-9]+: (?:error|warning): .*/
    return Set(
      messages.split(separator: "\n").compactMap { line in
        line.wholeMatch(of: pattern).flatMap { Int($0.1) }
      })
  }
}
