import Foundation
import TestSupport
import Testing
import Wire

@testable import Drawings
@testable import Memo
@testable import Processes
@testable import Text

@Suite("Drawn: Graphviz") struct GraphvizTests {
  private static let request = GraphLayout.Request(
    boxes: [
      .init(width: 40, height: 30), .init(width: 60, height: 30), .init(width: 50, height: 20)
    ],
    arrows: [
      .init(from: 0, to: 2, label: .init(width: 44, height: 16)), .init(from: 1, to: 2, label: nil),
      .init(from: 1, to: 2, label: nil)
    ], leadsDown: false)

  @Test func `lays out boxes and arrows`() throws {
    let layout = try Graphviz.find(.ofTests).layout(Self.request)
    #expect(layout.nodes.count == 3)
    #expect(layout.nodes[2].x > layout.nodes[0].x, "arrows lead to the right")
    #expect(layout.edges.count == 3 && layout.edges.allSatisfy { $0.count % 3 == 1 })
    #expect(layout.labels[0] != nil && layout.labels[1] == nil)
    for node in layout.nodes {
      #expect((0...layout.width).contains(node.x) && (0...layout.height).contains(node.y))
    }
    var down = Self.request
    down.leadsDown = true
    let other = try Graphviz.find(.ofTests).layout(down)
    #expect(other.nodes[2].y > other.nodes[0].y, "arrows lead down")
  }

  @Test func `no font has a say`() throws {
    // With no font at all, and with whatever this machine has.
    let folder = try TemporaryFolder()
    try folder.write(["fonts.conf": "<fontconfig></fontconfig>"])
    let dot = try Graphviz.find(.ofTests).path
    var bare = Environment.ofTests.variables
    bare["FONTCONFIG_FILE"] = folder.url.appendingPathComponent("fonts.conf").path
    let with = try Capture.run(
      [dot, "-Tjson0"], input: Self.request.dot, environment: Environment.ofTests.variables)
    let without = try Capture.run([dot, "-Tjson0"], input: Self.request.dot, environment: bare)
    #expect(with.status == 0)
    #expect(with.standardOutput == without.standardOutput)
  }

  @Test func `that is missing is the environment's fault, with a way out`() throws {
    let diagnostic = #expect(throws: Diagnostic.self) {
      try Graphviz.find(["PATH": "/nowhere"])
    }
    #expect(diagnostic?.isEnvironment == true)
    #expect(diagnostic?.reason.message.contains("there is no 'dot' in PATH") == true)
    let named = #expect(throws: Diagnostic.self) {
      try Graphviz.find(["NABLA_DOT": "/nowhere/dot"])
    }
    #expect(named?.reason.message.contains("NABLA_DOT names '/nowhere/dot'") == true)
  }

  @Test func `that fails or says something else is named`() throws {
    for path in ["/bin/false", "/bin/true"] {
      let diagnostic = #expect(throws: Diagnostic.self) {
        try Graphviz(path: path).layout(Self.request)
      }
      #expect(diagnostic?.reason.message.contains("could not lay out a graph") == true)
    }
  }

  @Test func `that is too slow is ended`() {
    let start = ContinuousClock.now
    #expect(throws: SystemError.self) {
      try Capture.run(["/bin/sleep", "60"], environment: [:], seconds: 0.1)
    }
    #expect(start.duration(to: .now) < .seconds(20))
  }

  @Test func `a layout that is stored is not made again`() throws {
    let folder = try TemporaryFolder()
    let store = Store(folder: folder.url.appendingPathComponent("store"))
    var problems: [Diagnostic] = []
    let first = GraphLayouts(.ofTests, store: store).layout(Self.request, &problems)
    let second = GraphLayouts(.ofTests, store: store).layout(Self.request, &problems)
    #expect(first != nil && first == second)
    #expect(problems.isEmpty)
  }

  @Test func `a graph of as many nodes as are drawn takes no time to speak of`() throws {
    let box = GraphLayout.Request.Box(width: 60, height: 56)
    var request = GraphLayout.Request(
      boxes: Array(repeating: box, count: 120), arrows: [], leadsDown: true)
    for node in 1..<120 {
      let label = GraphLayout.Request.Box(width: 40, height: 16)
      request.arrows.append(.init(from: node - 1, to: node, label: label))
      if node > 7 { request.arrows.append(.init(from: node - 7, to: node, label: nil)) }
    }
    #expect(try Graphviz.find(.ofTests).layout(request).nodes.count == 120)
  }
}
