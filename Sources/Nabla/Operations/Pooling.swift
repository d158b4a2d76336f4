/// The largest value of each window of the images.
///
/// The images have the shape [batch, channels, height, width]; a window is `size` × `size` pixels
/// and moves by `stride`, by default its size. What doesn't fill a window is left out. The
/// derivative goes to the first of equal values.
public func maxPool(_ images: Tensor, size: Int, stride: Int? = nil) -> Tensor {
  let windows = Windows("maxPool", images.shape, size, stride ?? size)
  return Recall.result("maxPool", [images], attributes: [Double(size), Double(windows.stride)]) {
    let result = Buffer(count: windows.planes * windows.height * windows.width)
    let places = UnsafeIndices(count: result.count)
    let x = images.node.values
    var index = 0
    for plane in 0..<windows.planes {
      for row in 0..<windows.height {
        for column in 0..<windows.width {
          var best = windows.start(plane, row, column)
          for y in 0..<size {
            let line = windows.start(plane, row, column) + y * windows.imageWidth
            for place in line..<line + size where !(x[place] <= x[best]) { best = place }
          }
          result.pointer[index] = x[best]
          places.pointer[index] = Int32(truncatingIfNeeded: best)
          index += 1
        }
      }
    }
    return Tensor("maxPool", windows.shape, result, from: [images]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for index in 0..<dy.count { dx[Int(places.pointer[index])] += dy.pointer[index] }
      }
    }
  }
}

/// The mean of each window of the images.
///
/// The images have the shape [batch, channels, height, width]; a window is `size` × `size` pixels
/// and moves by `stride`, by default its size. What doesn't fill a window is left out. The
/// derivative is 1/size² for each pixel of a window.
public func averagePool(_ images: Tensor, size: Int, stride: Int? = nil) -> Tensor {
  let windows = Windows("averagePool", images.shape, size, stride ?? size)
  return Recall.result("averagePool", [images], attributes: [Double(size), Double(windows.stride)])
  {
    let result = Buffer(count: windows.planes * windows.height * windows.width)
    let area = Double(size * size)
    windows.forEach { index, start in
      var sum = 0.0
      for y in 0..<size {
        for x in 0..<size { sum += images.node.values[start + y * windows.imageWidth + x] }
      }
      result.pointer[index] = sum / area
    }
    return Tensor(
      "averagePool", windows.shape, result, from: [images], window: windows.window(size)
    ) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        windows.forEach { index, start in
          let share = dy.pointer[index] / area
          for y in 0..<size {
            for column in 0..<size { dx[start + y * windows.imageWidth + column] += share }
          }
        }
      }
    }
  }
}

/// Memory for places.
final class UnsafeIndices: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Int32>

  init(count: Int) {
    pointer = .allocate(capacity: count)
  }

  deinit {
    pointer.deallocate()
  }
}

/// The windows of a pooling.
struct Windows: Sendable {
  let planes, imageHeight, imageWidth, height, width, stride: Int
  let shape: [Int]

  init(_ operation: String, _ images: [Int], _ size: Int, _ stride: Int) {
    require(
      images.count == 4,
      "\(operation): images have the shape [batch, channels, height, width], received \(images)")
    require(
      size >= 1 && stride >= 1,
      "\(operation): size and stride must be at least 1, received \(size) and \(stride)")
    require(
      images[2] >= size && images[3] >= size,
      "\(operation): the window must fit into the image, received size \(size) for \(images)")
    planes = images[0] * images[1]
    (imageHeight, imageWidth) = (images[2], images[3])
    height = (imageHeight - size) / stride + 1
    width = (imageWidth - size) / stride + 1
    self.stride = stride
    shape = [images[0], images[1], height, width]
  }

  func window(_ size: Int) -> Window {
    let down = Window.along(imageHeight, size, stride, 0, height)
    let right = Window.along(imageWidth, size, stride, 0, width)
    return Window(
      looks: planes * down.looks * right.looks, pixels: planes * down.pixels * right.pixels)
  }

  @inline(__always)
  func start(_ plane: Int, _ row: Int, _ column: Int) -> Int {
    (plane * imageHeight + row * stride) * imageWidth + column * stride
  }

  /// Calls with the number of each window and the place of its first pixel.
  @inline(__always)
  func forEach(_ body: (Int, Int) -> Void) {
    var index = 0
    for plane in 0..<planes {
      for row in 0..<height {
        for column in 0..<width {
          body(index, start(plane, row, column))
          index += 1
        }
      }
    }
  }
}
