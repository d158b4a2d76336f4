/// The sizes of a convolution, and how patches of an image become columns of a matrix.
struct Patches: Sendable {
  let batch, channels, imageHeight, imageWidth: Int
  let filters, filterHeight, filterWidth: Int
  let stride, padding: Int
  let height, width: Int

  var imageSize: Int { channels * imageHeight * imageWidth }
  var depth: Int { channels * filterHeight * filterWidth }
  var pixels: Int { height * width }
  var operations: Int { 2 * batch * filters * depth * pixels }

  var window: Window {
    let down = Window.along(imageHeight, filterHeight, stride, padding, height)
    let right = Window.along(imageWidth, filterWidth, stride, padding, width)
    let planes = batch * channels
    return Window(
      looks: planes * down.looks * right.looks, pixels: planes * down.pixels * right.pixels)
  }

  init(
    _ operation: String, _ images: [Int], _ weight: [Int], _ bias: [Int], _ stride: Int,
    _ padding: Int
  ) {
    require(
      images.count == 4 && weight.count == 4 && images[1] == weight[1],
      "\(operation): images [batch, channels, height, width] and filters [filters, channels, height, "
        + "width] must have equal channels, received shapes \(images) and \(weight)")
    require(
      bias == [weight[0]],
      "\(operation): the bias must have one element for each filter, received shapes \(bias) and "
        + "\(weight)")
    require(stride >= 1, "\(operation): the stride must be at least 1, received \(stride)")
    requirePadding(padding, operation)
    (batch, channels, imageHeight, imageWidth) = (images[0], images[1], images[2], images[3])
    (filters, filterHeight, filterWidth) = (weight[0], weight[2], weight[3])
    (self.stride, self.padding) = (stride, padding)
    let (down, right) = (
      imageHeight + 2 * padding - filterHeight, imageWidth + 2 * padding - filterWidth
    )
    require(
      down >= 0 && right >= 0 && filterHeight > 0 && filterWidth > 0,
      "\(operation): the filter must fit into the padded image, received shapes \(images) and "
        + "\(weight) and padding \(padding)")
    height = down / stride + 1
    width = right / stride + 1
    _ = Shape.count([batch, filters, height, width], operation)
    _ = Shape.count([batch, channels, filterHeight, filterWidth, height, width], operation)
  }

  /// The part of a row of output pixels whose inputs lie within the image.
  @inline(__always)
  private func inside(_ offset: Int) -> Range<Int> {
    let first = min(width, max(0, (padding - offset + stride - 1) / stride))
    let end = min(width, (imageWidth - 1 + padding - offset + stride) / stride)
    return first..<max(first, end)
  }

  /// Calls for every row of a patch matrix and of output pixels: where it starts in the matrix, and
  /// where in the image, or nil for a row of padding.
  @inline(__always)
  private func forEachRow(_ body: (_ column: Int, _ image: Int?, _ inside: Range<Int>) -> Void) {
    var place = 0
    for channel in 0..<channels {
      for y in 0..<filterHeight {
        for x in 0..<filterWidth {
          let inside = inside(x)
          for row in 0..<height {
            let line = row * stride + y - padding
            let valid = line >= 0 && line < imageHeight
            let start = (channel * imageHeight + line) * imageWidth + x - padding
            body(place, valid ? start : nil, inside)
            place += width
          }
        }
      }
    }
  }

  /// The patches of one image as the columns of a matrix [depth, pixels].
  func gather(_ image: UnsafePointer<Double>, _ patches: UnsafeMutablePointer<Double>) {
    forEachRow { place, start, inside in
      let target = patches + place
      guard let start else { return target.update(repeating: 0, count: width) }
      for x in 0..<inside.lowerBound { target[x] = 0 }
      if stride == 1 {
        for x in inside { target[x] = image[start + x] }
      } else {
        for x in inside { target[x] = image[start + x * stride] }
      }
      for x in inside.upperBound..<width { target[x] = 0 }
    }
  }

  /// Adds the adjoint of a patch matrix to the pixels that it was taken from.
  func scatter(_ patches: UnsafePointer<Double>, _ image: UnsafeMutablePointer<Double>) {
    forEachRow { place, start, inside in
      guard let start else { return }
      let source = patches + place
      if stride == 1 {
        for x in inside { image[start + x] += source[x] }
      } else {
        for x in inside { image[start + x * stride] += source[x] }
      }
    }
  }

  /// Memory for the patch matrices of all images.
  var emptyPatches: Buffer { Buffer(count: batch * depth * pixels) }

  /// The patch matrices of images, and the weight times each, plus the bias, or 0. Without a weight,
  /// the patches only.
  func outputs(
    of images: Buffer, by patches: Buffer, _ weight: Buffer?, _ result: SharedOutput? = nil,
    bias: Buffer? = nil
  ) {
    Threads.share(batch, operations: operations) { part in
      for image in part {
        let patch = patches.pointer + image * depth * pixels
        gather(images.read + image * imageSize, patch)
        guard let weight, let result else { continue }
        let target = result.pointer + image * filters * pixels
        if let bias {
          for filter in 0..<filters {
            (target + filter * pixels).update(repeating: bias.read[filter], count: pixels)
          }
        }
        Fast.matmul(
          filters, pixels, depth, weight.read, depth, 1, UnsafePointer(patch), target,
          accumulates: bias != nil)
      }
    }
  }

  /// The weight's transpose times the adjoint, added up where patches overlap.
  func imageAdjoint(_ weight: Buffer, _ dy: Buffer, _ dx: SharedOutput) {
    Threads.share(batch, operations: operations) { part in
      let adjoint = Buffer(count: depth * pixels)
      for image in part {
        Fast.matmul(
          depth, pixels, filters, weight.read, 1, depth, dy.read + image * filters * pixels,
          adjoint.pointer)
        let target = dx.pointer + image * imageSize
        target.update(repeating: 0, count: imageSize)
        scatter(adjoint.read, target)
      }
    }
  }

  /// The sum over the images of the adjoint times the transposed patches.
  func weightAdjoint(_ patches: Buffer, _ dy: Buffer, _ dw: UnsafeMutablePointer<Double>) {
    // Transposed, so that the filters are contiguous: patches [depth, pixels] by dyᵀ.
    let turned = Buffer(count: dy.count)
    for image in 0..<batch {
      let offset = image * filters * pixels
      Kernels.transpose(filters, pixels, dy.read + offset, turned.pointer + offset)
    }
    let sum = Buffer(repeating: 0, count: depth * filters)
    Threads.share(depth, operations: operations) { rows in
      for image in 0..<batch {
        Fast.matmul(
          rows.count, filters, pixels,
          patches.read + image * depth * pixels + rows.lowerBound * pixels, pixels, 1,
          turned.read + image * filters * pixels, sum.pointer + rows.lowerBound * filters,
          accumulates: true)
      }
    }
    Kernels.transpose(depth, filters, sum.read, dw)
  }
}

/// A padding that is so large that sizes overflow is none.
func requirePadding(_ padding: Int, _ operation: String) {
  require(
    padding >= 0 && padding <= 1 << 30,
    "\(operation): the padding must be at least 0 and at most 2³⁰, received \(padding)")
}
