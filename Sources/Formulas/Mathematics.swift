package import Lessons
package import Markup
package import Memo
internal import Synchronization
package import Text

/// Sets the formulas of one lesson, loading the typesetter when the first one comes.
package final class Mathematics {
  private let environment: Environment
  private let store: Store?
  /// The author's macros as JSON.
  private let macros: String
  private var typesetter: Result<Typesetter, Diagnostic>?
  private var done: [Formula: Node] = [:]

  /// - Parameter macros: what stands for each macro, by its name with the backslash.
  package init(_ environment: Environment, store: Store?, macros: [String: String]) {
    self.environment = environment
    self.store = store
    self.macros = Typesetter.json(macros)
  }

  /// The formula as MathML. A broken one is a problem at its line, and its TeX stands in its place.
  ///
  /// - Parameters:
  ///   - line: the line of the file on which the formula's text begins.
  ///   - isFromSource: whether the TeX stands in the file, so that a column can be found in it.
  package func html(
    _ formula: Formula, at line: Int, in file: SourceFile, isFromSource: Bool,
    _ problems: inout [Diagnostic]
  ) -> Node {
    if let math = done[formula] { return math }
    let key = key(of: formula)
    if let key, let kept = store?.read(key) {
      let math = Self.tree(String(decoding: kept, as: UTF8.self))
      done[formula] = math
      return math
    }
    let loaded: Typesetter
    do {
      loaded = try load()
    } catch {
      problems.append(error)
      return .text(formula.tex)
    }
    do {
      let markup = try loaded.mathML(formula, macros: macros)
      let math = Self.tree(markup)
      done[formula] = math
      if let key { store?.write(Array(markup.utf8), for: key) }
      return math
    } catch {
      let place =
        isFromSource
        ? Self.place(of: formula, offset: error.offset, from: line, in: file) : (line, nil)
      problems.append(
        file.diagnostic(
          .formula(tex: formula.tex, message: error.message), line: place.0, column: place.1))
      return .inline("code", [:], formula.tex)
    }
  }

  /// The typesetter's markup as a tree.
  private static func tree(_ markup: String) -> Node {
    TreeReader.tree(markup)?.first ?? .written(markup)
  }

  /// What a formula's markup depends on: its bytes, KaTeX, and our own mends of its markup.
  private func key(of formula: Formula) -> Digest? {
    guard store != nil, let version else { return nil }
    var key = KeyBuilder()
    key.add("formula \(Typesetter.revision) \(version) \(formula.isDisplay)")
    key.add(formula.tex)
    if macros != "{}" { key.add(macros) }
    return key.digest
  }

  private lazy var version = Self.version(environment)

  /// The versions that were found in this process, by what `NABLA_KATEX` says: the file is not read
  /// again for each lesson.
  private static let versions = Mutex<[String?: String]>([:])

  private static func version(_ environment: Environment) -> String? {
    versions.withLock { known in
      let named = environment[.katex]
      if known[named] == nil { known[named] = try? KaTeXFile.find(environment).version }
      return known[named]
    }
  }

  private func load() throws(Diagnostic) -> Typesetter {
    if typesetter == nil {
      do {
        typesetter = .success(try Typesetter(KaTeXFile.find(environment)))
      } catch {
        typesetter = .failure(error)
      }
    }
    return try typesetter!.get()
  }

  /// The line and column of an offset in a formula: its lines stand in the file as they are, behind
  /// whatever marks a list or quote puts before them.
  private static func place(
    of formula: Formula, offset: Int?, from line: Int, in file: SourceFile
  ) -> (Int, Int?) {
    let before = formula.tex.utf8.prefix(offset ?? 0)
    let breaks = before.count { $0 == 0x0A }
    let startsBelow = formula.tex.utf8.first == 0x0A
    let number = line + breaks - (startsBelow ? 1 : 0)
    let lines = formula.tex.split(separator: "\n", omittingEmptySubsequences: false)
    guard let source = file.line(max(number, line)),
      let range = source.firstRange(of: String(lines[min(breaks, lines.count - 1)]))
    else { return (max(number, line), nil) }
    let start = source.utf8.distance(from: source.startIndex, to: range.lowerBound)
    let within = before.reversed().prefix { $0 != 0x0A }.count
    return (max(number, line), start + within + 1)
  }
}
