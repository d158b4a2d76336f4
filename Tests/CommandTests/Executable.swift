import Foundation
import TestSupport

/// What a run of a program gave.
struct Run {
  var status: Int32
  var output: String
  var errors: String
}

/// Runs a program to its end. Output goes through files, so that no pipe can fill up.
func run(
  _ program: URL, _ arguments: [String], in folder: URL? = nil,
  environment: [String: String?] = [:]
) throws -> Run {
  let scratch = try TemporaryFolder()
  let outputURL = scratch.url.appendingPathComponent("output")
  let errorsURL = scratch.url.appendingPathComponent("errors")
  for url in [outputURL, errorsURL] {
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
  }
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  var variables = ProcessInfo.processInfo.environment
  for (name, value) in environment { variables[name] = value }
  process.environment = variables
  process.standardInput = FileHandle.nullDevice
  process.standardOutput = try FileHandle(forWritingTo: outputURL)
  process.standardError = try FileHandle(forWritingTo: errorsURL)
  try process.run()
  process.waitUntilExit()
  return Run(
    status: process.terminationStatus,
    output: try String(contentsOf: outputURL, encoding: .utf8),
    errors: try String(contentsOf: errorsURL, encoding: .utf8))
}

/// The folder of the build that the tests belong to.
var buildFolder: URL {
  URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
}

/// Runs the `nabla` that was just built.
func nabla(
  _ arguments: [String], in folder: URL, environment: [String: String?] = [:]
) throws -> Run {
  try run(
    buildFolder.appendingPathComponent("nabla"), arguments, in: folder, environment: environment)
}

func nabla(
  _ arguments: String..., in folder: URL, environment: [String: String?] = [:]
) throws -> Run {
  try nabla(arguments, in: folder, environment: environment)
}

/// Copies the `nabla` that was just built.
///
/// Another process writes the copy: were it this one, a child that another test starts meanwhile
/// would hold it open for writing, and a file that is being written cannot be started.
func copyNabla(to url: URL) throws { try copyProgram("nabla", to: url) }

/// Copies the program that lessons run in into a folder.
func copyHost(to folder: URL) throws {
  try copyProgram("nabla-host", to: folder.appendingPathComponent("nabla-host"))
}

private func copyProgram(_ name: String, to url: URL) throws {
  let copy = try run(
    URL(fileURLWithPath: "/bin/cp"), [buildFolder.appendingPathComponent(name).path, url.path])
  guard copy.status == 0 else { throw CocoaError(.fileWriteUnknown) }
}
