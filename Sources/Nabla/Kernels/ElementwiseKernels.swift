/// The functions of one argument that are applied to every element of a tensor.
package enum Elementwise: UInt8, Sendable {
  case negate, square, squareRoot, magnitude
  case exp, log, sin, cos
  case tanh, sigmoid, softplus, relu, leakyRelu
}

/// The functions of two arguments that are applied element by element.
package enum Pairwise: UInt8, Sendable {
  case add, subtract, multiply, divide, power, maximum, minimum

  /// The derivatives of v = aᵇ: b·aᵇ⁻¹ of a and b, 0 for b = 0; and v·log a of v and a, 0 where v is
  /// 0, or a is and v is finite.
  case powerByBase, powerByExponent

  /// 1 where it holds, else 0.
  case less, lessOrEqual, equal, unequal

  /// a.
  case first
}

extension Kernels {
  /// y = f(x) for n elements. `slope` is that of the leaky rectifier.
  package static func map(
    _ function: UInt8, _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    slope: Double
  ) {
    let from = UnsafeBufferPointer(start: x, count: n)
    let into = UnsafeMutableBufferPointer(start: y, count: n)
    switch Elementwise(rawValue: function)! {
    case .negate: each(n, x, y) { -$0 }
    case .square: each(n, x, y) { $0 * $0 }
    case .squareRoot: each(n, x, y) { $0.squareRoot() }
    case .magnitude: each(n, x, y) { $0.magnitude }
    case .exp: Elementary.exp(from, into: into)
    case .log: Elementary.log(from, into: into)
    case .sin: Elementary.sin(from, into: into)
    case .cos: Elementary.cos(from, into: into)
    case .tanh: Elementary.tanh(from, into: into)
    case .sigmoid: Elementary.sigmoid(from, into: into)
    case .softplus: Elementary.softplus(from, into: into)
    case .relu: each(n, x, y) { $0 <= 0 ? 0 : $0 }
    case .leakyRelu: each(n, x, y) { $0 <= 0 ? slope * $0 : $0 }
    }
  }

  /// dx = dy·f′(x) for n elements, where y = f(x). At a kink the derivative is that from the left,
  /// but for the magnitude's, where it is 0.
  package static func mapBackward(
    _ function: UInt8, _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
    _ dy: UnsafePointer<Double>, _ dx: UnsafeMutablePointer<Double>, slope: Double
  ) {
    switch Elementwise(rawValue: function)! {
    case .negate: each(n, dy, dx) { -$0 }
    case .square: each(n, x, dy, dx) { 2 * ($0 * $1) }
    case .squareRoot: each(n, y, dy, dx) { $1 * (0.5 / $0) }
    case .magnitude: each(n, x, dy, dx) { $0 > 0 ? $1 : $0 < 0 ? -$1 : $0 == 0 ? 0 : $0 }
    case .exp: each(n, y, dy, dx) { $1 * $0 }
    case .log: each(n, x, dy, dx) { $1 / $0 }
    case .sin: each(n, x, dy, dx) { $1 * Elementary.cos($0) }
    case .cos: each(n, x, dy, dx) { -$1 * Elementary.sin($0) }
    case .tanh: slopes(n, x, y, dy, dx) { Elementary.tanhSlope($0, $1) }
    case .sigmoid: slopes(n, x, y, dy, dx) { Elementary.sigmoidSlope($0, $1) }
    case .softplus: each(n, x, dy, dx) { $1 * Elementary.sigmoid($0) }
    case .relu: each(n, x, dy, dx) { $0 <= 0 ? 0 : $1 }
    case .leakyRelu: each(n, x, dy, dx) { $0 <= 0 ? slope * $1 : $1 }
    }
  }

