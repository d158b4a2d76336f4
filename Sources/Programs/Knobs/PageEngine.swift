import Foundation
import Memo
package import Text

/// The engine of pages with knobs: the lesson's own, made for WebAssembly from the same sources. It
/// stands beside the library that lessons load.
package struct PageEngine: Sendable {
  package let bytes: [UInt8]
  /// What it is, for the keys of results.
  let digest: Digest

  package static let fileName = "page-engine.wasm"

  /// Where it stands.
  package static func path(_ toolchain: Toolchain) -> String {
    "\(toolchain.library)/\(fileName)"
  }

  /// The engine; where it is missing, how to make it.
  package static func find(_ toolchain: Toolchain) throws(Diagnostic) -> PageEngine {
    let path = path(toolchain)
    if let data = FileManager.default.contents(atPath: path) {
      return PageEngine(bytes: [UInt8](data))
    }
    let folder = URL(fileURLWithPath: toolchain.swiftc).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    throw Diagnostic(
      .noPageEngine(
        fileName, in: toolchain.library,
        linker: toolchain.program("wasm-ld") == nil ? folder : nil), at: nil)
  }

  package init(bytes: [UInt8]) {
    self.bytes = bytes
    digest = Digest(bytes)
  }
}
