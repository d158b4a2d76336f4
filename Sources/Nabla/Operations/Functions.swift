extension Tensor {
  /// A function of one argument, applied to every element.
  ///
  /// In a gradient check, where one column of the argument has changed, one column is computed.
  static func elementwise(
    _ operation: Operation, _ function: Elementwise, _ x: Tensor, slope: Double = 0
  ) -> Tensor {
    Recall.result(
      operation.name, [x], attributes: [slope], column: { $0.mapColumn(x, function, slope) }
    ) {
      let y = Buffer(count: x.count)
      if Threads.pays(x.count, 30 * x.count) {
        let (source, target) = (SharedInput(x.node.values), SharedOutput(y.pointer))
        Threads.share(x.count, operations: 30 * x.count) { part in
          Fast.map(
            function, part.count, source.pointer + part.lowerBound,
            target.pointer + part.lowerBound, slope: slope)
        }
      } else {
        Fast.map(function, x.count, x.node.values, y.pointer, slope: slope)
      }
      return Tensor(operation, x.shape, y, from: [x]) { node, dy, pass in
        let x = node.inputs[0]
        pass.add(x) { dx in
          Fast.mapBackward(function, x.count, x.values, node.values, dy.read, dx, slope: slope)
        }
      }
    }
  }

  /// The square, element by element. Derivative: 2a.
  public func squared() -> Tensor { Tensor.elementwise(.square, .square, self) }

  /// The square root, element by element: NaN for negative numbers, −0 for −0.
  ///
  /// Derivative: 1/(2√a), which is ∞ at 0.
  public func squareRoot() -> Tensor { Tensor.elementwise(.squareRoot, .squareRoot, self) }

  /// The magnitude, element by element. Derivative: the sign, 0 at the kink a = 0 (and −0), and NaN
  /// for NaN.
  public var magnitude: Tensor { Tensor.elementwise(.magnitude, .magnitude, self) }
}

/// The square root, element by element: see ``Tensor/squareRoot()``.
public func sqrt(_ a: Tensor) -> Tensor { a.squareRoot() }

/// The magnitude, element by element: see ``Tensor/magnitude``.
public func abs(_ a: Tensor) -> Tensor { a.magnitude }

/// The exponential function, element by element, within 0.61 ulps: ∞ above 709.78, 0 for −∞.
/// Derivative: eᵃ.
public func exp(_ a: Tensor) -> Tensor { .elementwise(.exp, .exp, a) }

/// The natural logarithm, element by element: −∞ for 0 and −0, NaN for negative numbers.
/// Derivative: 1/a.
public func log(_ a: Tensor) -> Tensor { .elementwise(.log, .log, a) }

/// The sine of angles in radians, element by element: NaN for ±∞. Derivative: cos a.
public func sin(_ a: Tensor) -> Tensor { .elementwise(.sin, .sin, a) }

/// The cosine of angles in radians, element by element: NaN for ±∞. Derivative: −sin a.
public func cos(_ a: Tensor) -> Tensor { .elementwise(.cos, .cos, a) }

/// The hyperbolic tangent, element by element: ±1 for ±∞.
///
/// Derivative: 1 − tanh² a, within 27 ulps also where tanh a is nearly ±1: there it is computed as
/// 4e/(1 + e)² with e = e^(−2|a|), which doesn't cancel.
public func tanh(_ a: Tensor) -> Tensor { .elementwise(.tanh, .tanh, a) }

/// The logistic function s = 1/(1 + e⁻ᵃ), element by element: 0 for −∞ and 1 for ∞.
///
/// Derivative: s(1 − s), within 20 ulps also where s is nearly 1: there it is computed as e/(1 + e)²
/// with e = e^(−a), which doesn't cancel.
public func sigmoid(_ a: Tensor) -> Tensor { .elementwise(.sigmoid, .sigmoid, a) }

/// The softplus log(1 + eᵃ), element by element: 0 for −∞ and ∞ for ∞. Derivative: sigmoid a.
public func softplus(_ a: Tensor) -> Tensor { .elementwise(.softplus, .softplus, a) }

