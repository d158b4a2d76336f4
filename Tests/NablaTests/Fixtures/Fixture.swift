import Foundation
import Nabla
import Testing

/// Values and gradients that PyTorch or JAX computed: see pytorch.py and jax.py.
struct Fixture {
  private var tensors: [String: (shape: [Int], values: [Double])] = [:]

  init(_ name: String, from file: String = "pytorch.txt") throws {
    for line in try Fixture.lines(of: file) where line.hasPrefix(name + " ") {
      let fields = line.split(separator: " ")
      let shape = fields[2] == "-" ? [] : fields[2].split(separator: "x").map { Int($0)! }
      tensors[String(fields[1])] = (shape, fields.dropFirst(3).map { Double($0)! })
    }
    try #require(!tensors.isEmpty, "there is no fixture \(name)")
  }

  private static func lines(of file: String) throws -> [Substring] {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: file)
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
  }

  /// The names of all cases in a file.
  static func cases(of file: String) throws -> Set<String> {
    Set(try lines(of: file).map { String($0.prefix { $0 != " " }) })
  }

  /// The parameters p0, p1, … of a case.
  var parameters: [Tensor] {
    (0..<tensors.count).prefix { tensors["p\($0)"] != nil }.map { parameter("p\($0)") }
  }

  func has(_ name: String) -> Bool { tensors[name] != nil }

  func values(_ name: String) -> [Double] { tensors[name]!.values }

  func constant(_ name: String) -> Tensor {
    Tensor(tensors[name]!.values, shape: tensors[name]!.shape)
  }

  func parameter(_ name: String) -> Tensor {
    Tensor(tensors[name]!.values, shape: tensors[name]!.shape, name: name)
  }

  /// The loss that the script differentiates.
  func loss(_ output: Tensor) -> Tensor {
    tensors["coefficients"] == nil ? output : (output * constant("coefficients")).sum()
  }

  /// Expects values to agree to 10⁻¹² relative to the largest of them.
  func expect(
    _ tensor: Tensor, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let expected = values(name)
    #expect(tensor.count == expected.count, sourceLocation: sourceLocation)
    let size = expected.reduce(0) { max($0, abs($1)) }
    let error = zip(tensor.values, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(
      error <= 1e-12 * size, "\(name): relative error \(error / size)",
      sourceLocation: sourceLocation)
  }

  /// Expects the output and the gradients by all parameters.
  func expect(
    _ output: Tensor, _ parameters: [Tensor], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(output, "output", sourceLocation: sourceLocation)
    let gradients = loss(output).gradients()
    for parameter in parameters {
      expect(gradients[parameter], "d_" + parameter.name!, sourceLocation: sourceLocation)
    }
  }
}
