/// The inner loops of the engine over raw memory.
///
/// This folder is compiled into the engine for every machine, and again into modules for processors
/// with wider vectors. The bits of a result don't depend on the width: a vector's lanes hold
/// different results, and each result adds up its terms one after the other in the order of the
/// inner index. No multiplication and addition are fused: the compiler may do so only when asked.
package enum Kernels {
  #if WIDE512
    typealias Lane = SIMD8<Double>
  #elseif WIDE256
    typealias Lane = SIMD4<Double>
  #else
    typealias Lane = SIMD2<Double>
  #endif

  @inline(__always)
  static func load<Vector>(_ pointer: UnsafePointer<Double>, as: Vector.Type) -> Vector {
    UnsafeRawPointer(pointer).loadUnaligned(as: Vector.self)
  }

  @inline(__always)
  static func store<Vector>(_ vector: Vector, _ pointer: UnsafeMutablePointer<Double>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: Vector.self)
  }
}
