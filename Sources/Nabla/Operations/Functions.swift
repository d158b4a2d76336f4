extension Tensor {
  /// A function of one argument, applied to every element.
  static func elementwise(
    _ name: String, _ function: Elementwise, _ x: Tensor, slope: Double = 0
  ) -> Tensor {
    Recall.result(
      name, [x], attributes: [slope], column: { $0.mapColumn(x, function, slope) }
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
      return Tensor(name, x.shape, y, from: [x]) { node, dy, pass in
        let x = node.inputs[0]
        pass.add(x) { dx in
          Fast.mapBackward(function, x.count, x.values, node.values, dy.read, dx, slope: slope)
        }
      }
    }
  }

  /// The square, element by element. Derivative: 2a.
  public func squared() -> Tensor { Tensor.elementwise("square", .square, self) }

  /// The square root, element by element. Derivative: 1/(2√a).
  public func squareRoot() -> Tensor { Tensor.elementwise("squareRoot", .squareRoot, self) }

  /// The magnitude, element by element. Derivative: the sign, and 0 at the kink a = 0.
  public var magnitude: Tensor { Tensor.elementwise("magnitude", .magnitude, self) }
}

/// The exponential function, element by element. Derivative: eᵃ.
public func exp(_ a: Tensor) -> Tensor { .elementwise("exp", .exp, a) }

/// The natural logarithm, element by element. Derivative: 1/a.
public func log(_ a: Tensor) -> Tensor { .elementwise("log", .log, a) }

/// The sine, element by element. Derivative: cos a.
public func sin(_ a: Tensor) -> Tensor { .elementwise("sin", .sin, a) }

/// The cosine, element by element. Derivative: −sin a.
public func cos(_ a: Tensor) -> Tensor { .elementwise("cos", .cos, a) }

/// The hyperbolic tangent, element by element. Derivative: 1 − tanh² a.
public func tanh(_ a: Tensor) -> Tensor { .elementwise("tanh", .tanh, a) }

/// The logistic function s = 1/(1 + e⁻ᵃ), element by element. Derivative: s(1 − s).
public func sigmoid(_ a: Tensor) -> Tensor { .elementwise("sigmoid", .sigmoid, a) }

/// The softplus log(1 + eᵃ), element by element. Derivative: sigmoid a.
public func softplus(_ a: Tensor) -> Tensor { .elementwise("softplus", .softplus, a) }

/// The rectifier max(0, a), element by element. Derivative: 1 for a > 0, else 0.
public func relu(_ a: Tensor) -> Tensor { .elementwise("relu", .relu, a) }

/// The leaky rectifier: a for a > 0, else slope·a. Derivative: 1 for a > 0, else the slope.
///
/// Source: A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network
/// acoustic models", ICML 2013.
public func leakyRelu(_ a: Tensor, slope: Double = 0.01) -> Tensor {
  .elementwise("leakyRelu", .leakyRelu, a, slope: slope)
}
