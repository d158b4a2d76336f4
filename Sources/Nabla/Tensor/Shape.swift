/// The numbers of elements that shapes have.
enum Shape {
  /// As many elements as a tensor can have at most: 2⁵⁸, which are 2⁶¹ bytes.
  private static let limit = 1 << 58

  /// The product of dimensions.
  ///
  /// A negative dimension, or more elements than any memory holds, is a precondition failure in the
  /// name of an operation. Dimensions of 0 don't excuse the others, so that every part of a shape
  /// that has passed has a product, too.
  @inline(__always)
  static func count(_ shape: [Int], _ operation: @autoclosure () -> String) -> Int {
    var product = 1
    var isEmpty = false
    for length in shape {
      if length <= 0 {
        require(
          length == 0, "\(operation()): dimensions must not be negative, received \(shape)")
        isEmpty = true
        continue
      }
      let (larger, overflows) = product.multipliedReportingOverflow(by: length)
      require(
        !overflows && larger <= limit,
        "\(operation()): no memory holds as many elements as shape \(shape) has")
      product = larger
    }
    return isEmpty ? 0 : product
  }
}
