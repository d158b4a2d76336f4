internal import Foundation
internal import Synchronization
package import Text

/// The file that holds KaTeX.
///
/// Finding it and knowing its version takes about a millisecond; nothing is run for it, so a build
/// that has every formula already can ask.
package struct KaTeXFile: Sendable {
  package var path: String
  package var version: String
  fileprivate var source: String

  /// The places that packages put KaTeX.
  package static let places = [
    "/usr/share/javascript/katex/katex.min.js",
    "/usr/share/javascript/katex/katex.js",
    "/usr/share/nodejs/katex/dist/katex.min.js",
    "/usr/local/share/javascript/katex/katex.min.js",
    "/usr/lib/node_modules/katex/dist/katex.min.js",
    "/usr/local/lib/node_modules/katex/dist/katex.min.js",
    "/opt/homebrew/lib/node_modules/katex/dist/katex.min.js"
  ]

  /// The file that `NABLA_KATEX` names, or else the first of `places` that is there.
  package static func find(
    _ environment: Environment, places: [String] = Self.places
  ) throws(Diagnostic) -> KaTeXFile {
    let named = environment[.katex].flatMap { $0.isEmpty ? nil : $0 }
    for path in named.map({ [$0] }) ?? places {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      guard let source = String(validating: data, as: UTF8.self),
        let version = version(in: source)
      else {
        throw Diagnostic(.isNotKaTeX(path), at: nil)
      }
      return KaTeXFile(path: path, version: version, source: source)
    }
    if let named {
      throw Diagnostic(.noKaTeX(named: named), at: nil)
    }
    throw Diagnostic(.noKaTeX(in: places), at: nil)
  }

  /// The version that a line such as `version: "0.16.4"` gives.
  private static func version(in source: String) -> String? {
    let bytes = Array(source.utf8)
    let word = Array("version".utf8)
    var index = bytes.startIndex
    while index + word.count < bytes.endIndex {
      defer { index += 1 }
      guard bytes[index] == word[0], bytes[index..<index + word.count].elementsEqual(word)
      else { continue }
      var rest = bytes[(index + word.count)...].prefix(40)
      rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
      guard let sign = rest.popFirst(), sign == UInt8(ascii: ":") || sign == UInt8(ascii: "=")
      else { continue }
      rest = rest.drop { $0 == UInt8(ascii: " ") }
      guard let quote = rest.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.firstIndex(of: quote)
      else { continue }
      let version = String(decoding: rest[..<end], as: UTF8.self)
      if version.first?.isNumber == true, version.contains(".") { return version }
    }
    return nil
  }

  /// KaTeX as it was compiled last in this process, for the typesetters of other threads.
  private static let compiled = Mutex<(source: String, bytecode: [UInt8])?>(nil)

  /// A heap with KaTeX and our scripts in it.
  package func load() throws(Diagnostic) -> Duktape {
    let engine = Duktape()
    do throws(DuktapeError) {
      try engine.run(ScriptPrelude.script, name: "Prelude")
      let bytecode = try Self.compiled.withLock { compiled throws(DuktapeError) in
        if let compiled, compiled.source == source { return compiled.bytecode }
        let bytecode = try engine.bytecode(of: source, name: "KaTeX")
        compiled = (source, bytecode)
        return bytecode
      }
      try engine.run(bytecode: bytecode)
      try engine.run(MathMLMending.script, name: "Mending")
      // Whether it is KaTeX as we know it shows here, not at the first formula.
      let answer = try engine.call("typeset", ["x", "inline", "{}"], allowing: 1 << 20)
      guard answer == #"=<math alttext="x"><mi>x</mi></math>"# else {
        throw DuktapeError(kind: .thrown, message: "it sets 'x' as '\(answer.prefix(200))'")
      }
      return engine
    } catch {
      throw Diagnostic(.katexNotLoaded(path, version: version, error.message), at: nil)
    }
  }
}
