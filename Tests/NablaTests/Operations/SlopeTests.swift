import Nabla
import Testing

/// The derivatives of tanh and of the logistic function where the functions are nearly ±1, beside
/// values of mpmath 1.4.1 with 50 digits: `mp.sech(x) ** 2` and `mp.exp(-x) / (1 + mp.exp(-x)) ** 2`.
struct SlopeTests {
  static let tanhSlopes: [(x: Double, slope: Double)] = [
    (0.0, 1.0), (0.5, 0.7864477329659274), (1.0, 0.4199743416140261), (1.25, 0.28041486618043265),
    (1.375, 0.2259049785794962), (-1.5, 0.18070663892364852), (2.0, 0.07065082485316447),
    (-3.0, 0.00986603716544019), (5.0, 0.0001815832309438067), (10.0, 8.244614455767397e-09),
    (-18.0, 9.278091320974273e-16), (20.0, 1.6993417021166355e-17), (100.0, 5.53558610694695e-87),
    (-350.0, 3.943870617503908e-304)
  ]

  static let sigmoidSlopes: [(x: Double, slope: Double)] = [
    (0.0, 0.25), (1.0, 0.19661193324148185), (-2.0, 0.10499358540350652),
    (1.875, 0.11528475102644323), (2.0, 0.10499358540350652), (3.0, 0.04517665973091213),
    (5.0, 0.006648056670790155), (10.0, 4.5395807735951673e-05), (-30.0, 9.357622968838423e-14),
    (37.0, 8.533047625744065e-17), (40.0, 4.248354255291589e-18), (100.0, 3.720075976020836e-44),
    (700.0, 9.85967654375977e-305), (-700.0, 9.85967654375977e-305)
  ]

  private func ulps(_ a: Double, _ b: Double) -> Double { abs(a - b) / b.ulp }

  @Test func areWithinTheirBounds() {
    for (function, name, slopes) in [
      ({ tanh($0) }, "tanh", SlopeTests.tanhSlopes),
      ({ sigmoid($0) }, "sigmoid", SlopeTests.sigmoidSlopes)
    ] as [((Tensor) -> Tensor, String, [(x: Double, slope: Double)])] {
      let x = Tensor(slopes.map(\.x), name: "x")
      let found = function(x).sum().gradients()[x].values
      let bound: Double = name == "tanh" ? 27 : 20
      for (index, (x, slope)) in slopes.enumerated() {
        #expect(ulps(found[index], slope) <= bound, "\(name)′(\(x)) is \(found[index])")
      }
    }
    for (x, slope) in SlopeTests.tanhSlopes {
      let w = Scalar(x, name: "w")
      #expect(ulps(tanh(w).gradient()[w], slope) <= 20)
      #expect(ulps(tanh(w).derivative(by: w).value, slope) <= 20)
    }
    for (x, slope) in SlopeTests.sigmoidSlopes {
      let w = Scalar(x, name: "w")
      #expect(ulps(sigmoid(w).gradient()[w], slope) <= 20)
      #expect(ulps(sigmoid(w).derivative(by: w).value, slope) <= 20)
    }
  }

  /// A recurrent network's tanh is the same function.
  @Test func recurrence() {
    let x = Tensor([20], shape: [1, 1, 1])
    let bias = Tensor([0], name: "bias")
    let one = Tensor([1], shape: [1, 1])
    let states = Nabla.recurrence(
      x, weight: one, recurrent: one, bias: bias, initial: Tensor([0], shape: [1, 1]))
    let slope = SlopeTests.tanhSlopes.first { $0.x == 20 }!.slope
    #expect(ulps(states.sum().gradients()[bias].values[0], slope) <= 20)
  }
}
