/// A part of a network: a function of a tensor with parameters.
///
/// Conform with a struct, list the parameters, and write the function:
///
/// ```swift
/// struct Scale: Layer {
///   var factor = Tensor([1], name: "factor")
///   var parameters: [Tensor] {
///     get { [factor] }
///     set { factor = newValue[0] }
///   }
///   func callAsFunction(_ input: Tensor) -> Tensor { input * factor }
/// }
/// ```
///
/// A layer that is made of layers conforms to ``CompositeLayer``, which has less to write.
///
/// A layer is a value. A parameter keeps its identity when a layer is copied: the copy can be put in
/// a second place of a network, where both are one (counted, moved and checked once), and the
/// gradients of one are those of the other. A model that goes its own way from then on, such as a
/// teacher beside its student, is made with ``copy()``.
public protocol Layer: Sendable {
  /// The parameters in a fixed order. What is set has the number and shapes of what was got.
  var parameters: [Tensor] { get set }

  /// What each parameter is called. By default its own name, or "parameter" where it has none.
  var parameterNames: [String] { get }

  /// Changes each parameter in turn, in their order; one that stands in two places, once. There is a
  /// default by way of ``parameters``; a layer of its own saves copies where it hands over its
  /// properties one by one.
  mutating func changeParameters(_ change: (inout Tensor) -> Void)

  /// Changes the running statistics that layers such as ``BatchNorm`` keep beside their parameters.
  /// By default there are none.
  mutating func changeStatistics(_ change: (inout Tensor) -> Void)

  /// The layer's output for an input.
  func callAsFunction(_ input: Tensor) -> Tensor

  /// The layer's output in training, for layers that then behave otherwise, such as ``Dropout``. By
  /// default the layer's function is computed, and such layers behave so within it.
  func callAsFunction(_ input: Tensor, training source: inout RandomSource) -> Tensor

  /// What messages call the layer.
  var name: String { get }
}

extension Layer {
  /// The layer's function, in which layers such as ``Dropout`` behave as in training.
  public func callAsFunction(_ input: Tensor, training source: inout RandomSource) -> Tensor {
    TrainingMode.within(&source) { self(input) }
  }

  /// Changes the parameters by way of ``parameters``.
  public mutating func changeParameters(_ change: (inout Tensor) -> Void) {
    var parameters = parameters
    var changes = TiedChanges()
    for index in parameters.indices { changes.change(&parameters[index], change) }
    self.parameters = parameters
  }

  /// Nothing: the layer keeps no running statistics.
  public mutating func changeStatistics(_ change: (inout Tensor) -> Void) {}

  /// No parameters.
  public var parameters: [Tensor] {
    get { [] }
    set {
      require(
        newValue.isEmpty, "\(name): the layer has no parameters, received \(newValue.count)")
    }
  }

  /// The parameters' own names.
  public var parameterNames: [String] { parameters.map { $0.name ?? "parameter" } }

  /// The name of the type.
  public var name: String { String(describing: Self.self) }

  /// How many numbers the layer learns. A parameter that stands in two places counts once.
  public var parameterCount: Int { parameters.distinct.reduce(0) { $0 + $1.count } }

  /// A copy whose parameters are parameters of their own, of the same values and names.
  ///
  /// ```swift
  /// let teacher = student.copy()
  /// ```
  ///
  /// From then on the two are differentiated and moved each by itself. Parameters that are one in
  /// two places of the layer are one in the copy. After `let same = student`, in contrast, the
  /// parameters of both are the same to ``Gradients`` and optimisers.
  public func copy() -> Self {
    var copy = self
    var changes = TiedChanges()
    copy.changeParameters { changes.change(&$0) { $0 = $0.copy() } }
    copy.changeStatistics { changes.change(&$0) { $0 = $0.copy() } }
    return copy
  }
}

extension Tensor {
  /// Another parameter of the same values and name. A tensor that is no parameter stays as it is.
  func copy() -> Tensor {
    guard isParameter else { return self }
    return Tensor(values, shape: shape, name: name ?? "parameter")
  }
}
