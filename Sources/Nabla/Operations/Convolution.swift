/// The two-dimensional convolution of images with filters, as neural networks define it (the
/// filter is not mirrored).
///
/// The images have the shape [batch, channels, height, width], the weight [filters, channels,
/// filter height, filter width], and the bias [filters]; the result is [batch, filters, h, w] with
/// h = (height + 2·padding − filter height)/stride + 1, rounded down, and w alike. Around the
/// images stand `padding` rows and columns of zeros. It is a matrix product of the weight with the
/// patches of each image.
///
/// Derivatives: of the weight, the adjoint times the patches; of the images, the weight times the
/// adjoint, added up where patches overlap; of the bias, the sum of the adjoint of its filter.
///
/// Source: K. Chellapilla, S. Puri, P. Simard, "High performance convolutional neural networks for
/// document processing", IWFHR 2006.
public func convolution(
  _ images: Tensor, weight: Tensor, bias: Tensor, stride: Int = 1, padding: Int = 0
) -> Tensor {
  let plan = Patches("convolution", images.shape, weight.shape, bias.shape, stride, padding)
  return Recall.result(
    Operation.convolution.name, [images, weight, bias],
    attributes: [Double(stride), Double(padding)]
  ) {
    let result = Buffer(count: plan.batch * plan.filters * plan.pixels)
    let patches = plan.emptyPatches
    plan.outputs(
      of: images.node.buffer, by: patches, weight.node.buffer, SharedOutput(result.pointer),
      bias: bias.node.buffer)
    let shape = [plan.batch, plan.filters, plan.height, plan.width]
    return Tensor(
      .convolution, shape, result, from: [images, weight, bias], window: plan.window
    ) { node, dy, pass in
      let (images, weight, bias) = (node.inputs[0], node.inputs[1], node.inputs[2])
      pass.add(images) { dx in plan.imageAdjoint(weight.buffer, dy, SharedOutput(dx)) }
      pass.add(weight) { dw in plan.weightAdjoint(patches, dy, dw) }
      if bias.leadsToParameter {
        pass.add(bias, summed(dy, [plan.batch, plan.filters, plan.pixels]) { $0 != 1 })
      }
    }
  }
}

extension Operation {
  static let convolution = Operation(
    "convolution",
    forward: { node in
      let products = node.count * node.inputs[1].count / Swift.max(1, node.inputs[1].shape[0])
      return Cost(products, products)
    },
    backward: { node, place in
      let filters = Swift.max(1, node.inputs[1].shape[0])
      let products = node.count * node.inputs[1].count / filters
      switch place {
      case 0:
        let sums = products / filters * (filters - 1)
        return Cost(products, sums + node.window!.looks - node.window!.pixels)
      case 1: return Cost(products, products - node.inputs[1].count)
      default: return Cost(0, node.folding(place))
      }
    },
    derivative: { names, place in
      switch place {
      case 0: "\(names[1])ᵀ"
      case 1: "patches(\(names[0]))ᵀ"
      default: "1"
      }
    })
}
