import Nabla
import Testing

/// Norms, sums and copies of gradients.
struct GradientsTests {
  @Test(arguments: [1e-200, 1e-320, 1, 3e160, 1e307])
  func normsAtAllMagnitudes(size: Double) {
    let w = Tensor([1, 1], name: "w")
    let gradients = (w * Tensor([3 * size, 4 * size])).sum().gradients()
    let norm = gradients.norm(of: [w])
    #expect(abs(norm / size - 5) < (size < 1e-300 ? 1e-3 : 1e-15))
    let clipped = gradients.clipped(toNorm: size / 2, of: [w])[w].values
    #expect(abs(clipped[0] / size - 0.3) < (size < 1e-300 ? 1e-3 : 1e-15))
    #expect(abs(clipped[1] / size - 0.4) < (size < 1e-300 ? 1e-3 : 1e-15))
    #expect(gradients.clipped(toNorm: 6 * size, of: [w])[w].values == [3 * size, 4 * size])
  }

  @Test func normsBeyondAllNumbers() {
    let w = Tensor([1, 1], name: "w")
    let huge = (w * Tensor([1.5e308, 1.5e308])).sum().gradients()
    #expect(huge.norm(of: [w]) == .infinity)
    // 1/√2 each, although the norm is no number.
    #expect(
      huge.clipped(toNorm: 1, of: [w])[w].values.allSatisfy { abs($0 - 0.5.squareRoot()) < 1e-15 })
    let infinite = (w * Tensor([.infinity, 1])).sum().gradients()
    #expect(infinite.norm(of: [w]) == .infinity)
    #expect(infinite.clipped(toNorm: 1, of: [w])[w].values[0].isNaN)
    #expect(infinite.clipped(toNorm: 1, of: [w])[w].values[1] == 0)
    let none = (w * Tensor([.nan, .infinity])).sum().gradients()
    #expect(none.norm(of: [w]).isNaN)
    #expect((w * 0).sum().gradients().norm(of: [w]) == 0)
    #expect((w * 2).sum().gradients().norm(of: []) == 0)
  }

  @Test func listedTwiceCountsOnce() {
    let (a, b) = (Tensor([1], name: "a"), Tensor([1], name: "b"))
    let gradients = (3 * a + 4 * b).sum().gradients()
    #expect(gradients.norm(of: [a, b, a]) == 5)
    // Both derivatives of a sum are one buffer, and still two derivatives.
    #expect((a + b).sum().gradients().norm(of: [a, b]) == 2.0.squareRoot())
  }

  @Test func addAndScale() {
    var w = Tensor([1, 2], name: "w")
    let b = Tensor([5], name: "b")
    let first = (w * w).sum().gradients()
    let second = (3 * w).sum().gradients() + (b * 2).sum().gradients()
    let total = 0.5 * (first + second)
    #expect(total[w].values == [2.5, 3.5])
    #expect(total[b].values == [1])
    // A parameter that was changed between two losses is one.
    w.values = [0, 0]
    let later = first + (w * 10).sum().gradients()
    #expect(later[w].values == [12, 14])
  }

  /// A network beside its copy of before: each value has its own derivative.
  @Test func copiesThatWereUpdated() {
    let teacher = Tensor([1, 2], name: "w")
    var student = teacher
    student.values = [3, 5]
    let loss = (student - teacher).squared().sum()
    let gradients = loss.gradients()
    #expect(gradients[student].values == [4, 6])
    #expect(gradients[teacher].values == [-4, -6])
    #expect(gradients.norm(of: [student]) == 52.0.squareRoot())
    var optimizer = SGD(learningRate: 0.25)
    var parameters = [student]
    optimizer.update(&parameters, along: gradients)
    #expect(parameters[0].values == [2, 3.5])
    #expect(teacher.values == [1, 2])
  }

  @Test func networksBesideTheirCopies() {
    var source = RandomSource(seed: 4)
    var student = Network {
      Dense(inputs: 2, outputs: 3, using: &source)
      Activation.tanh
      Dense(inputs: 3, outputs: 1, using: &source)
    }
    let teacher = student
    let x = Tensor([[1, 2], [0.5, -1]])
    var optimizer = SGD(learningRate: 0.1)
    optimizer.update(&student, along: student(x).squared().sum().gradients())
    func loss(_ other: Tensor) -> Tensor { (student(x) - other).squared().sum() }
    let (both, one) = (loss(teacher(x)).gradients(), loss(teacher(x).detached()).gradients())
    for parameter in student.parameters {
      #expect(both[parameter].values == one[parameter].values)
      #expect(both[parameter].values.contains { $0 != 0 })
    }
  }

  /// Equal values of one parameter are one.
  @Test func equalValuesAreAdded() {
    let w = Tensor([2], name: "w")
    var same = w
    same.values = [2]
    let gradients = (w * w * same).sum().gradients()
    #expect(gradients[w].values == [12])
    #expect(gradients[same].values == [12])
  }

  @Test func whatCannotBeTold() async {
    func message(_ result: ExitTest.Result?) -> String {
      String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
    let moved = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let teacher = Tensor([1, 2], name: "w")
      var student = teacher
      student.values = [3, 5]
      let gradients = (student - teacher).squared().sum().gradients()
      student.values = [0, 0]
      _ = gradients[student]
    }
    #expect(
      message(moved).contains(
        "Gradients: the loss was computed from several values of the parameter 'w' of shape [2]"))
    let second = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([3], name: "x")
      let first = x.power(3).sum().gradients()[x]
      _ = (first * 2 + x).sum().gradients()
    }
    #expect(message(second).contains("second derivatives are not available"))
    #expect(message(second).contains("Scalar.derivative(by:)"))
    let x = Tensor([3], name: "x")
    let first = x.power(3).sum().gradients()[x]
    #expect((first.detached() * x).sum().gradients()[x].values == [27])
    #expect((Tensor(first.values) * x).sum().gradients()[x].values == [27])
  }
}