  /// out = f(a, b) for n elements; a step of 0 takes the same element again and again.
  package static func pair(
    _ function: UInt8, _ n: Int, _ a: UnsafePointer<Double>, _ aStep: Int,
    _ b: UnsafePointer<Double>, _ bStep: Int, _ out: UnsafeMutablePointer<Double>
  ) {
    switch Pairwise(rawValue: function)! {
    case .add: each(n, a, aStep, b, bStep, out) { $0 + $1 }
    case .subtract: each(n, a, aStep, b, bStep, out) { $0 - $1 }
    case .multiply: each(n, a, aStep, b, bStep, out) { $0 * $1 }
    case .divide: each(n, a, aStep, b, bStep, out) { $0 / $1 }
    case .power: each(n, a, aStep, b, bStep, out) { Elementary.pow($0, $1) }
    case .powerByBase:
      each(n, a, aStep, b, bStep, out) { $1 == 0 ? 0 : $1 * Elementary.pow($0, $1 - 1) }
    case .powerByExponent:
      each(n, a, aStep, b, bStep, out) {
        $0 == 0 || ($1 == 0 && $0.isFinite) ? 0 : $0 * Elementary.log($1)
      }
    case .maximum: each(n, a, aStep, b, bStep, out) { $0 >= $1 || $0.isNaN ? $0 : $1 }
    case .minimum: each(n, a, aStep, b, bStep, out) { $0 <= $1 || $0.isNaN ? $0 : $1 }
    case .less: each(n, a, aStep, b, bStep, out) { $0 < $1 ? 1 : 0 }
    case .lessOrEqual: each(n, a, aStep, b, bStep, out) { $0 <= $1 ? 1 : 0 }
    case .equal: each(n, a, aStep, b, bStep, out) { $0 == $1 ? 1 : 0 }
    case .unequal: each(n, a, aStep, b, bStep, out) { $0 != $1 ? 1 : 0 }
    case .first: each(n, a, aStep, b, bStep, out) { a, _ in a }
    }
  }

  @inline(__always)
  private static func each(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ function: (Double) -> Double
  ) {
    for i in 0..<n { y[i] = function(x[i]) }
  }

  @inline(__always)
  private static func each(
    _ n: Int, _ x: UnsafePointer<Double>, _ dy: UnsafePointer<Double>,
    _ dx: UnsafeMutablePointer<Double>, _ function: (Double, Double) -> Double
  ) {
    for i in 0..<n { dx[i] = function(x[i], dy[i]) }
  }

  @inline(__always)
  private static func each(
    _ n: Int, _ a: UnsafePointer<Double>, _ aStep: Int, _ b: UnsafePointer<Double>, _ bStep: Int,
    _ out: UnsafeMutablePointer<Double>, _ function: (Double, Double) -> Double
  ) {
    if aStep == 1 && bStep == 1 {
      for i in 0..<n { out[i] = function(a[i], b[i]) }
    } else if aStep == 1 && bStep == 0 {
      let value = b[0]
      for i in 0..<n { out[i] = function(a[i], value) }
    } else if aStep == 0 && bStep == 1 {
      let value = a[0]
      for i in 0..<n { out[i] = function(value, b[i]) }
    } else {
      for i in 0..<n { out[i] = function(a[i &* aStep], b[i &* bStep]) }
    }
  }

  /// dx = dy·slope(x, y), as many at a time as there are lanes.
  @inline(__always)
  private static func slopes(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ dy: UnsafePointer<Double>,
    _ dx: UnsafeMutablePointer<Double>, _ slope: (Lanes, Lanes) -> Lanes
  ) {
    var i = 0
    while i &+ Lanes.scalarCount <= n {
      let slopes = slope(load(x + i, as: Lanes.self), load(y + i, as: Lanes.self))
      store(load(dy + i, as: Lanes.self) * slopes, dx + i)
      i &+= Lanes.scalarCount
    }
    while i < n {
      dx[i] = dy[i] * slope(Lanes(repeating: x[i]), Lanes(repeating: y[i]))[0]
      i &+= 1
    }
  }
}
