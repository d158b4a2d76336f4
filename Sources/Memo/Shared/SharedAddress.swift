import Foundation
package import Text

/// Where a shared store is, and what is told its server.
package struct SharedAddress: Sendable, Equatable {
  /// The address without a name, a password, or a slash at its end.
  package let base: String
  /// The header that says who asks; `nil` where nobody has to.
  let authorization: String?
  /// Whether results are sent there.
  package let isWritten: Bool

  /// The address of a shared store; `nil` where there is none.
  ///
  /// Secrets go to the store that the environment names, and never to one that `course.yml` does,
  /// which whoever sends in a lesson can change.
  ///
  /// - Parameter ofCourse: what `course.yml` says, which was read as an address.
  package static func find(
    ofCourse: String?, _ environment: Environment
  ) throws(Diagnostic) -> SharedAddress? {
    if let key = environment[.key], key.utf8.count < Seal.shortest {
      throw Diagnostic(.shortStoreKey(least: Seal.shortest), at: nil)
    }
    let isWritten: Bool
    switch environment[.writes] {
    case nil, "0": isWritten = false
    case "1": isWritten = true
    default:
      throw Diagnostic(.storeWriteUnknown, at: nil)
    }
    guard let address = environment[.address] else {
      return ofCourse.map {
        SharedAddress(base: trimmed($0), authorization: nil, isWritten: isWritten)
      }
    }
    guard address != "off" else { return nil }
    return try read(address, token: environment[.token], isWritten: isWritten)
  }

  private static func read(
    _ address: String, token: String?, isWritten: Bool
  ) throws(Diagnostic) -> SharedAddress {
    let pattern = /(https?):\/\/(?:([^\s\/?#@]*)@)?([^\s\/?#@]+)((?:\/[^\s?#]*)?)/
    // Neither the address nor a part of it is told: it may hold a password.
    guard let match = address.wholeMatch(of: pattern), isHost(match.3) else {
      throw Diagnostic(.noStoreAddress, at: nil)
    }
    var authorization: String?
    if let user = match.2 {
      let words = String(user).removingPercentEncoding ?? String(user)
      authorization = "Basic " + Data(words.utf8).base64EncodedString()
    }
    if let token {
      guard authorization == nil else {
        throw Diagnostic(.storeNameAndToken, at: nil)
      }
      guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw Diagnostic(.noStoreToken, at: nil)
      }
      authorization = "Bearer " + token
    }
    if authorization != nil, match.1 == "http", !isThisMachine(match.3) {
      throw Diagnostic(.storeSecretInTheOpen, at: nil)
    }
    return SharedAddress(
      base: trimmed("\(match.1)://\(match.3)\(match.4)"), authorization: authorization,
      isWritten: isWritten)
  }

  private static func isHost(_ text: Substring) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }
  }

  /// Whether a host, perhaps with a port, is this machine.
  private static func isThisMachine(_ host: Substring) -> Bool {
    host.wholeMatch(of: /(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?/) != nil
  }

  private static func trimmed(_ address: String) -> String {
    String(address.reversed().drop { $0 == "/" }.reversed())
  }
}
