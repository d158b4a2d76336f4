/// The windows of a pooling.
struct Windows: Sendable {
  let planes, imageHeight, imageWidth, height, width, size, stride, padding: Int
  let shape: [Int]

  /// How many windows there are.
  let count: Int

  init(_ operation: String, _ images: [Int], _ size: Int, _ stride: Int, _ padding: Int) {
    require(
      images.count == 4,
      "\(operation): images have the shape [batch, channels, height, width], received \(images)")
    require(
      size >= 1 && stride >= 1,
      "\(operation): size and stride must be at least 1, received \(size) and \(stride)")
    requirePadding(padding, operation)
    require(
      padding < size,
      "\(operation): the padding must be less than the size, so that every window sees a pixel, "
        + "received padding \(padding) and size \(size)")
    require(
      images[2] > 0 && images[3] > 0 && images[2] + 2 * padding >= size
        && images[3] + 2 * padding >= size,
      "\(operation): the window must fit into the image, received size \(size) and padding "
        + "\(padding) for \(images)")
    planes = images[0] * images[1]
    (imageHeight, imageWidth) = (images[2], images[3])
    height = (imageHeight + 2 * padding - size) / stride + 1
    width = (imageWidth + 2 * padding - size) / stride + 1
    (self.size, self.stride, self.padding) = (size, stride, padding)
    shape = [images[0], images[1], height, width]
    count = Shape.count(shape, operation)
  }

  /// What tells two poolings of one image apart.
  var attributes: [Double] { [Double(size), Double(stride), Double(padding)] }

  var window: Window {
    let down = Window.along(imageHeight, size, stride, padding, height)
    let right = Window.along(imageWidth, size, stride, padding, width)
    return Window(
      looks: planes * down.looks * right.looks, pixels: planes * down.pixels * right.pixels)
  }

  /// Calls for each window with its number and what it sees of the image: the place of the first
  /// pixel, and how many rows and columns.
  @inline(__always)
  func forEach(_ body: (_ index: Int, _ start: Int, _ rows: Int, _ columns: Int) -> Void) {
    var index = 0
    for plane in 0..<planes {
      for row in 0..<height {
        let top = row * stride - padding
        let first = max(0, top)
        let rows = min(imageHeight, top + size) - first
        for column in 0..<width {
          let left = column * stride - padding
          let start = max(0, left)
          body(
            index, (plane * imageHeight + first) * imageWidth + start, rows,
            min(imageWidth, left + size) - start)
          index += 1
        }
      }
    }
  }
}
