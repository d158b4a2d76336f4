/// The transposed convolution of images with filters, which makes images larger: what carries the
/// adjoint back through a ``convolution(_:weight:bias:stride:padding:)``.
///
/// The images have the shape [batch, channels, height, width], the weight [channels, filters, filter
/// height, filter width], and the bias [filters]; the result is [batch, filters, h, w] with
/// h = (height − 1)·stride − 2·padding + filter height, and w alike. Every pixel lays the filter,
/// times its value, onto the result, `stride` pixels from its neighbour, and what overlaps is added;
/// then `padding` rows and columns are cut off at each side.
///
/// Derivatives: of the images, the convolution of the adjoint with the weight; of the weight, the
/// images times the patches of the adjoint; of the bias, the sum of the adjoint of its filter.
///
/// Source: V. Dumoulin, F. Visin, "A guide to convolution arithmetic for deep learning",
/// arXiv:1603.07285, chapter 4.
public func transposedConvolution(
  _ images: Tensor, weight: Tensor, bias: Tensor, stride: Int = 1, padding: Int = 0
) -> Tensor {
  let name = Operation.transposedConvolution.name
  require(
    images.rank == 4 && weight.rank == 4 && images.shape[1] == weight.shape[0],
    "\(name): images [batch, channels, height, width] and filters [channels, filters, height, "
      + "width] must have equal channels, received shapes \(images.shape) and \(weight.shape)")
  require(
    bias.shape == [weight.shape[1]],
    "\(name): the bias must have one element for each filter, received shapes \(bias.shape) and "
      + "\(weight.shape)")
  require(
    stride >= 1 && stride <= 1 << 30,
    "\(name): the stride must be at least 1 and at most 2³⁰, received \(stride)")
  requirePadding(padding, name)
  let (height, width) = (images.shape[2], images.shape[3])
  require(
    height > 0 && width > 0, "\(name): images with pixels are needed, received \(images.shape)")
  _ = Shape.count([height, stride], name) + Shape.count([width, stride], name)
  let shape = [
    images.shape[0], weight.shape[1], (height - 1) * stride - 2 * padding + weight.shape[2],
    (width - 1) * stride - 2 * padding + weight.shape[3]
  ]
  require(
    shape[2] > 0 && shape[3] > 0,
    "\(name): the padding must leave a part of the result, received padding \(padding) for shapes "
      + "\(images.shape) and \(weight.shape) and stride \(stride)")
  let count = Shape.count(shape, name)
  // The convolution from the result to the images.
  let plan = Patches(
    name, shape, weight.shape, [weight.shape[0]], stride, padding)
  return Recall.result(
    name, [images, weight, bias], attributes: [Double(stride), Double(padding)]
  ) {
    let result = Buffer(count: count)
    plan.imageAdjoint(weight.node.buffer, images.node.buffer, SharedOutput(result.pointer))
    let area = shape[2] * shape[3]
    for plane in 0..<shape[0] * shape[1] {
      let value = bias.node.values[plane % shape[1]]
      let target = result.pointer + plane * area
      for pixel in 0..<area { target[pixel] += value }
    }
    return Tensor(
      .transposedConvolution, shape, result, from: [images, weight, bias], window: plan.window
    ) { node, dy, pass in
      let (images, weight, bias) = (node.inputs[0], node.inputs[1], node.inputs[2])
      if images.leadsToParameter || weight.leadsToParameter {
        let patches = plan.emptyPatches
        if images.leadsToParameter {
          pass.add(images) { plan.outputs(of: dy, by: patches, weight.buffer, SharedOutput($0)) }
        } else {
          plan.outputs(of: dy, by: patches, nil)
        }
        pass.add(weight) { plan.weightAdjoint(patches, images.buffer, $0) }
      }
      if bias.leadsToParameter {
        pass.add(bias, summed(dy, [shape[0], shape[1], area]) { $0 != 1 })
      }
    }
  }
}

extension Tensor {
  /// Every pixel of images [batch, channels, height, width] as a square of `factor` × `factor`
  /// pixels: [batch, channels, factor·height, factor·width].
  ///
  /// Derivative: the sum of the adjoint over each square.
  public func upsampled(by factor: Int) -> Tensor {
    require(
      rank == 4,
      "upsampled: images have the shape [batch, channels, height, width], received \(shape)")
    require(factor >= 1, "upsampled: the factor must be at least 1, received \(factor)")
    let planes = [shape[0] * shape[1], shape[2], shape[3]]
    let squares = [planes[0], planes[1], factor, planes[2], factor]
    _ = Shape.count(squares, "upsampled")
    let result = stretched(node.buffer, [planes[0], planes[1], 1, planes[2], 1], to: squares)
    let larger = [shape[0], shape[1], factor * shape[2], factor * shape[3]]
    return Tensor(.upsample, larger, result, from: [self]) { node, dy, pass in
      pass.add(node.inputs[0], summed(dy, squares) { $0 == 2 || $0 == 4 })
    }
  }
}

extension Operation {
  static let transposedConvolution = Operation(
    "transposedConvolution",
    forward: { node in
      let products =
        node.inputs[0].count * node.inputs[1].count / Swift.max(1, node.inputs[1].shape[0])
      return Cost(products, products)
    },
    backward: { node, place in
      let x = node.inputs[place].count
      let products =
        node.inputs[0].count * node.inputs[1].count / Swift.max(1, node.inputs[1].shape[0])
      return place < 2 ? Cost(products, products - x) : Cost(0, node.count - x)
    },
    derivative: { names, place in
      switch place {
      case 0: "\(names[1])"
      case 1: "\(names[0])·patches"
      default: "1"
      }
    })

  static let upsample = Operation(
    copying: "upsample", backward: { node, place in Cost(0, node.folding(place)) },
    derivative: { _, _ in "[in square]" })
}
