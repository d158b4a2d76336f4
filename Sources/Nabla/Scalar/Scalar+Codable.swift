/// A scalar as its number, to the bit. A parameter or a named constant comes back as another of the
/// same name; how a result was computed is not kept, so one cannot be encoded.
extension Scalar: Codable {
  private enum CodingKeys: CodingKey { case value, name, isParameter }

  /// The scalar that was encoded.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let value = try container.decode(Double.self, forKey: .value)
    guard let isParameter = try container.decodeIfPresent(Bool.self, forKey: .isParameter) else {
      self.init(value)
      return
    }
    let name = try container.decodeIfPresent(String.self, forKey: .name)
    self.init(Leaf(value: value, name: name, isParameter: isParameter))
  }

  /// Encodes value and name. The result of an operation is an error.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: .value)
    switch form {
    case .constant: break
    case .leaf(let leaf):
      try container.encodeIfPresent(leaf.name, forKey: .name)
      try container.encode(leaf.isParameter, forKey: .isParameter)
    case .recorded:
      throw EncodingError.invalidValue(
        self,
        .init(
          codingPath: encoder.codingPath,
          debugDescription: "a result holds the record of how it was computed; return its value"))
    }
  }
}
