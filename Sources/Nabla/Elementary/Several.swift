// The forms for two and for four numbers; the copies of this folder for wider vectors need only the
// form for a buffer.

#if !WIDE256 && !WIDE512
  extension Elementary {
    /// eˣ of two numbers.
    @inline(__always)
    public static func exp(_ x: SIMD2<Double>) -> SIMD2<Double> { exp(lanes: x) }

    /// eˣ of four numbers.
    public static func exp(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: exp(lanes: x.lowHalf), highHalf: exp(lanes: x.highHalf))
    }

    /// eˣ − 1 of two numbers.
    @inline(__always)
    public static func expm1(_ x: SIMD2<Double>) -> SIMD2<Double> { expm1(lanes: x) }

    /// eˣ − 1 of four numbers.
    public static func expm1(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: expm1(lanes: x.lowHalf), highHalf: expm1(lanes: x.highHalf))
    }

    /// The natural logarithm of two numbers.
    @inline(__always)
    public static func log(_ x: SIMD2<Double>) -> SIMD2<Double> { log(lanes: x) }

    /// The natural logarithm of four numbers.
    public static func log(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: log(lanes: x.lowHalf), highHalf: log(lanes: x.highHalf))
    }

    /// log(1 + x) of two numbers.
    @inline(__always)
    public static func log1p(_ x: SIMD2<Double>) -> SIMD2<Double> { log1p(lanes: x) }

    /// log(1 + x) of four numbers.
    public static func log1p(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: log1p(lanes: x.lowHalf), highHalf: log1p(lanes: x.highHalf))
    }

    /// The hyperbolic tangent of two numbers.
    @inline(__always)
    public static func tanh(_ x: SIMD2<Double>) -> SIMD2<Double> { tanh(lanes: x) }

    /// The hyperbolic tangent of four numbers.
    public static func tanh(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: tanh(lanes: x.lowHalf), highHalf: tanh(lanes: x.highHalf))
    }

    /// The logistic function of two numbers.
    @inline(__always)
    public static func sigmoid(_ x: SIMD2<Double>) -> SIMD2<Double> { sigmoid(lanes: x) }

    /// The logistic function of four numbers.
    public static func sigmoid(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: sigmoid(lanes: x.lowHalf), highHalf: sigmoid(lanes: x.highHalf))
    }

    /// log(1 + eˣ) of two numbers.
    @inline(__always)
    public static func softplus(_ x: SIMD2<Double>) -> SIMD2<Double> { softplus(lanes: x) }

    /// log(1 + eˣ) of four numbers.
    public static func softplus(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: softplus(lanes: x.lowHalf), highHalf: softplus(lanes: x.highHalf))
    }

    /// The sine of two numbers.
    @inline(__always)
    public static func sin(_ x: SIMD2<Double>) -> SIMD2<Double> { sin(lanes: x) }

    /// The sine of four numbers.
    public static func sin(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: sin(lanes: x.lowHalf), highHalf: sin(lanes: x.highHalf))
    }

    /// The cosine of two numbers.
    @inline(__always)
    public static func cos(_ x: SIMD2<Double>) -> SIMD2<Double> { cos(lanes: x) }

    /// The cosine of four numbers.
    public static func cos(_ x: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(lowHalf: cos(lanes: x.lowHalf), highHalf: cos(lanes: x.highHalf))
    }

    /// xʸ of two bases and two exponents.
    @inline(__always)
    public static func pow(_ x: SIMD2<Double>, _ y: SIMD2<Double>) -> SIMD2<Double> {
      pow(lanes: x, y)
    }

    /// xʸ of four bases and four exponents.
    public static func pow(_ x: SIMD4<Double>, _ y: SIMD4<Double>) -> SIMD4<Double> {
      SIMD4(
        lowHalf: pow(lanes: x.lowHalf, y.lowHalf), highHalf: pow(lanes: x.highHalf, y.highHalf))
    }
  }
#endif
