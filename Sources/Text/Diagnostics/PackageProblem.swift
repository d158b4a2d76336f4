/// What can be wrong with the package that a course names as its own library.
package enum PackageProblem: Sendable {
  case missing(String)
  case noManifest(String)
  case notRead(String)
  case noLibrary(String)
  /// A module has a name that lessons know already.
  case nameTaken(module: String, by: String)
  /// The engine would be there twice.
  case dependsOnNabla(String)
  case notBuilt(String)

  var message: String {
    switch self {
    case .missing(let path): "the package '\(path)' does not exist"
    case .noManifest(let path): "'\(path)' is no package: it has no Package.swift"
    case .notRead(let path): "the manifest of the package '\(path)' cannot be read"
    case .noLibrary(let path): "the package '\(path)' has no library product"
    case .nameTaken(let module, let other):
      "the module '\(module)' of the package has the name of one \(other)"
    case .dependsOnNabla(let path):
      "the package '\(path)' depends on nabla, which would load a second engine"
    case .notBuilt(let path): "the package '\(path)' cannot be built"
    }
  }

  var help: String {
    switch self {
    case .missing, .noManifest:
      "'package' is the folder of a package, taken from the folder of course.yml, such as ../MyNet"
    case .notRead(let path), .notBuilt(let path):
      "does it build by itself? Try: swift build --package-path \(path.quotedForShell)"
    case .noLibrary:
      "add to its Package.swift: products: [.library(name: \"MyNet\", targets: [\"MyNet\"])]"
    case .nameTaken: "give the target another name"
    case .dependsOnNabla:
      "it can import Nabla without depending on it; leave the dependency out of its manifest where "
        + "Context.environment[\"NABLA_LIBRARY\"] is set, as it is here"
    }
  }
}
