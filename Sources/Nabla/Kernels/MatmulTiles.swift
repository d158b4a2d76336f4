/// The tiles of a product of matrices, whose sums stay in registers: rows by vectors, where C = A·B over k
/// terms, or C += A·B where it `adds`.
extension Kernels {
  @inline(__always)
  static func tile4(
    _ k: Int, _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ stride: Int,
    _ c: UnsafeMutablePointer<Double>, _ cStride: Int, _ adds: Bool
  ) {
    let w = Lane.scalarCount
    var c00 = Lane()
    var c01 = Lane()
    var c10 = Lane()
    var c11 = Lane()
    var c20 = Lane()
    var c21 = Lane()
    var c30 = Lane()
    var c31 = Lane()
    if adds {
      c00 = load(c, as: Lane.self)
      c01 = load(c + w, as: Lane.self)
      c10 = load(c + cStride, as: Lane.self)
      c11 = load(c + cStride + w, as: Lane.self)
      c20 = load(c + 2 &* cStride, as: Lane.self)
      c21 = load(c + 2 &* cStride + w, as: Lane.self)
      c30 = load(c + 3 &* cStride, as: Lane.self)
      c31 = load(c + 3 &* cStride + w, as: Lane.self)
    }
    var pa = a
    var pb = b
    for _ in 0..<k {
      let b0 = load(pb, as: Lane.self)
      let b1 = load(pb + w, as: Lane.self)
      let a0 = Lane(repeating: pa[0])
      c00 += a0 * b0
      c01 += a0 * b1
      let a1 = Lane(repeating: pa[rowStride])
      c10 += a1 * b0
      c11 += a1 * b1
      let a2 = Lane(repeating: pa[2 &* rowStride])
      c20 += a2 * b0
      c21 += a2 * b1
      let a3 = Lane(repeating: pa[3 &* rowStride])
      c30 += a3 * b0
      c31 += a3 * b1
      pa += columnStride
      pb += stride
    }
    store(c00, c)
    store(c01, c + w)
    store(c10, c + cStride)
    store(c11, c + cStride + w)
    store(c20, c + 2 &* cStride)
    store(c21, c + 2 &* cStride + w)
    store(c30, c + 3 &* cStride)
    store(c31, c + 3 &* cStride + w)
  }

  #if WIDE512
    /// Eight rows by two vectors: there are 32 registers.
    @inline(__always)
    static func tile8(
      _ k: Int, _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int,
      _ b: UnsafePointer<Double>, _ stride: Int,
      _ c: UnsafeMutablePointer<Double>, _ cStride: Int, _ adds: Bool
    ) {
      let w = Lane.scalarCount
      var c00 = Lane()
      var c01 = Lane()
      var c10 = Lane()
      var c11 = Lane()
      var c20 = Lane()
      var c21 = Lane()
      var c30 = Lane()
      var c31 = Lane()
      var c40 = Lane()
      var c41 = Lane()
      var c50 = Lane()
      var c51 = Lane()
      var c60 = Lane()
      var c61 = Lane()
      var c70 = Lane()
      var c71 = Lane()
      if adds {
        c00 = load(c + 0 &* cStride, as: Lane.self)
        c01 = load(c + 0 &* cStride + w, as: Lane.self)
        c10 = load(c + 1 &* cStride, as: Lane.self)
        c11 = load(c + 1 &* cStride + w, as: Lane.self)
        c20 = load(c + 2 &* cStride, as: Lane.self)
        c21 = load(c + 2 &* cStride + w, as: Lane.self)
        c30 = load(c + 3 &* cStride, as: Lane.self)
        c31 = load(c + 3 &* cStride + w, as: Lane.self)
        c40 = load(c + 4 &* cStride, as: Lane.self)
        c41 = load(c + 4 &* cStride + w, as: Lane.self)
        c50 = load(c + 5 &* cStride, as: Lane.self)
        c51 = load(c + 5 &* cStride + w, as: Lane.self)
        c60 = load(c + 6 &* cStride, as: Lane.self)
        c61 = load(c + 6 &* cStride + w, as: Lane.self)
        c70 = load(c + 7 &* cStride, as: Lane.self)
        c71 = load(c + 7 &* cStride + w, as: Lane.self)
      }
      var pa = a
      var pb = b
      for _ in 0..<k {
        let b0 = load(pb, as: Lane.self)
        let b1 = load(pb + w, as: Lane.self)
        let a0 = Lane(repeating: pa[0 &* rowStride])
        c00 += a0 * b0
        c01 += a0 * b1
        let a1 = Lane(repeating: pa[1 &* rowStride])
        c10 += a1 * b0
        c11 += a1 * b1
        let a2 = Lane(repeating: pa[2 &* rowStride])
        c20 += a2 * b0
        c21 += a2 * b1
        let a3 = Lane(repeating: pa[3 &* rowStride])
        c30 += a3 * b0
        c31 += a3 * b1
        let a4 = Lane(repeating: pa[4 &* rowStride])
        c40 += a4 * b0
        c41 += a4 * b1
        let a5 = Lane(repeating: pa[5 &* rowStride])
        c50 += a5 * b0
        c51 += a5 * b1
        let a6 = Lane(repeating: pa[6 &* rowStride])
        c60 += a6 * b0
        c61 += a6 * b1
        let a7 = Lane(repeating: pa[7 &* rowStride])
        c70 += a7 * b0
        c71 += a7 * b1
        pa += columnStride
        pb += stride
      }
      store(c00, c + 0 &* cStride)
      store(c01, c + 0 &* cStride + w)
      store(c10, c + 1 &* cStride)
      store(c11, c + 1 &* cStride + w)
      store(c20, c + 2 &* cStride)
      store(c21, c + 2 &* cStride + w)
      store(c30, c + 3 &* cStride)
      store(c31, c + 3 &* cStride + w)
      store(c40, c + 4 &* cStride)
      store(c41, c + 4 &* cStride + w)
      store(c50, c + 5 &* cStride)
      store(c51, c + 5 &* cStride + w)
      store(c60, c + 6 &* cStride)
      store(c61, c + 6 &* cStride + w)
      store(c70, c + 7 &* cStride)
      store(c71, c + 7 &* cStride + w)
    }
  #endif

