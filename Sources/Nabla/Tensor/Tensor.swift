import Synchronization

/// An array of `Double`s of any number of dimensions, which remembers how it was computed.
///
/// Elements are contiguous, the last index fastest. Operations compute at once and record
/// themselves (define-by-run); ``gradients()`` of a loss goes back over the record.
///
/// ```swift
/// let w = Tensor([[1, 2], [3, 4]], name: "w")
/// let loss = (w * w).sum()
/// print(loss.gradients()[w].values)
/// ```
///
/// prints `[2.0, 4.0, 6.0, 8.0]`. A tensor with a name given at creation is a *parameter*, by which
/// losses are differentiated; others are constants or results. Dimensions may be 0: the sum of an
/// empty tensor is 0, and its mean and maximum are precondition failures.
public struct Tensor: Sendable {
  var node: Node

  init(node: Node) {
    self.node = node
  }

  private static let identities = Atomic<UInt64>(0)

  /// A constant of given elements.
  ///
  /// - Parameters:
  ///   - values: the elements, the last index fastest.
  ///   - shape: the dimensions, whose product is the number of elements; one dimension when nil.
  public init(_ values: [Double], shape: [Int]? = nil) {
    let shape = shape ?? [values.count]
    Tensor.requireElements(shape, holds: values.count)
    self.init(constant: Buffer(values), shape)
  }

  /// A constant matrix of rows of equal length.
  public init(_ rows: [[Double]]) {
    self.init(rows.flatMap { $0 }, shape: Tensor.shape(of: rows))
  }

  /// A constant whose elements are all the same.
  public init(repeating value: Double, shape: [Int]) {
    self.init(
      constant: Buffer(repeating: value, count: Shape.count(shape, "Tensor")), shape)
  }

  /// A parameter of given elements.
  ///
  /// - Parameters:
  ///   - values: the elements, the last index fastest.
  ///   - shape: the dimensions, whose product is the number of elements; one dimension when nil.
  ///   - name: what derivations and graphs call it.
  public init(_ values: [Double], shape: [Int]? = nil, name: String) {
    let shape = shape ?? [values.count]
    Tensor.requireElements(shape, holds: values.count)
    self.init(
      node: Node(
        operation: .parameter, shape: shape, buffer: Buffer(values), inputs: [],
        leadsToParameter: true, backward: nil, name: name, identity: Tensor.nextIdentity()))
  }

  /// A parameter matrix of rows of equal length.
  public init(_ rows: [[Double]], name: String) {
    self.init(rows.flatMap { $0 }, shape: Tensor.shape(of: rows), name: name)
  }

  init(constant buffer: Buffer, _ shape: [Int]) {
    self.init(
      node: Node(
        operation: .constant, shape: shape, buffer: buffer, inputs: [], leadsToParameter: false,
        backward: nil))
  }

  /// A result of ``gradients()``, which is a constant that tells where it is from.
  init(derivative buffer: Buffer, _ shape: [Int]) {
    self.init(
      node: Node(
        operation: .constant, shape: shape, buffer: buffer, inputs: [], leadsToParameter: false,
        backward: nil, usesDerivatives: true))
  }

  /// The same parameter with other elements.
  init(moving parameter: Tensor, to buffer: Buffer) {
    self.init(
      node: Node(
        operation: parameter.node.kind, shape: parameter.shape, buffer: buffer, inputs: [],
        leadsToParameter: parameter.node.leadsToParameter, backward: nil,
        name: parameter.node.name, identity: parameter.node.identity))
  }

  /// A result of an operation. Operands are remembered only where one leads to a parameter.
  @inline(__always)
  init(
    _ operation: Operation, _ shape: [Int], _ buffer: Buffer, from inputs: Operands,
    window: Window? = nil, backward: @escaping Node.Backward
  ) {
    let leads = inputs.leadToParameter
    self.init(
      node: Node(
        operation: operation, shape: shape, buffer: buffer, inputs: leads ? inputs : [],
        leadsToParameter: leads, backward: leads ? backward : nil, window: window,
        usesDerivatives: inputs.useDerivatives))
  }

  private static func nextIdentity() -> UInt64 {
    identities.wrappingAdd(1, ordering: .relaxed).newValue
  }

