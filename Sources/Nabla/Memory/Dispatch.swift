#if NABLA_WIDE
  import NablaKernels256
  import NablaKernels512
#endif

/// The kernels in the width of this processor.
enum Fast {
  @inline(__always)
  static func matmul(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<Double>, _ rowStride: Int,
    _ columnStride: Int, _ b: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>,
    accumulates: Bool = false
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider:
        return NablaKernels512.Kernels.matmul(
          m, n, k, a, rowStride, columnStride, b, c, accumulates: accumulates)
      case .wide:
        return NablaKernels256.Kernels.matmul(
          m, n, k, a, rowStride, columnStride, b, c, accumulates: accumulates)
      case .narrow: break
      }
    #endif
    Kernels.matmul(m, n, k, a, rowStride, columnStride, b, c, accumulates: accumulates)
  }

  @inline(__always)
  static func map(
    _ function: Elementwise, _ n: Int, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>, slope: Double = 0
  ) {
    let raw = function.rawValue
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.map(raw, n, x, y, slope: slope)
      case .wide: return NablaKernels256.Kernels.map(raw, n, x, y, slope: slope)
      case .narrow: break
      }
    #endif
    Kernels.map(raw, n, x, y, slope: slope)
  }

  @inline(__always)
  static func mapBackward(
    _ function: Elementwise, _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
    _ dy: UnsafePointer<Double>, _ dx: UnsafeMutablePointer<Double>, slope: Double = 0
  ) {
    let raw = function.rawValue
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.mapBackward(raw, n, x, y, dy, dx, slope: slope)
      case .wide: return NablaKernels256.Kernels.mapBackward(raw, n, x, y, dy, dx, slope: slope)
      case .narrow: break
      }
    #endif
    Kernels.mapBackward(raw, n, x, y, dy, dx, slope: slope)
  }

  @inline(__always)
  static func pair(
    _ function: Pairwise, _ n: Int, _ a: UnsafePointer<Double>, _ aStep: Int,
    _ b: UnsafePointer<Double>, _ bStep: Int, _ out: UnsafeMutablePointer<Double>
  ) {
    let raw = function.rawValue
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.pair(raw, n, a, aStep, b, bStep, out)
      case .wide: return NablaKernels256.Kernels.pair(raw, n, a, aStep, b, bStep, out)
      case .narrow: break
      }
    #endif
    Kernels.pair(raw, n, a, aStep, b, bStep, out)
  }

  @inline(__always)
  static func crossEntropy(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ labels: UnsafePointer<Int>,
    _ y: UnsafeMutablePointer<Double>, _ losses: UnsafeMutablePointer<Double>
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.crossEntropy(rows, columns, x, labels, y, losses)
      case .wide: return NablaKernels256.Kernels.crossEntropy(rows, columns, x, labels, y, losses)
      case .narrow: break
      }
    #endif
    Kernels.crossEntropy(rows, columns, x, labels, y, losses)
  }

  @inline(__always)
  static func descend(
    _ n: Int, _ w: UnsafePointer<Double>, _ g: UnsafePointer<Double>, rate: Double,
    _ out: UnsafeMutablePointer<Double>
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.descend(n, w, g, rate: rate, out)
      case .wide: return NablaKernels256.Kernels.descend(n, w, g, rate: rate, out)
      case .narrow: break
      }
    #endif
    Kernels.descend(n, w, g, rate: rate, out)
  }

  @inline(__always)
  static func sumAxis(
    _ outer: Int, _ count: Int, _ inner: Int, _ x: UnsafePointer<Double>,
    _ y: UnsafeMutablePointer<Double>
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.sumAxis(outer, count, inner, x, y)
      case .wide: return NablaKernels256.Kernels.sumAxis(outer, count, inner, x, y)
      case .narrow: break
      }
    #endif
    Kernels.sumAxis(outer, count, inner, x, y)
  }

  @inline(__always)
  static func softmax(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.softmax(rows, columns, x, y)
      case .wide: return NablaKernels256.Kernels.softmax(rows, columns, x, y)
      case .narrow: break
      }
    #endif
    Kernels.softmax(rows, columns, x, y)
  }

  @inline(__always)
  static func logSoftmax(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.logSoftmax(rows, columns, x, y)
      case .wide: return NablaKernels256.Kernels.logSoftmax(rows, columns, x, y)
      case .narrow: break
      }
    #endif
    Kernels.logSoftmax(rows, columns, x, y)
  }

  @inline(__always)
  static func logSumExp(
    _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>,
    _ sums: UnsafeMutablePointer<Double>
  ) {
    #if NABLA_WIDE
      switch Width.current {
      case .wider: return NablaKernels512.Kernels.logSumExp(rows, columns, x, y, sums)
      case .wide: return NablaKernels256.Kernels.logSumExp(rows, columns, x, y, sums)
      case .narrow: break
      }
    #endif
    Kernels.logSumExp(rows, columns, x, y, sums)
  }
}
