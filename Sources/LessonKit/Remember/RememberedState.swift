internal import Nabla

/// Why something cannot be kept, and the way out.
struct Unkeepable: Error {
  var what: String
  var help: String

  /// In the words of an error of `Codable`.
  init(_ error: any Error, of type: Any.Type) {
    let context: (path: [any CodingKey], words: String) =
      switch error {
      case EncodingError.invalidValue(_, let context):
        (context.codingPath, context.debugDescription)
      case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
        DecodingError.keyNotFound(_, let context), DecodingError.dataCorrupted(let context):
        (context.codingPath, context.debugDescription)
      default: ([], String(describing: error))
      }
    let path = context.path.map(\.stringValue).joined(separator: ".")
    what = "a \(type) cannot be kept: \(path.isEmpty ? "" : "\(path): ")\(context.words)"
    help = "return something simpler, such as numbers in arrays"
  }

  init(_ what: String, _ help: String) {
    self.what = what
    self.help = help
  }
}

/// Something that is handed to a call of ``remember(_:line:column:_:)`` to be changed: as it was
/// before, and how what has become of it is kept.
///
/// What is not kept of it stays as it was before, whether the change is computed or remembered. So
/// both ways lead to the same.
struct RememberedState<State> {
  let before: State

  init(_ before: State) { self.before = before }

  /// The parameters that a model, a tensor or an array of tensors consists of; `nil` for others.
  static func parameters(of state: State) -> [Tensor]? {
    if let layer = state as? any Layer { return layer.trained }
    if let tensors = (state as? Tensor).map({ [$0] }) ?? (state as? [Tensor]) {
      return !tensors.isEmpty && tensors.allSatisfy(\.isParameter) ? tensors : nil
    }
    return nil
  }

  /// What must be the same before and after, for parameters to belong to it.
  private static func shape(of state: State) -> KeptValue {
    var words: [KeptValue] = []
    if let network = state as? Network { words = network.layers.map { .text($0.name) } }
    var parameters = (state as? any Layer)?.trained ?? []
    parameters += (state as? Tensor).map { [$0] } ?? (state as? [Tensor]) ?? []
    return .list(words + parameters.map { .text("\($0.shape)") })
  }

  private var changesParameters: Bool { Self.parameters(of: before) != nil }

  /// What has become of it.
  func keep(_ after: State, beside parameters: [Tensor]) throws(Unkeepable) -> KeptValue {
    if type(of: before as Any) is AnyObject.Type {
      throw Unkeepable(
        "\(State.self) is a class, whose changes others may hold",
        "hand over a struct, or return what is to be kept")
    }
    if changesParameters {
      let shape = Self.shape(of: after)
      guard shape.bytes == Self.shape(of: before).bytes else {
        throw Unkeepable(
          "its closure changes the layers or the shapes of what is handed over",
          "only parameters' elements are kept; build the network before the call")
      }
      let tensors =
        (after as? any Layer)?.trained ?? (after as? Tensor).map { [$0] } ?? after as? [Tensor]
      return .object([
        ("shape", shape), ("parameters", .list((tensors ?? []).map { .doubles($0.values) }))
      ])
    }
    do {
      if let optimizer = after as? any Gathering {
        guard let gathered = optimizer.gathered(for: parameters) else {
          throw Unkeepable(
            "the optimiser has gathered numbers for parameters that are not handed over",
            "write: remember(&network, &optimizer) { network, optimizer in … }")
        }
        return try KeptEncoder.value(of: gathered)
      }
      if let value = after as? any Codable { return try KeptEncoder.value(of: value) }
    } catch let error as Unkeepable {
      throw error
    } catch {
      throw Unkeepable(error, of: State.self)
    }
    throw Unkeepable(
      "a \(State.self) cannot be kept: it is not Codable, no layer, and no optimiser of the engine",
      "conform it to Codable, or make it in the closure")
  }

  /// What had become of it when this was kept.
  func restore(_ kept: KeptValue, beside parameters: [Tensor]) throws(Unkeepable) -> State {
    let misfit = Unkeepable(
      "what was kept does not fit a \(State.self)", "build the network before the call")
    if changesParameters {
      guard case .object(let members) = kept, members.count == 2,
        members[0].value.bytes == Self.shape(of: before).bytes,
        case .list(let values) = members[1].value
      else { throw misfit }
      let numbers = values.map { value -> [Double] in
        if case .doubles(let numbers) = value { numbers } else { [] }
      }
      guard numbers.map(\.count) == Self.parameters(of: before)?.map(\.count) else { throw misfit }
      return setting(numbers)
    }
    if var optimizer = before as? any Gathering {
      guard let gathered = try? KeptDecoder.decode(Gathered.self, from: kept),
        optimizer.resume(gathered, for: parameters), let state = optimizer as? State
      else {
        throw Unkeepable(
          "its closure makes another optimiser of the one that is handed over",
          "make the optimiser before the call, or in the closure alone")
      }
      return state
    }
    guard let type = State.self as? any Decodable.Type else { throw misfit }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Any {
      try KeptDecoder.decode(type, from: kept)
    }
    do {
      guard let state = try decode(type) as? State else { throw misfit }
      return state
    } catch {
      throw Unkeepable(error, of: State.self)
    }
  }

  private func setting(_ numbers: [[Double]]) -> State {
    if var layer = before as? any Layer {
      var index = 0
      layer.changeTrained { parameter in
        parameter.values = numbers[index]
        index += 1
      }
      return layer as! State
    }
    var tensors = (before as? Tensor).map { [$0] } ?? before as! [Tensor]
    for index in tensors.indices { tensors[index].values = numbers[index] }
    return before is Tensor ? tensors[0] as! State : tensors as! State
  }
}

/// In place of a value or a state that is none.
struct Nothing: Codable {}