  private static func requireElements(_ shape: [Int], holds count: Int) {
    let elements = Shape.count(shape, "Tensor")
    require(
      elements == count, "Tensor: shape \(shape) has \(elements) elements, received \(count) values"
    )
  }

  private static func shape(of rows: [[Double]]) -> [Int] {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() {
      require(
        row.count == columns,
        "Tensor: rows must be of equal length, but row 0 has \(columns) elements and row \(index) "
          + "has \(row.count)")
    }
    return [rows.count, columns]
  }
}

extension Tensor {
  /// The dimensions.
  public var shape: [Int] { node.shape }

  /// The number of dimensions.
  public var rank: Int { node.shape.count }

  /// The number of elements.
  public var count: Int { node.count }

  /// The name given at creation or by ``named(_:)``, if any.
  public var name: String? { node.name }

  /// Whether this is what losses are differentiated by.
  public var isParameter: Bool { node.isParameter }

  /// The elements, the last index fastest.
  ///
  /// The elements of a parameter or a constant may be set, to as many; what was computed before
  /// keeps the old ones. To set those of a result is a precondition failure. NaN comes without a
  /// sign, so that it prints as `nan` on every processor.
  public var values: [Double] {
    get { (0..<count).map { node.values[$0].unsigned } }
    set {
      require(
        newValue.count == count,
        "Tensor.values: a tensor of shape \(shape) has \(count) elements, received "
          + "\(newValue.count)")
      require(
        node.backward == nil,
        "Tensor.values: only those of parameters and constants can be set, but this is the result "
          + "of \(node.operation)")
      self = Tensor(moving: self, to: Buffer(newValue))
    }
  }

  /// The only element of a tensor that has one. Others are a precondition failure.
  public var value: Double {
    require(
      count == 1, "Tensor.value: the tensor must have one element, but its shape is \(shape)")
    return node.values[0].unsigned
  }

  /// The element at an index for each dimension.
  public subscript(indices: Int...) -> Double {
    require(
      indices.count == rank && zip(indices, shape).allSatisfy { $0 >= 0 && $0 < $1 },
      "Tensor: there is no element \(indices) in a tensor of shape \(shape)")
    var offset = 0
    for (index, length) in zip(indices, shape) { offset = offset * length + index }
    return node.values[offset].unsigned
  }

  /// The same tensor under a name, by which derivations and graphs call it.
  public func named(_ name: String) -> Tensor {
    let leads = node.leadsToParameter
    let backward: Node.Backward = { node, adjoint, pass in pass.add(node.inputs[0], adjoint) }
    return Tensor(
      node: Node(
        operation: .named, shape: shape, buffer: node.buffer, inputs: leads ? [self] : [],
        leadsToParameter: leads, backward: leads ? backward : nil, name: name,
        usesDerivatives: node.usesDerivatives))
  }

  /// The same elements as a constant: nothing is differentiated through it.
  public func detached() -> Tensor {
    Tensor(constant: node.buffer, shape)
  }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A constant without dimensions.
  public init(_ value: Double) {
    self.init(constant: Buffer([value]), [])
  }

  /// A constant without dimensions.
  public init(floatLiteral value: Double) {
    self.init(value)
  }

  /// A constant without dimensions.
  public init(integerLiteral value: Int) {
    self.init(Double(value))
  }
}

extension Tensor: CustomStringConvertible {
  /// The elements in nested brackets; of long dimensions the first and last three.
  public var description: String {
    func text(_ dimension: Int, _ offset: Int, _ size: Int) -> String {
      guard dimension < rank else { return node.values[offset].text }
      let length = shape[dimension]
      let part = length == 0 ? 0 : size / length
      var items: [String] = []
      for index in 0..<length {
        if length > 8 && index == 3 { items.append("…") }
        if length > 8 && index >= 3 && index < length - 3 { continue }
        items.append(text(dimension + 1, offset + index * part, part))
      }
      let separator =
        dimension == rank - 1 ? ", " : ",\n" + String(repeating: " ", count: dimension + 1)
      return "[" + items.joined(separator: separator) + "]"
    }
    return text(0, 0, count)
  }
}
