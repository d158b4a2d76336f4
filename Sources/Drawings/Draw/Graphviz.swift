import Foundation
package import Memo
import Processes
package import Text

/// Graphviz's `dot`, which lays out graphs.
package struct Graphviz {
  package let path: String
  /// The variables that it inherits.
  let environment: Environment

  /// How long a layout may take, in seconds: far longer than graphs that are drawn need.
  private static let timeout = 20.0

  /// The program that `NABLA_DOT` names, or else `dot` in `PATH`.
  package static func find(_ environment: Environment) throws(Diagnostic) -> Graphviz {
    var named = environment
    // An empty name is none.
    if named[.graphviz] == "" { named.variables[Environment.Name.graphviz.rawValue] = nil }
    return Graphviz(
      path: try ProgramSearch(
        variable: .graphviz, names: ["dot"], what: "Graphviz's dot",
        missing: .noGraphviz
      ).path(in: named), environment: environment)
  }

  /// What `dot -V` says, kept for as long as the file is the same.
  package func version(_ store: Store?) -> String {
    var key = KeyBuilder()
    key.add("graphviz 2")
    for path in [path, URL(fileURLWithPath: path).resolvingSymlinksInPath().path] {
      key.add("\(path) \(FileIdentity.text(path))")
    }
    if let kept = store?.read(key.digest) { return String(decoding: kept, as: UTF8.self) }
    guard
      let said = try? Capture.run(
        [path, "-V"], environment: environment.variables, seconds: Self.timeout),
      let version = said.standardError.firstMatch(of: /version ([0-9.]+)/)
    else { return "unknown" }
    store?.write(Array(version.1.utf8), for: key.digest)
    return String(version.1)
  }

  /// Lays out a graph.
  package func layout(_ request: GraphLayout.Request) throws(Diagnostic) -> GraphLayout {
    let said: Capture.Result
    do {
      said = try Capture.run(
        [path, "-Tjson0"], input: request.dot, environment: environment.variables,
        seconds: Self.timeout)
    } catch {
      throw Self.failure("\(error)")
    }
    guard said.status == 0 else {
      let words = said.standardError.split(separator: "\n").first.map(String.init)
      throw Self.failure(words ?? "it ended with status \(said.status) and said nothing")
    }
    guard let layout = GraphLayout(request, json: said.standardOutput) else {
      throw Self.failure("its answer is not as expected")
    }
    return layout
  }

  private static func failure(_ words: String) -> Diagnostic {
    Diagnostic(.graphNotLaidOut(words), at: nil)
  }
}

/// Lays out the graphs of one lesson, starting Graphviz when the first new one comes.
package final class GraphLayouts {
  let environment: Environment
  private let store: Store?
  private var graphviz: Result<(Graphviz, version: String), Diagnostic>?

  package init(_ environment: Environment, store: Store?) {
    self.environment = environment
    self.store = store
  }

  /// The layout of a graph; what kept it from being laid out is a problem.
  package func layout(_ request: GraphLayout.Request, _ problems: inout [Diagnostic])
    -> GraphLayout?
  {
    do throws(Diagnostic) {
      let (graphviz, version) = try load()
      var key = KeyBuilder()
      key.add("graph 1 \(version)")
      key.add(request.dot)
      if let kept = store?.read(key.digest),
        let layout = try? JSONDecoder().decode(GraphLayout.self, from: Data(kept))
      {
        return layout
      }
      let layout = try graphviz.layout(request)
      if let data = try? JSONEncoder().encode(layout) {
        store?.write([UInt8](data), for: key.digest)
      }
      return layout
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func load() throws(Diagnostic) -> (Graphviz, version: String) {
    if graphviz == nil {
      do throws(Diagnostic) {
        let found = try Graphviz.find(environment)
        graphviz = .success((found, found.version(store)))
      } catch {
        graphviz = .failure(error)
      }
    }
    return try graphviz!.get()
  }
}
