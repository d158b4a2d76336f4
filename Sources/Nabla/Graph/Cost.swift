/// How many arithmetic operations something takes.
public struct Cost: Sendable, Equatable {
  /// Multiplications and divisions.
  public var multiplications: Natural

  /// Additions and subtractions.
  public var additions: Natural

  /// Values of exp, log, tanh and the like, each counted as one.
  public var functions: Natural

  /// A cost of so many operations.
  public init(multiplications: Natural = 0, additions: Natural = 0, functions: Natural = 0) {
    self.multiplications = multiplications
    self.additions = additions
    self.functions = functions
  }

  init(_ multiplications: Int, _ additions: Int, _ functions: Int = 0) {
    self.init(
      multiplications: Natural(multiplications), additions: Natural(max(0, additions)),
      functions: Natural(functions))
  }

  /// The operations of both.
  public static func + (lhs: Cost, rhs: Cost) -> Cost {
    Cost(
      multiplications: lhs.multiplications + rhs.multiplications,
      additions: lhs.additions + rhs.additions, functions: lhs.functions + rhs.functions)
  }

  /// The operations of so many times the same.
  static func * (lhs: Natural, rhs: Cost) -> Cost {
    Cost(
      multiplications: lhs * rhs.multiplications, additions: lhs * rhs.additions,
      functions: lhs * rhs.functions)
  }
}

extension Cost: CustomStringConvertible {
  /// The numbers with their names.
  public var description: String {
    "\(multiplications) multiplications, \(additions) additions, \(functions) functions"
  }
}

/// The operations of a loss and of its derivatives.
public struct Costs: Sendable, Equatable {
  /// From the inputs to the loss.
  public let forward: Cost

  /// From the loss to all parameters by backpropagation: each adjoint is computed once.
  public let backward: Cost

  /// The same by the chain rule without sharing: every path from the loss to every parameter
  /// multiplies its local derivatives anew, from the loss on. Exact, however many paths there are.
  public let backwardWithoutSharing: Cost

  /// How many paths lead from the loss to parameters.
  public let paths: Natural
}

extension Tensor {
  /// Counts the operations of this tensor, a loss, and of its derivatives.
  ///
  /// They follow from the graph: for each operation its own number of multiplications, additions
  /// and functions, forward, and backward towards each operand that leads to a parameter. For a
  /// chain of dense layers of width n without activations, with batches of m, a layer costs m·n²
  /// multiplications forward, and backward as many for its weight and again as many for the layer
  /// before; so depth d costs (2d − 1)·m·n² with sharing, and d(d + 1)/2·m·n² without.
  ///
  /// Divisions count as multiplications; negations, comparisons and copies are free, and so is the
  /// sum of the derivatives of one maximum that lies in several windows of a pool. Operations on
  /// constants alone are not recorded, and not counted.
  public func costs() -> Costs {
    let graph = TensorGraph(of: self)
    var forward = Cost()
    var backward = Cost()
    var withoutSharing = Cost()
    var total: Natural = 0
    var paths = [Natural](repeating: 0, count: graph.nodes.count)
    var along = [Cost](repeating: Cost(), count: graph.nodes.count)
    var arrivals = [Int](repeating: 0, count: graph.nodes.count)
    paths[graph.nodes.count - 1] = 1
    for index in graph.nodes.indices.reversed() {
      let node = graph.nodes[index].node
      forward = forward + node.kind.forward(node)
      if node.isParameter {
        total += paths[index]
        withoutSharing = withoutSharing + along[index]
      }
      for (place, operand) in graph.nodes[index].operands.enumerated()
      where graph.nodes[operand].node.leadsToParameter {
        let cost = node.kind.backward(node, place)
        backward = backward + cost
        // Adjoints that arrive from several sides are added up.
        if arrivals[operand] > 0 {
          backward = backward + Cost(0, graph.nodes[operand].node.count)
        }
        arrivals[operand] += 1
        paths[operand] += paths[index]
        along[operand] = along[operand] + along[index] + paths[index] * cost
      }
    }
    return Costs(
      forward: forward, backward: backward, backwardWithoutSharing: withoutSharing, paths: total)
  }
}
