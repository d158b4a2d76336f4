extension Node {
  /// What the operation took to compute the result.
  var forwardCost: Cost {
    let n = count
    let x = inputs.first?.count ?? 0
    switch operation {
    case "add", "subtract": return Cost(0, n)
    case "multiply", "divide", "square", "reciprocal", "leakyRelu": return Cost(n, 0)
    case "power", "squareRoot", "exp", "log", "sin", "cos", "tanh", "sigmoid", "softplus":
      return Cost(0, 0, n)
    case "matmul":
      let k = inputs[1].shape[0]
      return Cost(n * k, n * max(0, k - 1))
    case "affine":
      let k = inputs[1].shape[0]
      return Cost(n * k, n * k)
    case "sum": return Cost(0, x - n)
    case "mean": return Cost(n, x - n)
    case "softmax": return Cost(x, 2 * x - rows, x)
    case "logSoftmax": return Cost(x, 3 * x + 2 * rows, x + rows)
    case "convolution":
      let products = n * inputs[1].count / max(1, inputs[1].shape[0])
      return Cost(products, products)
    case "averagePool": return Cost(n, window!.looks - n)
    case "layerNorm": return Cost(3 * x + 2 * rows, 4 * x - rows, rows)
    case "recurrence":
      let (i, h) = (inputs[1].shape[0], inputs[1].shape[1])
      return Cost(n * (i + h), n * (i + h), n)
    case "squaredError", "meanSquaredError": return Cost(x + 1, 2 * x - 1)
    case "crossEntropy":
      let rows = inputs[0].shape[0]
      return Cost(x + 1, 2 * x + 2 * rows - 1, x + rows)
    case "binaryCrossEntropy": return Cost(x + 1, 2 * x - 1, x)
    default: return Cost()
    }
  }

  /// The rows of the result.
  private var rows: Int { shape.dropLast().reduce(1, *) }

  /// Whether this is the first operand that an adjoint is handed to: it bears what they share.
  private func isFirst(_ place: Int) -> Bool {
    !inputs[..<place].contains { $0.leadsToParameter }
  }

  /// What the operation takes to hand its adjoint to one of its operands.
  func backwardCost(towards place: Int) -> Cost {
    let n = count
    let x = inputs[place].count
    // Adjoints of what was broadcast are summed.
    let folding = max(0, n - x)
    switch operation {
    case "add", "subtract", "maximum", "minimum": return Cost(0, folding)
    case "multiply": return Cost(n, folding)
    // dy/b is shared, and so are other quantities below.
    case "divide": return Cost((place == 0 ? 0 : n) + (isFirst(place) ? n : 0), folding)
    case "power": return Cost(2 * n, folding + (place == 0 ? n : 0), n)
    case "square", "squareRoot", "reciprocal": return Cost(2 * n, 0)
    case "exp", "log", "leakyRelu", "mean": return Cost(n, 0)
    case "sin", "cos", "softplus": return Cost(n, 0, n)
    case "tanh", "sigmoid": return Cost(2 * n, n)
    case "matmul", "affine":
      let (k, columns) = (inputs[1].shape[0], inputs[1].shape[1])
      let rows = n / max(1, columns)
      let products = rows * k * columns
      return place < 2 ? Cost(products, products - x) : Cost(0, n - x)
    case "rows": return Cost(0, n)
    case "softmax": return Cost(2 * n, 2 * n - rows)
    case "logSoftmax": return Cost(n, 2 * n - rows)
    case "convolution":
      let filters = max(1, inputs[1].shape[0])
      let products = n * inputs[1].count / filters
      switch place {
      case 0:
        let sums = products / filters * (filters - 1)
        return Cost(products, sums + window!.looks - window!.pixels)
      case 1: return Cost(products, products - x)
      default: return Cost(0, n - x)
      }
    case "averagePool": return Cost(n, window!.looks - window!.pixels)
    case "layerNorm":
      switch place {
      case 0: return Cost(4 * n + 2 * rows, 4 * n - 2 * rows)
      case 1: return Cost(n, n - x)
      default: return Cost(0, n - x)
      }
    case "recurrence": return recurrenceCost(towards: place)
    case "squaredError", "meanSquaredError": return Cost(x + (isFirst(place) ? 2 : 0), 0)
    case "crossEntropy": return Cost(x + 1, inputs[0].shape[0])
    case "binaryCrossEntropy":
      let scale = isFirst(place) ? 1 : 0
      return place == 0 ? Cost(x + scale, x, x) : Cost(x + scale, 0)
    default: return Cost()
    }
  }

  /// The adjoints of the arguments of tanh go back through time once, for all operands.
  private func recurrenceCost(towards place: Int) -> Cost {
    let n = count
    let x = inputs[place].count
    let (i, h) = (inputs[1].shape[0], inputs[1].shape[1])
    let state = inputs[4].count
    let through = (n - state) * h
    let shared = isFirst(place) ? Cost(through + 2 * n, through + n) : Cost()
    switch place {
    case 0, 1: return shared + Cost(n * i, n * i - x)
    case 2: return shared + Cost(n * h, n * h - x)
    case 3: return shared + Cost(0, n - x)
    default: return shared + Cost(state * h, state * (h - 1))
    }
  }
}
