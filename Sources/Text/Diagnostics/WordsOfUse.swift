/// The words for a command, an option or a variable that was used wrongly.
extension Reason {
  package static func severalLessons(_ name: String, paths: [String]) -> Reason {
    .wrongUse(
      "\(name) is more than one lesson", help: "name one of: \(paths.joined(separator: ", "))")
  }
  package static func runsNothing(_ path: String) -> Reason {
    .wrongUse("\(path) runs nothing", help: "name a lesson with a block of Swift")
  }

  // MARK: New folders

  package static func noNameForFolder(_ name: String) -> Reason {
    .wrongUse(
      "'\(name.replacingBytes("\n", with: "\u{240A}"))' is no name for a folder",
      help: "take one without control characters")
  }
  package static func noFolderFor(_ name: String, parent: String) -> Reason {
    .environment(
      "the folder for '\(name)' does not exist", help: "make it first: mkdir -p \(parent)")
  }
  package static func isNoFolder(_ name: String) -> Reason {
    .wrongUse("'\(name)' exists, and is no folder that can be read", help: anotherFolder)
  }
  package static func isNotEmpty(_ name: String) -> Reason {
    .wrongUse("'\(name)' exists, and is not empty", help: anotherFolder)
  }
  private static let anotherFolder =
    "name a folder that does not exist yet; nothing is overwritten"

  // MARK: A shared store

  package static func shortStoreKey(least: Int) -> Reason {
    .wrongUse(
      "NABLA_STORE_KEY is too short to be a secret",
      help: "take \(least) letters and digits or more, such as those of: openssl rand -hex 32")
  }
  package static var storeWriteUnknown: Reason {
    .wrongUse("NABLA_STORE_WRITE is neither 1 nor 0", help: "1 sends results, 0 does not")
  }
  package static var noStoreAddress: Reason {
    .wrongUse(
      "NABLA_STORE is no address of a store",
      help: "write it as in https://name:password@cache.example.org/nabla, or 'off' for none")
  }
  package static var storeNameAndToken: Reason {
    .wrongUse(
      "NABLA_STORE holds a name and NABLA_STORE_TOKEN a token",
      help: "a server takes one of the two: leave the other out")
  }
  package static var noStoreToken: Reason {
    .wrongUse(
      "NABLA_STORE_TOKEN holds what no token does",
      help: "it is one line of letters, digits and signs")
  }
  package static var storeSecretInTheOpen: Reason {
    .wrongUse(
      "NABLA_STORE would send a secret that everyone on the way can read",
      help: "let its address begin with https://")
  }
}
