extension Kernels {
  /// C = A·B, or C += A·B.
  ///
  /// A has m rows and k columns, and its element (i, p) is `a[i * rowStride + p * columnStride]`, so
  /// that it may stand in memory transposed. B is k × n and C is m × n, both with contiguous rows.
  /// Every element of C adds its terms in the order of p, starting from 0, or from what it was.
  ///
  /// Behind B there must be 15 more readable numbers, whatever they are: a vector reads beyond the
  /// last column, and its lanes there are dropped. A buffer has them.
  ///
  /// Tiles of 4 rows by two vectors stay in registers. Source: K. Goto, R. A. van de Geijn,
  /// "Anatomy of high-performance matrix multiplication", ACM TOMS 34 (2008), article 12.
  package static func matmul(
    _ m: Int, _ n: Int, _ k: Int,
    _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>, accumulates: Bool
  ) {
    if m == 0 || n == 0 { return }
    if k == 0 {
      if !accumulates { c.update(repeating: 0, count: m &* n) }
      return
    }
    let width = 2 &* Lane.scalarCount
    // A strip of B is copied when it would be read many times across distant rows.
    if m >= 16 && k &* n > 4096 {
      withUnsafeTemporaryAllocation(of: Double.self, capacity: min(k, 256) &* width) { strip in
        blocks(
          m, n, k, a, rowStride, columnStride, b, c, accumulates: accumulates,
          strip: strip.baseAddress)
      }
    } else {
      blocks(m, n, k, a, rowStride, columnStride, b, c, accumulates: accumulates, strip: nil)
    }
  }

  @inline(__always)
  private static func blocks(
    _ m: Int, _ n: Int, _ k: Int,
    _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>, accumulates: Bool,
    strip: UnsafeMutablePointer<Double>?
  ) {
    let width = 2 &* Lane.scalarCount
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 &* width) { tile in
      var p = 0
      while p < k {
        let count = min(256, k &- p)
        let bBlock = b + p &* n
        var j = 0
        while j < n {
          let columns = min(width, n &- j)
          var source = bBlock + j
          var stride = n
          if let strip {
            pack(source, n, count, columns, strip, width)
            source = UnsafePointer(strip)
            stride = width
          }
          column(
            m, columns, count, a + p &* columnStride, rowStride, columnStride, source, stride,
            c + j, n, tile.baseAddress!, accumulates || p > 0)
          j &+= width
        }
        p &+= count
      }
    }
  }

  /// Copies columns of B next to each other, filled up with zeros.
  @inline(__always)
  private static func pack(
    _ b: UnsafePointer<Double>, _ stride: Int, _ rows: Int, _ columns: Int,
    _ strip: UnsafeMutablePointer<Double>, _ width: Int
  ) {
    var source = b
    var target = strip
    for _ in 0..<rows {
      if columns == width {
        store(load(source, as: Lane.self), target)
        store(load(source + Lane.scalarCount, as: Lane.self), target + Lane.scalarCount)
      } else {
        for j in 0..<columns { target[j] = source[j] }
        for j in columns..<width { target[j] = 0 }
      }
      source += stride
      target += width
    }
  }

  /// One strip of C, at most two vectors wide.
  @inline(__always)
  private static func column(
    _ m: Int, _ columns: Int, _ k: Int,
    _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int,
    _ b: UnsafePointer<Double>, _ stride: Int, _ c: UnsafeMutablePointer<Double>, _ cStride: Int,
    _ tile: UnsafeMutablePointer<Double>, _ adds: Bool
  ) {
    let width = 2 &* Lane.scalarCount
    var i = 0
    #if WIDE512
      if columns == width {
        while i &+ 8 <= m {
          tile8(
            k, a + i &* rowStride, rowStride, columnStride, b, stride, c + i &* cStride, cStride,
            adds)
          i &+= 8
        }
      }
    #endif
    while i < m {
      let rows = min(4, m &- i)
      let target = c + i &* cStride
      let rowStart = a + i &* rowStride
      if columns == width && rows == 4 {
        tile4(k, rowStart, rowStride, columnStride, b, stride, target, cStride, adds)
      } else if columns == Lane.scalarCount && rows == 4 {
        tile4Narrow(k, rowStart, rowStride, columnStride, b, stride, target, cStride, adds)
      } else if columns == Lane.scalarCount {
        for r in 0..<rows {
          tile1Narrow(
            k, rowStart + r &* rowStride, columnStride, b, stride, target + r &* cStride, adds)
        }
      } else {
        if adds {
          for r in 0..<rows {
            for j in 0..<columns { tile[r &* width &+ j] = target[r &* cStride &+ j] }
          }
        }
        if rows == 4 {
          if columns <= Lane.scalarCount {
            tile4Narrow(k, rowStart, rowStride, columnStride, b, stride, tile, width, adds)
          } else {
            tile4(k, rowStart, rowStride, columnStride, b, stride, tile, width, adds)
          }
        } else {
          for r in 0..<rows {
            tile1(k, rowStart + r &* rowStride, columnStride, b, stride, tile + r &* width, adds)
          }
        }
        for r in 0..<rows {
          for j in 0..<columns { target[r &* cStride &+ j] = tile[r &* width &+ j] }
        }
      }
      i &+= 4
    }
  }

  @inline(__always)
  private static func tile4(
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
    private static func tile8(
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
  private static func tile4Narrow(
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
  private static func tile1(
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
  private static func tile1Narrow(
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

  /// B = Aᵀ for A with contiguous rows.
  package static func transpose(
    _ rows: Int, _ columns: Int, _ a: UnsafePointer<Double>, _ b: UnsafeMutablePointer<Double>
  ) {
    var i = 0
    while i < rows {
      let iEnd = min(i &+ 8, rows)
      for j in 0..<columns {
        for r in i..<iEnd { b[j &* rows &+ r] = a[r &* columns &+ j] }
      }
      i = iEnd
    }
  }
}
