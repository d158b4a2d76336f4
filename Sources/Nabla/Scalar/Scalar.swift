/// A number that remembers how it was computed, so that it can be differentiated.
///
/// A scalar is a small handle. Arithmetic on scalars computes the value at once and records the
/// operation (define-by-run), and ``gradient()`` walks the record backwards:
///
/// ```swift
/// let w = Scalar(3, name: "w")
/// let loss = (w * w).named("loss")
/// print(loss.value, loss.gradient()[w])
/// ```
///
/// prints `9.0 6.0`. There are three kinds:
///
/// - A *parameter*, `Scalar(0.5, name: "w")`: what a loss is differentiated by.
/// - A *constant*: a literal, `Scalar(x)` of a `Double`, or `Scalar(constant: 1, name: "x")`.
///   No derivative is computed towards it.
/// - A *result* of operations on scalars.
///
/// A handle keeps alive what it was computed from, and nothing else does: keep `loss.value`, not
/// `loss`, where only the number is needed. Records are write-once, so scalars may be handed from
/// one thread to another; the record of a thread grows only by operations on that thread.
///
/// Source: the tape of R. E. Wengert, "A simple automatic derivative evaluation program",
/// Communications of the ACM 7 (1964), pages 463–464.
public struct Scalar: @unchecked Sendable {
  /// What keeps the value: nothing for a constant, else a leaf or a tape.
  let owner: Owner?

  /// The bits of a constant, ``leafMark`` for a leaf, or the slot on a tape.
  ///
  /// The parts stand side by side, and not in an enumeration, because taking a payload out of one
  /// counts a reference up and down, which would be half the cost of an operation.
  let payload: UInt64

  static let leafMark = UInt64.max

  /// The same, to be looked at case by case.
  enum Form {
    case constant(Double)
    case leaf(Leaf)
    case recorded(Tape, Int32)
  }

  @inline(__always)
  var form: Form {
    guard let owner else { return .constant(Double(bitPattern: payload)) }
    return payload == Scalar.leafMark
      ? .leaf(unsafeDowncast(owner, to: Leaf.self))
      : .recorded(unsafeDowncast(owner, to: Tape.self), Int32(truncatingIfNeeded: payload))
  }

  init(_ leaf: Leaf) {
    owner = leaf
    payload = Scalar.leafMark
  }

  @inline(__always)
  init(_ tape: Tape, _ slot: Int32) {
    owner = tape
    payload = UInt64(truncatingIfNeeded: slot)
  }

  /// A constant without a name.
  public init(_ value: Double) {
    owner = nil
    payload = value.bitPattern
  }

  /// A parameter: a value that losses are differentiated by.
  ///
  /// - Parameters:
  ///   - value: its value.
  ///   - name: what derivations call it.
  public init(_ value: Double, name: String) {
    self.init(Leaf(value: value, name: name, isParameter: true))
  }

  /// A constant with a name, such as an input or a label: derivations call it by its name, and no
  /// derivative is computed towards it.
  public init(constant value: Double, name: String) {
    self.init(Leaf(value: value, name: name, isParameter: false))
  }

  /// A parameter without a name.
  public static func parameter(_ value: Double) -> Scalar {
    Scalar(Leaf(value: value, name: nil, isParameter: true))
  }

  /// The number.
  ///
  /// A parameter's value may be set, which is how it is trained: `w.value -= 0.05 * gradient[w]`.
  /// What was computed before keeps the old value, and a gradient taken before still answers for
  /// the parameter. To set the value of a result is a precondition failure; a constant becomes
  /// another constant. NaN comes without a sign, so that it prints as `nan` on every processor.
  public var value: Double {
    get {
      guard let owner else { return Double(bitPattern: payload).unsigned }
      return payload == Scalar.leafMark
        ? unsafeDowncast(owner, to: Leaf.self).value.unsigned
        : unsafeDowncast(owner, to: Tape.self).nodes[Int(payload)].value.unsigned
    }
    set {
      switch form {
      case .constant: self = Scalar(newValue)
      case .leaf(let leaf): self = Scalar(Leaf(moving: leaf, to: newValue, name: leaf.name))
      case .recorded:
        fatalError(
          "Scalar.value: only a parameter or a constant can be set, "
            + "but this scalar is the result of an operation; its value is \(value)")
      }
    }
  }

  /// The name given at creation or by ``named(_:)``, if any.
  public var name: String? {
    switch form {
    case .constant: nil
    case .leaf(let leaf): leaf.name
    case .recorded(let tape, let index): tape.name(at: Int(index))
    }
  }

  /// The same scalar under a name, by which derivations and graphs call it.
  ///
  /// ```swift
  /// let y = (w1 * x).named("y")
  /// ```
  public func named(_ name: String) -> Scalar {
    switch form {
    case .constant(let value):
      return Scalar(constant: value, name: name)
    case .leaf(let leaf):
      return Scalar(Leaf(moving: leaf, to: leaf.value, name: name))
    case .recorded:
      return Recorder.name(self, name)
    }
  }

  /// Whether a derivative can be asked for: the scalar is a parameter, or computed from one.
  public var leadsToParameter: Bool {
    guard let owner else { return false }
    return payload == Scalar.leafMark
      ? unsafeDowncast(owner, to: Leaf.self).isParameter
      : unsafeDowncast(owner, to: Tape.self).nodes[Int(payload)].leadsToParameter
  }
}

extension Scalar: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A constant.
  public init(floatLiteral value: Double) {
    self.init(value)
  }

  /// A constant.
  public init(integerLiteral value: Int) {
    self.init(Double(value))
  }
}

extension Scalar: CustomStringConvertible {
  /// The value, as a `Double` prints it; NaN without a sign.
  public var description: String { value.text }
}
