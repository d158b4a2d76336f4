/// A tensor as its elements, to the bit. A parameter comes back as another parameter of the same
/// name; how a result was computed is not kept, so one that leads back to parameters cannot be
/// encoded.
extension Tensor: Codable {
  private enum CodingKeys: CodingKey { case shape, values, name, isParameter }

  /// The tensor that was encoded.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let shape = try container.decode([Int].self, forKey: .shape)
    let values = try container.decode([Double].self, forKey: .values)
    var count: Int? = 1
    for length in shape {
      let product = count?.multipliedReportingOverflow(by: length)
      count = length < 0 || product?.overflow != false ? nil : product?.partialValue
    }
    guard count == values.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .shape, in: container,
        debugDescription: "shape \(shape) does not fit \(values.count) elements")
    }
    let name = try container.decodeIfPresent(String.self, forKey: .name)
    if try container.decode(Bool.self, forKey: .isParameter) {
      self.init(values, shape: shape, name: name ?? "parameter")
    } else {
      self.init(values, shape: shape)
      if let name { self = named(name) }
    }
  }

  /// Encodes shape, elements and name. The result of an operation on parameters is an error.
  public func encode(to encoder: any Encoder) throws {
    guard node.backward == nil else {
      throw EncodingError.invalidValue(
        self,
        .init(
          codingPath: encoder.codingPath,
          debugDescription: "a tensor computed from parameters holds its derivatives' record; "
            + "return detached() of it"))
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(shape, forKey: .shape)
    try container.encode(values, forKey: .values)
    try container.encodeIfPresent(name, forKey: .name)
    try container.encode(isParameter, forKey: .isParameter)
  }
}
