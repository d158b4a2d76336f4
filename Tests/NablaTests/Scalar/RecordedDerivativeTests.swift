import Nabla
import Testing

/// Derivatives that are scalars themselves.
struct RecordedDerivativeTests {
  @Test func powers() {
    let x = Scalar(3, name: "x")
    var y = x.power(3)
    let expected = [27.0, 27, 18, 6, 0]
    for value in expected {
      #expect(y.value == value)
      y = y.derivative(by: x)
    }
    #expect(y.value == 0)
  }

  @Test func firstDerivativesAreThoseOfTheGradient() {
    for (name, operation) in ScalarTests.operations {
      let (a, b) = (Scalar(0.7, name: "a"), Scalar(1.3, name: "b"))
      let y = operation(a, b)
      let recorded = y.derivatives(by: [a, b]).map(\.value)
      for (found, expected) in zip(recorded, y.gradient()[[a, b]]) {
        #expect(abs(found - expected) <= 1e-15 * max(1, abs(expected)), "\(name)")
      }
    }
  }

  /// Second derivatives beside central differences of first ones, and the symmetry of both orders.
  @Test func secondDerivatives() {
    for (name, operation) in ScalarTests.operations {
      func slopes(_ p: [Scalar]) -> [Scalar] { operation(p[0], p[1]).derivatives(by: p) }
      for place in 0..<2 {
        let leaves = [Scalar(0.7, name: "a"), Scalar(1.3, name: "b")]
        let second = slopes(leaves)[place].derivatives(by: leaves).map(\.value)
        for (index, value) in second.enumerated() {
          let numerical = centralDifference(
            of: { moved in
              var p = [0.7, 1.3]
              p[index] = moved
              return slopes(p.map { Scalar($0, name: "p") })[place].value
            }, at: leaves[index].value)
          #expect(abs(value - numerical) < 1e-8, "\(name), \(place) and \(index)")
        }
      }
      let (a, b) = (Scalar(0.7, name: "a"), Scalar(1.3, name: "b"))
      let y = operation(a, b)
      let mixed = y.derivative(by: a).derivative(by: b).value
      let other = y.derivative(by: b).derivative(by: a).value
      #expect(abs(mixed - other) < 1e-14, "\(name): \(mixed) and \(other)")
    }
  }

  /// sin has itself as its fourth derivative, also across many tapes.
  @Test func higherDerivatives() {
    let x = Scalar(0.5, name: "x")
    var y = sin(x)
    for _ in 0..<8 { y = y.derivative(by: x) }
    #expect(abs(y.value - Elementary.sin(0.5)) < 1e-14)
    var sum = x * 0
    for _ in 0..<1000 { sum = sum + x * x }
    #expect(sum.derivative(by: x).derivative(by: x).value == 2000)
  }

  @Test func flatFunctions() {
    let x = Scalar(5, name: "x")
    // −2·tanh·sech² at 5, and σ(1 − σ)(1 − 2σ) at 5, by mpmath 1.4.1 with 50 digits.
    #expect(
      abs(tanh(x).derivative(by: x).derivative(by: x).value / (-0.0003631334879209056) - 1) < 1e-13)
    #expect(
      abs(sigmoid(x).derivative(by: x).derivative(by: x).value / (-0.006559067766322563) - 1)
        < 1e-13)
  }

  /// Newton's method comes to the minimum of a quadratic in one step.
  @Test func newton() {
    var w = Scalar(10, name: "w")
    let slope = (3 * (w - 2).squared() + 1).derivative(by: w)
    w.value -= slope.value / slope.derivative(by: w).value
    #expect(w.value == 2)
  }

  @Test func whatItDoesNotDependOn() async {
    let (a, b) = (Scalar(2, name: "a"), Scalar(3, name: "b"))
    #expect((a * 2).derivative(by: b).value == 0)
    #expect((a * 2).derivative(by: a).derivative(by: a).value == 0)
    #expect(a.derivative(by: a).value == 1)
    let y = (a * b).named("y")
    #expect((y * y).derivative(by: y).value == 12)
    #expect((y * y).derivative(by: y).derivative(by: a).value == 6)
    #expect(y.named("z").derivative(by: a).value == 3)
    var moved = a
    let loss = a * a * a
    moved.value = 5
    #expect(loss.derivative(by: moved).derivative(by: moved).value == 12)
    await #expect(processExitsWith: .failure) {
      _ = (Scalar(2, name: "a") * 2).derivative(by: 3)
    }
  }

  @Test func atKinksAndZeros() {
    let zero = Scalar(0, name: "zero")
    #expect(relu(zero).derivative(by: zero).value == 0)
    #expect(zero.magnitude.derivative(by: zero).value == 0)
    #expect(zero.power(2).derivative(by: zero).derivative(by: zero).value == 2)
    #expect(zero.power(0).derivative(by: zero).value == 0)
    #expect(zero.power(zero).derivatives(by: [zero])[0].value == 0)
  }
}
