extension Node {
  /// What the operation took to compute the result.
  var forwardCost: Cost {
    let n = count
    let x = inputs.first?.count ?? 0
    switch operation {
    case "add", "subtract": return Cost(0, n)
    case "multiply", "divide", "square": return Cost(n, 0)
    case "reciprocal": return Cost(n, 0)
    case "leakyRelu": return Cost(n, 0)
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
    case "softmax", "logSoftmax": return Cost(x, 2 * x, x)
    case "convolution":
      let depth = inputs[1].count / inputs[1].shape[0]
      return Cost(n * depth, n * depth)
    case "averagePool":
      let area = x / max(1, n)
      return Cost(n, n * max(0, area - 1))
    case "layerNorm":
      let rows = x / inputs[1].count
      return Cost(3 * x + 2 * rows, 4 * x, rows)
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

  /// What the operation takes to hand its adjoint to one of its operands.
  func backwardCost(towards place: Int) -> Cost {
    let n = count
    let operand = inputs[place]
    let x = operand.count
    // Adjoints of what was broadcast are summed.
    let folding = max(0, n - x)
    switch operation {
    case "add": return Cost(0, folding)
    case "subtract": return Cost(0, folding)
    case "multiply": return Cost(n, folding)
    case "divide": return Cost(place == 0 ? n : 2 * n, folding)
    case "power": return Cost(2 * n, folding + (place == 0 ? n : 0), n)
    case "square", "squareRoot", "reciprocal": return Cost(2 * n, 0)
    case "exp", "log", "leakyRelu": return Cost(n, 0)
    case "sin", "cos", "softplus": return Cost(n, 0, n)
    case "tanh", "sigmoid": return Cost(2 * n, n)
    case "matmul", "affine":
      let (k, columns) = (inputs[1].shape[0], inputs[1].shape[1])
      let rows = inputs[0].count / max(1, k)
      let products = rows * k * columns
      switch place {
      case 0: return Cost(products, products - x)
      case 1: return Cost(products, products - x)
      default: return Cost(0, (rows - 1) * columns)
      }
    case "mean": return Cost(n, 0)
    case "rows": return Cost(0, n)
    case "softmax": return Cost(2 * n, 2 * n)
    case "logSoftmax": return Cost(n, 2 * n)
    case "convolution":
      let depth = inputs[1].count / inputs[1].shape[0]
      if place == 2 { return Cost(0, n - x) }
      return Cost(n * depth, n * depth)
    case "averagePool": return Cost(n, inputs[0].count)
    case "layerNorm":
      switch place {
      case 0: return Cost(4 * n, 4 * n)
      case 1: return Cost(n, n)
      default: return Cost(0, n - x)
      }
    case "recurrence":
      let (i, h) = (inputs[1].shape[0], inputs[1].shape[1])
      switch place {
      // The way through time, which all operands share, is counted with the recurrent weight.
      case 0, 1: return Cost(n * i, n * i)
      case 2: return Cost(2 * n * h + 2 * n, 2 * n * h + n)
      default: return Cost(0, n)
      }
    case "squaredError", "meanSquaredError": return Cost(x, 0)
    case "crossEntropy": return Cost(x, inputs[0].shape[0])
    case "binaryCrossEntropy": return Cost(x, x, place == 0 ? x : 0)
    default: return Cost()
    }
  }
}
