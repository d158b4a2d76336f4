import Text

/// What marks an entry as ours: a secret that lessons cannot read, without which no entry can be
/// written that is believed.
///
/// A seal belongs to one entry under one key, so an entry that is put in the place of another is not
/// believed either.
package struct Seal: Sendable {
  private let secret: [UInt8]
  /// Which secret it is, without telling it: 16 hexadecimal digits.
  package let name: String

  /// - Parameter secret: at least `shortest` bytes that nobody can guess.
  package init(secret: [UInt8]) {
    self.secret = secret
    name = String(Digest.keyed(secret, [Array("name".utf8)]).text.prefix(16))
  }

  /// The fewest bytes of a secret: of a text of letters and digits, some 150 bits.
  package static let shortest = 24

  /// The mark of an entry.
  func mark(of content: [UInt8], for key: Digest) -> Digest {
    Digest.keyed(secret, [Array("entry \(key.text) ".utf8), content])
  }
}
