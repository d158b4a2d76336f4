internal import Foundation
import Lessons
import Text

/// Sets formulas with KaTeX, at build time, as MathML that browsers draw by themselves.
///
/// ```swift
/// let typesetter = try Typesetter(KaTeXFile.find(environment))
/// let markup = try typesetter.mathML(Formula(tex: "e^{i\\pi}", isDisplay: false))
/// ```
///
/// The same formula gives the same bytes wherever KaTeX's version is the same. Loading takes some
/// 0.1 s, a twentieth of that for the second typesetter of a process, so make one when the first
/// formula comes. It has a JavaScript heap of its own and belongs to one thread. The thread's
/// stack should have 512 KiB or more.
package final class Typesetter {
  /// Counts the changes of our own that change markup: what is kept of an earlier one is not used.
  package static let revision = 3

  /// KaTeX's version.
  package let version: String

  private let installation: KaTeXFile
  private(set) var engine: Duktape

  /// The bytes that one formula may allocate, several times what a long one needs.
  private static let allowance = 256 << 20

  /// The UTF-16 code units that a formula may have. Some of KaTeX's work is quadratic in them.
  static let limit = 20_000

  init(_ installation: KaTeXFile) throws(Diagnostic) {
    self.installation = installation
    version = installation.version
    engine = try installation.load()
  }

  /// The formula as one `math` element.
  ///
  /// Its `alttext` is the TeX. Where it has classes, they are those of `stylesheet`.
  ///
  /// - Parameter macros: the author's, as `json(_:)` gives them.
  func mathML(_ formula: Formula, macros: String = "{}") throws(FormulaError) -> String {
    try Self.check(formula.tex)
    let answer: String
    do {
      answer = try engine.call(
        "typeset", [formula.tex, formula.isDisplay ? "block" : "inline", macros],
        allowing: Self.allowance)
    } catch {
      // What a stopped script leaves behind isn't known, so the next formula gets a new heap.
      // It was loaded before; if that fails now, the next formula fails in the old one.
      if let engine = try? installation.load() { self.engine = engine }
      throw Self.explanation(of: error)
    }
    let content = answer.dropFirst()
    if answer.hasPrefix("=") { return String(content) }
    let parts = content.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    throw FormulaError(
      message: Self.shortened(parts.count == 2 ? parts[1] : content),
      offset: parts.first.flatMap { Int($0) }.map { Self.utf8(utf16: $0, in: formula.tex) })
  }

  /// Texts by their names, as JSON with its keys in order.
  static func json(_ texts: [String: String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(texts)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  /// The message, which may quote the formula, at a length that a terminal shows.
  private static func shortened(_ message: Substring) -> String {
    let start = message.prefix(200)
    return start.endIndex == message.endIndex ? String(message) : start + "…"
  }

  /// Refuses what is too long, and characters that a page may not hold.
  private static func check(_ tex: String) throws(FormulaError) {
    guard tex.utf16.count <= limit else {
      throw FormulaError(
        message: "The formula is longer than \(limit) characters", offset: nil)
    }
    var offset = 0
    for scalar in tex.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      let isLine = scalar == "\n" || scalar == "\r" || scalar == "\t"
      let isNothing = (0xFDD0...0xFDEF).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE
      if isControl && !isLine || isNothing {
        let code = String(scalar.value, radix: 16, uppercase: true)
        let padding = String(repeating: "0", count: max(0, 4 - code.count))
        throw FormulaError(
          message: "The formula holds the control character U+\(padding)\(code)", offset: offset)
      }
      offset += UTF8.width(scalar)
    }
  }

  /// An error of the engine rather than of the formula, in words about the formula.
  private static func explanation(of error: DuktapeError) -> FormulaError {
    if error.kind == .exhausted {
      return FormulaError(message: "The formula grows too large", offset: nil)
    }
    if error.message.contains("callstack") || error.message.contains("C stack") {
      return FormulaError(message: "The formula is nested too deeply", offset: nil)
    }
    if error.message.hasPrefix("RangeError") {
      return FormulaError(message: "The formula is too long or nested too deeply", offset: nil)
    }
    return FormulaError(message: "KaTeX can't set the formula: \(error.message)", offset: nil)
  }

  /// The UTF-8 offset of a UTF-16 offset; between two surrogates, that of their character.
  private static func utf8(utf16 offset: Int, in text: String) -> Int {
    var remaining = offset
    var result = 0
    for scalar in text.unicodeScalars {
      remaining -= UTF16.width(scalar)
      if remaining < 0 { break }
      result += UTF8.width(scalar)
    }
    return result
  }
}
