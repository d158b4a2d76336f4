/// Batch normalisation of every feature: (x − mean)/√(variance + ε)·gain + bias.
///
/// x has the shape [batch, features, …], gain and bias have [features]; mean and variance are those
/// of the n numbers of a feature in the whole batch, the variance divided by n. With x̂ the
/// normalised numbers and s = √(variance + ε), dgain = Σ dy·x̂, dbias = Σ dy, and
/// dx = gain/s·(dy − dbias/n − x̂·dgain/n). Equal numbers are normalised to 0, and so are
/// those whose variance overflows, above 10¹⁵⁴. NaN and infinities make all numbers of their feature
/// NaN.
///
/// Source: S. Ioffe, C. Szegedy, "Batch normalization: accelerating deep network training by reducing
/// internal covariate shift", ICML 2015, algorithm 1.
public func batchNorm(
  _ x: Tensor, gain: Tensor, bias: Tensor, epsilon: Double = 1e-5
) -> Tensor {
  batchNorm(x, gain: gain, bias: bias, epsilon: epsilon, noting: nil)
}

/// - Parameter statistics: what the batch's mean and variance are handed to when the loss is
///   differentiated: see ``BatchStatistics``.
func batchNorm(
  _ x: Tensor, gain: Tensor, bias: Tensor, epsilon: Double, noting statistics: Tensor?
) -> Tensor {
  require(
    x.rank >= 2 && gain.shape == [x.shape[1]] && bias.shape == gain.shape && gain.count > 0
      && x.count > 0,
    "batchNorm: numbers of shape [batch, features, …], and a gain and a bias for each feature are "
      + "needed, received shapes \(x.shape), \(gain.shape) and \(bias.shape)")
  require(
    epsilon > 0 && epsilon.isFinite,
    "batchNorm: epsilon must be positive and finite, received \(epsilon)")
  let plan = FeaturePlan(x.shape)
  let inputs = [x, gain, bias] + (statistics.map { [$0] } ?? [])
  return Recall.result(Operation.batchNorm.name, inputs, attributes: [epsilon]) {
    let means = plan.sums(x.node.values)
    for j in 0..<plan.features { means.pointer[j] /= plan.terms }
    let normal = Buffer(count: x.count)
    let squares = Buffer(count: x.count)
    plan.forEach { feature, range in
      for i in range {
        normal.pointer[i] = x.node.values[i] - means.pointer[feature]
        squares.pointer[i] = normal.pointer[i] * normal.pointer[i]
      }
    }
    let variances = plan.sums(squares.read)
    let scales = Buffer(count: plan.features)
    for j in 0..<plan.features {
      variances.pointer[j] /= plan.terms
      scales.pointer[j] = (variances.pointer[j] + epsilon).squareRoot()
    }
    let result = squares
    plan.forEach { feature, range in
      let (scale, factor) = (scales.pointer[feature], gain.node.values[feature])
      let offset = bias.node.values[feature]
      for i in range {
        normal.pointer[i] /= scale
        result.pointer[i] = normal.pointer[i] * factor + offset
      }
    }
    return Tensor(.batchNorm, x.shape, result, from: Operands(inputs)) { node, dy, pass in
      let gain = node.inputs[1]
      let products = Buffer(count: dy.count)
      Fast.pair(.multiply, dy.count, dy.read, 1, normal.read, 1, products.pointer)
      let (dGain, dBias) = (plan.sums(products.read), plan.sums(dy.read))
      pass.add(node.inputs[0]) { dx in
        plan.forEach { feature, range in
          let factor = gain.values[feature] / scales.pointer[feature]
          let mean = dBias.pointer[feature] / plan.terms
          let slope = dGain.pointer[feature] / plan.terms
          for i in range {
            dx[i] = factor * (dy.pointer[i] - mean - normal.pointer[i] * slope)
          }
        }
      }
      pass.add(gain, dGain)
      pass.add(node.inputs[2], dBias)
      if node.inputs.count > 3, plan.terms > 1 {
        let unbiased = plan.terms / (plan.terms - 1)
        pass.add(node.inputs[3]) { noted in
          for j in 0..<plan.features {
            noted[j] = means.pointer[j]
            noted[plan.features + j] = variances.pointer[j] * unbiased
          }
          noted[2 * plan.features] = 0
          noted[2 * plan.features + 1] = 1
        }
      }
    }
  }
}

/// Where the numbers of each feature stand: the second dimension counts features.
private struct FeaturePlan: Sendable {
  let batch: Int
  let features: Int

  /// How many numbers of a feature stand together.
  let run: Int

  init(_ shape: [Int]) {
    (batch, features) = (shape[0], shape[1])
    run = shape[2...].reduce(1, *)
  }

  /// How many numbers a feature has.
  var terms: Double { Double(batch * run) }

  /// Calls with each run of numbers and its feature.
  @inline(__always)
  func forEach(_ body: (_ feature: Int, _ range: Range<Int>) -> Void) {
    for index in 0..<batch * features {
      body(index % features, index * run..<(index + 1) * run)
    }
  }

  /// The sum of each feature: of each run, and then of the runs in the order of the batch.
  func sums(_ x: UnsafePointer<Double>) -> Buffer {
    let result = Buffer(count: features)
    if run == 1 {
      Fast.sumAxis(1, batch, features, x, result.pointer)
    } else {
      let parts = Buffer(count: batch * features)
      Fast.sumAxis(batch * features, run, 1, x, parts.pointer)
      Fast.sumAxis(1, batch, features, parts.read, result.pointer)
    }
    return result
  }
}

extension Operation {
  static let batchNorm = Operation(
    "batchNorm",
    forward: { node in
      let (x, features) = (node.count, node.inputs[1].count)
      return Cost(3 * x + 2 * features, 4 * x - features, features)
    },
    backward: { node, place in
      let (x, features) = (node.count, node.inputs[1].count)
      // The sums Σ dy·x̂ and Σ dy are shared.
      let shared = node.isFirst(place) ? Cost(x, 2 * (x - features)) : Cost()
      switch place {
      case 0: return shared + Cost(2 * x + 3 * features, 2 * x)
      default: return shared
      }
    },
    derivative: { names, place in
      switch place {
      case 0: "∂batchNorm/∂\(names[0])"
      case 1: "normal(\(names[0]))"
      case 2: "1"
      default: "[statistics]"
      }
    })
}
