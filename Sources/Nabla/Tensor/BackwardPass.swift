/// One walk from a loss back to the parameters.
///
/// Nodes wait in the order of their serial numbers, and the latest goes next: by then all that
/// depends on it has handed over its adjoint. Adjoints of one node are added in the order in which
/// they arrive, which is the same in every run.
final class BackwardPass {
  private var waiting: [(node: Node, adjoint: Buffer)] = []
  private(set) var results: [(node: Node, adjoint: Buffer)] = []

  /// The adjoints of all nodes on the way, where they are asked for.
  private(set) var visited: [ObjectIdentifier: Buffer] = [:]
  private let keepsAll: Bool

  init(from loss: Node, seed: Buffer, keepsAll: Bool = false) {
    self.keepsAll = keepsAll
    waiting.reserveCapacity(16)
    results.reserveCapacity(16)
    waiting.append((loss, seed))
    while let (node, adjoint) = waiting.popLast() {
      if keepsAll { visited[ObjectIdentifier(node)] = adjoint }
      if let backward = node.backward {
        backward(node, adjoint, self)
      } else if node.isParameter {
        results.append((node, adjoint))
      }
    }
  }

  /// Hands an adjoint to an operand. The buffer may be kept, so it must not be written any more.
  func add(_ node: Node, _ adjoint: Buffer) {
    guard node.leadsToParameter else { return }
    var low = 0
    var high = waiting.count
    while low < high {
      let middle = (low + high) / 2
      if waiting[middle].node.serial < node.serial { low = middle + 1 } else { high = middle }
    }
    guard low < waiting.count, waiting[low].node === node else {
      waiting.insert((node, adjoint), at: low)
      return
    }
    if !keepsAll, isKnownUniquelyReferenced(&waiting[low].adjoint) {
      Kernels.add(node.count, adjoint.read, waiting[low].adjoint.pointer)
    } else {
      let sum = Buffer(count: node.count)
      Fast.pair(
        .add, node.count, waiting[low].adjoint.read, 1, adjoint.read, 1, sum.pointer)
      waiting[low].adjoint = sum
    }
  }

  /// Hands over what a function writes, but only where it is wanted.
  @inline(__always)
  func add(_ node: Node, fill: (UnsafeMutablePointer<Double>) -> Void) {
    guard node.leadsToParameter else { return }
    let buffer = Buffer(count: node.count)
    fill(buffer.pointer)
    add(node, buffer)
  }
}
