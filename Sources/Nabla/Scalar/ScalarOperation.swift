/// What a node of a scalar graph computes.
///
/// The forward value and the local derivatives of an operation stand in the same order in
/// ``value(_:_:)`` and ``derivatives(_:_:_:)``.
enum ScalarOperation: UInt8 {
  case constant, leaf, imported, named
  case add, subtract, multiply, divide, negate
  case square, squareRoot, power, magnitude
  case exp, log, sin, cos
  case tanh, sigmoid, softplus, relu
  case squaredError

  /// Forward: the value for operands a and b (b is 0 for operations of one operand).
  @inline(__always)
  func value(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .constant, .leaf, .imported, .named: a
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .negate: -a
    case .square: a * a
    case .squareRoot: a.squareRoot()
    case .power: Elementary.pow(a, b)
    case .magnitude: a.magnitude
    case .exp: Elementary.exp(a)
    case .log: Elementary.log(a)
    case .sin: Elementary.sin(a)
    case .cos: Elementary.cos(a)
    case .tanh: Elementary.tanh(a)
    case .sigmoid: Elementary.sigmoid(a)
    case .softplus: Elementary.softplus(a)
    case .relu: a <= 0 ? 0 : a
    case .squaredError: 0.5 * ((a - b) * (a - b))
    }
  }

  /// Backward: the derivative of the value v by a and by b.
  ///
  /// At the kinks of relu and of the magnitude, a = 0, the derivative is taken to be 0, and so is
  /// that of aᵇ by b where aᵇ is 0 and at 0⁰. Those of tanh and of the logistic function don't cancel
  /// where the functions are nearly 1.
  @inline(__always)
  func derivatives(_ a: Double, _ b: Double, _ v: Double) -> (Double, Double) {
    switch self {
    case .constant, .leaf: (0, 0)
    case .imported, .named: (1, 0)
    case .add: (1, 1)
    case .subtract: (1, -1)
    case .multiply: (b, a)
    case .divide: (1 / b, -v / b)
    case .negate: (-1, 0)
    case .square: (2 * a, 0)
    case .squareRoot: (0.5 / v, 0)
    case .power:
      (
        b == 0 ? 0 : b * Elementary.pow(a, b - 1),
        v == 0 || (a == 0 && v.isFinite) ? 0 : v * Elementary.log(a)
      )
    case .magnitude: (a > 0 ? 1 : a < 0 ? -1 : a.isNaN ? a : 0, 0)
    case .exp: (v, 0)
    case .log: (1 / a, 0)
    case .sin: (Elementary.cos(a), 0)
    case .cos: (-Elementary.sin(a), 0)
    case .tanh: (Elementary.tanhSlope(a, v), 0)
    case .sigmoid: (Elementary.sigmoidSlope(a, v), 0)
    case .softplus: (Elementary.sigmoid(a), 0)
    case .relu: (a <= 0 ? 0 : 1, 0)
    case .squaredError: (a - b, b - a)
    }
  }

  /// Whether it has two operands.
  var isBinary: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .squaredError: true
    default: false
    }
  }

  /// Whether the local derivatives are 1 or −1 whatever the operands: an adjoint passes through
  /// without a multiplication.
  var onlyPassesOn: Bool {
    switch self {
    case .imported, .named, .add, .subtract, .negate: true
    default: false
    }
  }

  /// What a drawing calls it.
  var symbol: String {
    switch self {
    case .constant: "constant"
    case .leaf: "parameter"
    case .imported, .named: "="
    case .add: "+"
    case .subtract: "−"
    case .multiply: "·"
    case .divide: "/"
    case .negate: "−"
    case .square: "²"
    case .squareRoot: "√"
    case .power: "^"
    case .magnitude: "|·|"
    case .exp: "exp"
    case .log: "log"
    case .sin: "sin"
    case .cos: "cos"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .softplus: "softplus"
    case .relu: "relu"
    case .squaredError: "½(·)²"
    }
  }
}