/// The rectifier max(0, a), element by element; NaN for NaN. Derivative: 1 for a > 0 and for NaN, as
/// that of a maximum, else 0, also at the kink a = 0.
public func relu(_ a: Tensor) -> Tensor { .elementwise(.relu, .relu, a) }

/// The leaky rectifier: a for a > 0, else slope·a; NaN for NaN. Derivative: 1 for a > 0 and for NaN,
/// else the slope, also at the kink a = 0. The slope must be finite.
///
/// Source: A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network
/// acoustic models", ICML 2013.
public func leakyRelu(_ a: Tensor, slope: Double = 0.01) -> Tensor {
  require(slope.isFinite, "leakyRelu: the slope must be finite, received \(slope)")
  return .elementwise(.leakyRelu, .leakyRelu, a, slope: slope)
}

extension Tensor {
  /// The elements, those outside a range replaced by its nearer end; NaN stays NaN.
  ///
  /// ```swift
  /// print(Tensor([-2, 0.5, 3]).clamped(to: 0...1))
  /// ```
  ///
  /// prints `[0.0, 0.5, 1.0]`. Derivative: 1 within the range and at its ends and for NaN, else 0.
  /// The ends may be infinite.
  public func clamped(to range: ClosedRange<Double>) -> Tensor {
    let (low, high) = (range.lowerBound, range.upperBound)
    let result = Buffer(count: count)
    for i in 0..<count {
      let x = node.values[i]
      result.pointer[i] = x < low ? low : x > high ? high : x
    }
    return Tensor(.clamp, shape, result, from: [self]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        for i in 0..<x.count {
          dx[i] = x.values[i] < low || x.values[i] > high ? 0 : dy.pointer[i]
        }
      }
    }
  }
}

extension Operation {
  /// A function of every element, with its costs an element.
  private static func elementwise(
    _ name: String, forward: Cost = Cost(), backward: Cost = Cost(),
    derivative: @escaping @Sendable (_ x: String, _ y: String) -> String
  ) -> Operation {
    Operation(
      name, forward: { Natural($0.count) * forward },
      backward: { node, _ in Natural(node.count) * backward },
      derivative: { names, _ in derivative(names[0], names.result) })
  }

  static let square = elementwise(
    "square", forward: Cost(1, 0), backward: Cost(2, 0)
  ) { x, _ in "2·\(x)" }
  static let squareRoot = elementwise(
    "squareRoot", forward: Cost(0, 0, 1), backward: Cost(2, 0)
  ) { _, y in "1/(2·\(y))" }
  static let magnitude = elementwise("magnitude") { x, _ in "sign(\(x))" }
  static let exp = elementwise(
    "exp", forward: Cost(0, 0, 1), backward: Cost(1, 0)
  ) { _, y in y }
  static let log = elementwise(
    "log", forward: Cost(0, 0, 1), backward: Cost(1, 0)
  ) { x, _ in "1/\(x)" }
  static let sin = elementwise(
    "sin", forward: Cost(0, 0, 1), backward: Cost(1, 0, 1)
  ) { x, _ in "cos(\(x))" }
  static let cos = elementwise(
    "cos", forward: Cost(0, 0, 1), backward: Cost(1, 0, 1)
  ) { x, _ in "−sin(\(x))" }
  static let tanh = elementwise(
    "tanh", forward: Cost(0, 0, 1), backward: Cost(2, 1)
  ) { _, y in "(1 − \(y)²)" }
  static let sigmoid = elementwise(
    "sigmoid", forward: Cost(0, 0, 1), backward: Cost(2, 1)
  ) { _, y in "\(y)·(1 − \(y))" }
  static let softplus = elementwise(
    "softplus", forward: Cost(0, 0, 1), backward: Cost(1, 0, 1)
  ) { x, _ in "sigmoid(\(x))" }
  static let relu = elementwise("relu") { x, _ in "[\(x) > 0]" }
  static let leakyRelu = elementwise(
    "leakyRelu", forward: Cost(1, 0), backward: Cost(1, 0)
  ) { x, _ in
    "([\(x) > 0] + slope·[\(x) ≤ 0])"
  }
  static let clamp = elementwise("clamp") { x, _ in "[\(x) within]" }
}
