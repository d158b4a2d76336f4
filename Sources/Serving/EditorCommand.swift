import Foundation
package import Text

/// The command that opens an editor at a place: words in which `{file}`, `{line}` and `{column}`
/// stand for the place, or a program that is told the place in its own way.
package struct EditorCommand {
  private let words: [String]

  package init(_ words: [String]) { self.words = words }

  /// What an author's environment says: an editor with a window of its own. One that needs a
  /// terminal cannot be opened from a page.
  package static func ofEnvironment(_ environment: Environment) -> [String]? {
    for name in [Environment.Name.visualEditor, .editor] {
      let words = (environment[name] ?? "").split(separator: " ").map(String.init)
      guard let program = words.first?.split(separator: "/").last, places[String(program)] != nil
      else { continue }
      return words
    }
    return nil
  }

  /// How known editors are told the place.
  private static let places: [String: [String]] = [
    "code": ["--goto", "{file}:{line}:{column}"], "codium": ["--goto", "{file}:{line}:{column}"],
    "subl": ["{file}:{line}:{column}"], "zed": ["{file}:{line}:{column}"],
    "kate": ["--line", "{line}", "--column", "{column}", "{file}"],
    "gedit": ["+{line}:{column}", "{file}"], "mousepad": ["--line={line}", "{file}"],
    "emacsclient": ["--no-wait", "+{line}:{column}", "{file}"], "gvim": ["+{line}", "{file}"],
    "idea": ["--line", "{line}", "{file}"]
  ]

  /// The whole command for a place.
  package func arguments(_ file: String, line: Int, column: Int) -> [String] {
    var command = words
    if !words.contains(where: { $0.contains("{file}") }) {
      let program = words.first?.split(separator: "/").last.map(String.init) ?? ""
      command += Self.places[program] ?? ["{file}"]
    }
    return command.map {
      $0.replacing("{file}", with: file).replacing("{line}", with: "\(line)")
        .replacing("{column}", with: "\(column)")
    }
  }

  /// Opens it; a file outside of the course is not opened.
  func open(_ file: String, line: Int, column: Int, in folder: URL) -> Bool {
    let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
    let full = folder.appendingPathComponent(file).resolvingSymlinksInPath().standardizedFileURL
      .path
    guard full.hasPrefix("\(root)/"), FileManager.default.fileExists(atPath: full) else {
      return false
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments(full, line: line, column: column)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    return (try? process.run()) != nil
  }
}
