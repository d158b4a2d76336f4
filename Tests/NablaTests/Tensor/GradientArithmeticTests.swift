import Nabla
import Testing

struct GradientArithmeticTests {
  @Test func sums() {
    let (a, b, c) = (Tensor([1, 2], name: "a"), Tensor([3], name: "b"), Tensor([4], name: "c"))
    let first = (a.sum() * 2 + b.sum()).gradients()
    let second = (a * a).sum().gradients()
    var sum = first + second
    #expect(sum[a].values == [4, 6])
    #expect(sum[b].values == [1])
    #expect(!sum.reach(c))
    sum += c.sum().gradients()
    #expect(sum[c].values == [1])
    #expect((sum * 2)[a].values == [8, 12])
    #expect((0.5 * sum)[b].values == [0.5])
    #expect((sum / 4)[a].values == [1, 1.5])
    #expect((first - second)[a].values == [0, -2])
    #expect((Gradients.zero + first)[a].values == [2, 2])
    #expect(Gradients.zero[a].values == [0, 0])
    // What was added is as it was.
    #expect(first[a].values == [2, 2])
  }

  /// Parts of a batch are the whole.
  @Test func partsOfABatch() {
    let w = Tensor([[1, -1], [2, 0.5]], name: "w")
    let inputs = Tensor([[1, 2], [3, 4], [5, 6], [7, 8]])
    func gradients(_ rows: Range<Int>) -> Gradients {
      matmul(inputs.slice(rows), w).squared().sum().gradients()
    }
    let parts = gradients(0..<1) + gradients(1..<3) + gradients(3..<4)
    #expect(parts[w].values == gradients(0..<4)[w].values)
  }

  @Test func extremes() {
    let w = Tensor([1], name: "w")
    let gradients = (w * Tensor(1e308)).sum().gradients()
    #expect((gradients + gradients)[w].values == [.infinity])
    #expect((gradients * .nan)[w].values[0].isNaN)
    #expect((gradients / 0)[w].values == [.infinity])
  }
}
