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
