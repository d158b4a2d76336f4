/// A layer that is made of layers, and of parameters beside them.
///
/// List the parts, and write the function:
///
/// ```swift
/// struct Residual: CompositeLayer {
///   var first: Dense
///   var second: Dense
///
///   mutating func listParts(_ parts: inout Parts) {
///     parts.layer(&first, "first")
///     parts.layer(&second, "second")
///   }
///
///   func callAsFunction(_ input: Tensor) -> Tensor { input + second(tanh(first(input))) }
/// }
/// ```
///
/// ``Layer/parameters``, their names and all else follow from the list. A part that stands in two
/// places is one: its parameters are counted, moved and checked once.
public protocol CompositeLayer: Layer {
  /// Hands over each part, in a fixed order.
  mutating func listParts(_ parts: inout Parts)
}

/// What the parts of a ``CompositeLayer`` are handed to.
public struct Parts {
  enum Purpose {
    case parameters, statistics, names
  }

  let purpose: Purpose
  let change: (inout Tensor) -> Void
  var changes = TiedChanges()
  var names: [String] = []
  private var seen = Set<Tie>()

  init(_ purpose: Purpose, _ change: @escaping (inout Tensor) -> Void = { _ in }) {
    self.purpose = purpose
    self.change = change
  }

  /// A layer, and what it is called in the names of parameters: by default its ``Layer/name``.
  public mutating func layer(_ layer: inout some Layer, _ name: String? = nil) {
    let change = change
    switch purpose {
    case .parameters: layer.changeParameters { changes.change(&$0, change) }
    case .statistics: layer.changeStatistics { changes.change(&$0, change) }
    case .names:
      let name = name ?? layer.name
      for (parameter, own) in zip(layer.parameters, layer.parameterNames)
      where seen.insert(Tie(parameter)).inserted {
        names.append("\(name) \(own)")
      }
    }
  }

  /// A parameter of the layer's own.
  public mutating func parameter(_ parameter: inout Tensor) {
    switch purpose {
    case .parameters: changes.change(&parameter, change)
    case .statistics: break
    case .names:
      if seen.insert(Tie(parameter)).inserted { names.append(parameter.name ?? "parameter") }
    }
  }
}

extension CompositeLayer {
  /// The parameters of all parts in their order, one that stands in two places once.
  public var parameters: [Tensor] {
    get {
      var copy = self
      var found: [Tensor] = []
      copy.changeParameters { found.append($0) }
      return found
    }
    set {
      parameters.requireSameShapes(newValue, self)
      var next = 0
      changeParameters {
        $0 = newValue[next]
        next += 1
      }
    }
  }

  /// For each parameter the name of its part, and its name there: `first weight`.
  public var parameterNames: [String] {
    var copy = self
    var parts = Parts(.names)
    copy.listParts(&parts)
    return parts.names
  }

  /// Changes the parameters of all parts in their order.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    withoutActuallyEscaping(change) { change in
      var parts = Parts(.parameters, change)
      listParts(&parts)
    }
  }

  /// Changes the running statistics of all parts.
  public mutating func changeStatistics(_ change: (inout Tensor) -> Void) {
    withoutActuallyEscaping(change) { change in
      var parts = Parts(.statistics, change)
      listParts(&parts)
    }
  }
}
