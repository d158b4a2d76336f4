import Foundation
import Testing

/// Who needs whom among the modules and folders of `Sources`, read from the sources.
///
/// Between modules an arrow is an `import`. Between the folders of one module, where nothing is
/// imported, it is the name of a type or a function that stands at the top of a file of the other
/// folder.
struct RoomGraph {
  private(set) var arrows: [String: Set<String>] = [:]

  /// The graph of these files: their paths below `Sources`, and their texts.
  init(_ files: [(path: String, text: String)]) {
    let modules = Set(files.map { Self.module(of: $0.path) })
    var declared: [String: (module: String, folder: String)] = [:]
    for file in files {
      let names = file.text.matches(of: Self.declaration).map { String($0.1) }
      for name in names {
        declared[name] = (Self.module(of: file.path), Self.folder(of: file.path))
      }
    }
    for file in files {
      let (module, folder) = (Self.module(of: file.path), Self.folder(of: file.path))
      for match in file.text.matches(of: Self.importing) {
        let imported = String(match.1)
        if modules.contains(imported), imported != module { add(module, imported) }
      }
      let code = file.text.replacing(Self.comment, with: "").replacing(Self.string, with: "")
      for match in code.matches(of: /[A-Za-z_][A-Za-z0-9_]*/) {
        guard let place = declared[String(match.0)], place.module == module,
          place.folder != folder
        else { continue }
        add(folder, place.folder)
      }
    }
  }

  // `Regex` is no `Sendable`: each use makes its own.
  private static var importing: Regex<(Substring, Substring)> {
    /(?m)^(?:@testable |package |public |internal |private )?import (\w+)$/
  }
  private static var declaration: Regex<(Substring, Substring)> {
    /(?m)^(?:package |public |final |indirect )*(?:struct|class|enum|protocol|actor|func|typealias) (\w+)/
  }
  private static var comment: Regex<Substring> { /(?m)\/\/.*$/ }
  private static var string: Regex<Substring> { /"(?:\\.|[^"\\\n])*"/ }

  private static func module(of path: String) -> String {
    String(path.split(separator: "/").first ?? "")
  }

  /// The folder of a file, with its module's name in front.
  private static func folder(of path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }

  private mutating func add(_ one: String, _ other: String) {
    arrows[one, default: []].insert(other)
  }

  /// A way from a room back to itself, if there is one.
  var circle: [String]? {
    var done: Set<String> = []
    func walk(_ room: String, _ way: [String]) -> [String]? {
      if let start = way.firstIndex(of: room) { return Array(way[start...]) + [room] }
      if done.contains(room) { return nil }
      for next in (arrows[room] ?? []).sorted() {
        if let found = walk(next, way + [room]) { return found }
      }
      done.insert(room)
      return nil
    }
    for room in arrows.keys.sorted() {
      if let found = walk(room, []) { return found }
    }
    return nil
  }

  /// The arrows in words, a room a line.
  var words: String {
    arrows.sorted { $0.key < $1.key }
      .map { "\($0.key) needs \($0.value.sorted().joined(separator: ", "))\n" }.joined()
  }
}

@Suite("The rooms of the sources") struct RoomOrderTests {
  /// The weaver's modules: the engine's folders are one vocabulary, and in no order.
  static let rooms = [
    "Text", "Processes", "Memo", "Lessons", "Programs", "Verdicts", "Markup", "Formulas",
    "Drawings", "Pages", "Sites", "Courses", "Editing", "NablaCommand"
  ]

  private static func sources() throws -> [(path: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
    return try paths.filter { path in
      path.hasSuffix(".swift") && rooms.contains { path.hasPrefix("\($0)/") }
    }.sorted().map {
      ($0, try String(contentsOf: root.appendingPathComponent($0), encoding: .utf8))
    }
  }

  @Test func noWayLeadsBack() throws {
    let graph = RoomGraph(try Self.sources())
    #expect(graph.arrows["Courses"]?.contains("Sites") == true, "the graph is not read")
    #expect(graph.arrows["Sites/Book"]?.contains("Sites/Site") == true, "the graph is not read")
    #expect(graph.circle == nil, "\(graph.words)")
  }

  @Test func aWayBackIsFound() throws {
    let extra = [(path: "Text/Extra.swift", text: "import Sites\n")]
    #expect(RoomGraph(try Self.sources() + extra).circle != nil)
    let inside = [(path: "Sites/Site/Extra.swift", text: "let book: Book? = nil\n")]
    #expect(RoomGraph(try Self.sources() + inside).circle != nil)
  }
}