  @inline(__always)
  static func tile4Narrow(
    _ k: Int, _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ stride: Int,
    _ c: UnsafeMutablePointer<Double>, _ cStride: Int, _ adds: Bool
  ) {
    var c0 = Lane()
    var c1 = Lane()
    var c2 = Lane()
    var c3 = Lane()
    if adds {
      c0 = load(c, as: Lane.self)
      c1 = load(c + cStride, as: Lane.self)
      c2 = load(c + 2 &* cStride, as: Lane.self)
      c3 = load(c + 3 &* cStride, as: Lane.self)
    }
    var pa = a
    var pb = b
    for _ in 0..<k {
      let row = load(pb, as: Lane.self)
      c0 += Lane(repeating: pa[0]) * row
      c1 += Lane(repeating: pa[rowStride]) * row
      c2 += Lane(repeating: pa[2 &* rowStride]) * row
      c3 += Lane(repeating: pa[3 &* rowStride]) * row
      pa += columnStride
      pb += stride
    }
    store(c0, c)
    store(c1, c + cStride)
    store(c2, c + 2 &* cStride)
    store(c3, c + 3 &* cStride)
  }

  @inline(__always)
  static func tile1(
    _ k: Int, _ a: UnsafePointer<Double>, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ stride: Int, _ c: UnsafeMutablePointer<Double>, _ adds: Bool
  ) {
    let w = Lane.scalarCount
    var c0 = Lane()
    var c1 = Lane()
    if adds {
      c0 = load(c, as: Lane.self)
      c1 = load(c + w, as: Lane.self)
    }
    var pa = a
    var pb = b
    for _ in 0..<k {
      let value = Lane(repeating: pa[0])
      c0 += value * load(pb, as: Lane.self)
      c1 += value * load(pb + w, as: Lane.self)
      pa += columnStride
      pb += stride
    }
    store(c0, c)
    store(c1, c + w)
  }

  @inline(__always)
  static func tile1Narrow(
    _ k: Int, _ a: UnsafePointer<Double>, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ stride: Int, _ c: UnsafeMutablePointer<Double>, _ adds: Bool
  ) {
    var sum = adds ? load(c, as: Lane.self) : Lane()
    var pa = a
    var pb = b
    for _ in 0..<k {
      sum += Lane(repeating: pa[0]) * load(pb, as: Lane.self)
      pa += columnStride
      pb += stride
    }
    store(sum, c)
  }
}
