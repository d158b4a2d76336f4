import Nabla
import Testing

struct TensorTests {
  @Test func valuesAndShapes() {
    let a = Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(a.shape == [2, 3])
    #expect(a[1, 2] == 6)
    #expect("\(a)" == "[[1.0, 2.0, 3.0],\n [4.0, 5.0, 6.0]]")
    #expect((a * 2 + 1).values == [3, 5, 7, 9, 11, 13])
    #expect(a.transposed().values == [1, 4, 2, 5, 3, 6])
    #expect(a.sum(axis: 0).values == [5, 7, 9])
    #expect(a.sum(axis: 1).values == [6, 15])
    #expect(a.mean().value == 3.5)
    #expect(a.max(axis: 0).values == [4, 5, 6])
    #expect(a.argmax() == [2, 2])
    #expect(a.slice(1..<3, axis: 1).values == [2, 3, 5, 6])
    #expect(a.rows([1, 0]).values == [4, 5, 6, 1, 2, 3])
    #expect(concatenate([a, a], axis: 1).shape == [2, 6])
    #expect(matmul(a, a.transposed()).values == [14, 32, 32, 77])
    #expect(Tensor(3.0).shape == [])
  }

  /// A literal is a tensor by itself; a variable is a number.
  @Test func numbersBesideTensors() {
    let a = Tensor([[1, 2], [4, 8]], name: "a")
    let rate = 0.3
    #expect((a * rate).values == (a * Tensor(rate)).values)
    #expect((rate * a).values == [rate * 1, rate * 2, rate * 4, rate * 8])
    #expect((a + rate).values == [1 + rate, 2 + rate, 4 + rate, 8 + rate])
    #expect((rate + a).values == (a + rate).values)
    #expect((a - rate).values == [1 - rate, 2 - rate, 4 - rate, 8 - rate])
    #expect((rate - a).values == [rate - 1, rate - 2, rate - 4, rate - 8])
    #expect((a / rate).values == [1 / rate, 2 / rate, 4 / rate, 8 / rate])
    #expect((rate / a).values == [rate, rate / 2, rate / 4, rate / 8])
    // Literals alone, and both kinds in one expression, are not ambiguous.
    #expect((2 * a - 1.0 / a).shape == [2, 2])
    #expect((1 - rate * a * 2 + a / rate).shape == [2, 2])
    #expect((rate * a).sum().gradients()[a].values == [rate, rate, rate, rate])
    #expect((rate - a).sum().gradients()[a].values == [-1, -1, -1, -1])
    #expect((1.0 / a).sum().gradients()[a].values == [-1, -0.25, -0.0625, -0.015625])
  }

  @Test func emptyTensors() {
    let empty = Tensor([], shape: [0, 3], name: "empty")
    #expect(empty.sum().value == 0)
    #expect((empty * 2).shape == [0, 3])
    #expect(matmul(empty, Tensor(repeating: 1, shape: [3, 2])).shape == [0, 2])
    #expect(matmul(Tensor([], shape: [2, 0]), Tensor([], shape: [0, 2])).values == [0, 0, 0, 0])
    #expect(empty.sum(axis: 0).values == [0, 0, 0])
    #expect(empty.sum().gradients()[empty].shape == [0, 3])
    #expect(tanh(empty).count == 0)
    #expect(logSoftmax(empty).shape == [0, 3])
    #expect(softmax(empty).sum().gradients()[empty].shape == [0, 3])
    let (w, b) = (Tensor([], shape: [3, 0], name: "w"), Tensor([], shape: [0], name: "b"))
    let none = affine(Tensor([[1, 2, 3]]), weight: w, bias: b)
    #expect(none.shape == [1, 0])
    #expect(none.sum().gradients()[b].shape == [0])
    #expect(none.sum().costs().forward == Cost())
    #expect(maxPool(Tensor([], shape: [0, 1, 4, 4]), size: 2).shape == [0, 1, 2, 2])
    #expect(concatenate([empty, empty]).shape == [0, 3])
  }

  @Test func backwardTwiceGivesTheSame() {
    let w = Tensor([[0.5, -1], [2, 0.25]], name: "w")
    let loss = tanh(matmul(w, w)).sum()
    let (first, second) = (loss.gradients()[w], loss.gradients()[w])
    #expect(first.values == second.values)
    #expect(first.values.allSatisfy { $0 != 0 })
  }

  @Test func gradientsOfUpdatedAndUnreachedParameters() {
    var w = Tensor([1, 2], name: "w")
    let other = Tensor([1], name: "other")
    let loss = (w * w).sum()
    let gradients = loss.gradients()
    w.values = [5, 6]
    #expect(gradients[w].values == [2, 4])
    #expect(gradients[other].values == [0])
    #expect(!gradients.reach(other))
    #expect(loss.gradients()[w].values == [2, 4])
    #expect(loss.value == 5)
  }

  @Test func deepGraphs() {
    let w = Tensor([1], name: "w")
    var y = w
    for _ in 0..<100_000 { y = y + 0 * w }
    let loss = y.sum()
    #expect(loss.gradients()[w].values == [1])
    #expect(y.graph().nodes.count > 200_000)
    #expect(loss.firstNonFinite() == nil)
    #expect(loss.costs().backward.multiplications == 100_000)
  }

  /// A derivation of a path 100,000 operations long, and its release.
  @Test func deepDerivations() {
    let w = Tensor([2], name: "w")
    var y = w
    for _ in 0..<100_000 { y = -y }
    let rows = derivations(of: y, for: [w])
    #expect(rows[0].paths[0].count == 100_000)
    #expect(rows[0].value.values == [1])
  }

  @Test func powersAtZero() {
    let a = Tensor([0, 2, 0], name: "a")
    let b = Tensor([2, 0, 0], name: "b")
    let loss = a.power(b).sum()
    #expect(loss.value == 2)
    #expect(loss.gradients()[a].values == [0, 0, 0])
    #expect(loss.gradients()[b].values[0] == 0)
    #expect((a - 3).power(2).sum().gradients()[a].values == [-6, -2, -6])
  }

  @Test func detachedTensorsPassNothingOn() {
    let w = Tensor([2], name: "w")
    let loss = ((w * w).detached() * w).sum()
    #expect(loss.gradients()[w].values == [4])
  }

  @Test func clipping() {
    let w = Tensor([3, 4], name: "w")
    let gradients = (w * w).sum().gradients()
    #expect(gradients.norm(of: [w]) == 10)
    #expect(gradients.clipped(toNorm: 5, of: [w])[w].values == [3, 4])
    #expect(gradients.clipped(toNorm: 50, of: [w])[w].values == [6, 8])
  }
}
