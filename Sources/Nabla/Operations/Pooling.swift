/// The largest value of each window of the images.
///
/// The images have the shape [batch, channels, height, width]; a window is `size` × `size` pixels
/// and moves by `stride`, by default its size. Around the images stand `padding` rows and columns
/// that are never the largest, fewer than `size`. What doesn't fill a window is left out.
///
/// NaN counts as larger than all numbers. The derivative goes to the first of equal values, or to
/// the first NaN.
public func maxPool(
  _ images: Tensor, size: Int, stride: Int? = nil, padding: Int = 0
) -> Tensor {
  let windows = Windows("maxPool", images.shape, size, stride ?? size, padding)
  return Recall.result(
    Operation.maxPool.name, [images], attributes: windows.attributes
  ) {
    let result = Buffer(count: windows.count)
    let places = Places(count: result.count)
    let x = images.node.values
    windows.forEach { index, start, rows, columns in
      var best = start
      var top = x[start]
      for y in 0..<rows {
        let line = start + y * windows.imageWidth
        // Larger, or NaN as the first of its kind: then top equals itself.
        for place in line..<line + columns where !(x[place] <= top) && top == top {
          best = place
          top = x[place]
        }
      }
      result.pointer[index] = top
      places.pointer[index] = best
    }
    return Tensor(.maxPool, windows.shape, result, from: [images]) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        for index in 0..<dy.count { dx[places.pointer[index]] += dy.pointer[index] }
      }
    }
  }
}

/// The mean of each window of the images.
///
/// The images have the shape [batch, channels, height, width]; a window is `size` × `size` pixels
/// and moves by `stride`, by default its size. Around the images stand `padding` rows and columns of
/// zeros, fewer than `size`, which count. What doesn't fill a window is left out.
///
/// A mean doesn't overflow where the sum does. The derivative is 1/size² for each pixel of a window.
public func averagePool(
  _ images: Tensor, size: Int, stride: Int? = nil, padding: Int = 0
) -> Tensor {
  let windows = Windows("averagePool", images.shape, size, stride ?? size, padding)
  return Recall.result(
    Operation.averagePool.name, [images], attributes: windows.attributes
  ) {
    let result = Buffer(count: windows.count)
    let area = Double(size) * Double(size)
    windows.forEach { index, start, rows, columns in
      func sum(_ factor: Double) -> Double {
        var sum = 0.0
        for y in 0..<rows {
          let line = images.node.values + start + y * windows.imageWidth
          for x in 0..<columns { sum += line[x] * factor }
        }
        return sum
      }
      let plain = sum(1)
      result.pointer[index] = plain.isFinite ? plain / area : sum(0x1p-64) / area * 0x1p64
    }
    return Tensor(
      .averagePool, windows.shape, result, from: [images], window: windows.window
    ) { node, dy, pass in
      let x = node.inputs[0]
      pass.add(x) { dx in
        dx.update(repeating: 0, count: x.count)
        windows.forEach { index, start, rows, columns in
          let share = dy.pointer[index] / area
          for y in 0..<rows {
            for column in 0..<columns { dx[start + y * windows.imageWidth + column] += share }
          }
        }
      }
    }
  }
}

extension Operation {
  /// The sum of the derivatives of one maximum that lies in several windows is not counted.
  static let maxPool = Operation(copying: "maxPool") { names, _ in
    "[\(names[0]) = \(names.result)]"
  }

  static let averagePool = Operation(
    "averagePool",
    forward: { Cost($0.count, $0.window!.looks - $0.count) },
    backward: { node, _ in Cost(node.count, node.window!.looks - node.window!.pixels) },
    derivative: { _, _ in "1/n" })
}

/// Memory for places.
private final class Places: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<Int>

  init(count: Int) {
    pointer = .allocate(capacity: count)
  }

  deinit {
    pointer.deallocate()
  }
}
