import Foundation
import Processes

/// What the manifest of a package says, as `swift package dump-package` prints it.
struct PackageManifest: Decodable {
  var name: String
  var products: [Product]
  var targets: [Target]
  var dependencies: [Dependency]

  struct Product: Decodable {
    var name: String
    var targets: [String]
    var type: [String: [String]?]
    var isLibrary: Bool { type.keys.contains("library") }
  }

  struct Target: Decodable {
    var name: String
    var dependencies: [[String: [Name?]]]

    /// A part of a dependency: a name, or something that is of no interest here.
    struct Name: Decodable {
      var text: String?
      init(from decoder: any Decoder) throws {
        text = try? decoder.singleValueContainer().decode(String.self)
      }
    }

    /// The targets of the same package, and products, that it depends on.
    var needed: [String] {
      dependencies.flatMap { $0.values.compactMap { $0.first.flatMap { $0?.text } } }
    }
  }

  struct Dependency: Decodable {
    var fileSystem: [Folder]?

    struct Folder: Decodable {
      var identity: String
      var path: String
    }
  }

  var libraries: [Product] { products.filter(\.isLibrary) }

  /// The modules that its libraries bring.
  var modules: [String] {
    var found: [String] = []
    var waiting = libraries.flatMap(\.targets)
    while let name = waiting.popLast() {
      guard !found.contains(name), let target = targets.first(where: { $0.name == name }) else {
        continue
      }
      found.append(name)
      waiting += target.needed
    }
    return found.sorted()
  }

  /// The folders of the packages that it depends on by path.
  var folders: [String] { dependencies.flatMap { $0.fileSystem ?? [] }.map(\.path) }

  /// Whether it builds the engine.
  var needsNabla: Bool {
    targets.contains { $0.needed.contains("NablaLessons") }
      || dependencies.contains { $0.fileSystem?.contains { $0.identity == "nabla" } ?? false }
  }

  /// Reads the manifest of a package; `nil` where the tools cannot, with what they say.
  static func read(
    _ folder: String, swift: String, scratch: String, environment: [String: String]
  ) throws(SystemError) -> (manifest: PackageManifest?, said: String) {
    let said = try Capture.run(
      [swift, "package", "--package-path", folder, "--scratch-path", scratch, "dump-package"],
      environment: environment, seconds: 300)
    let manifest = try? JSONDecoder().decode(
      PackageManifest.self, from: Data(said.standardOutput.utf8))
    return (said.status == 0 ? manifest : nil, said.standardError)
  }
}
