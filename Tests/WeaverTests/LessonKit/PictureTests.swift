import Nabla
import Testing
import Wire

@testable import LessonKit

@Suite("LessonKit: bars, maps, images, graphs, steps") struct PictureTests {
  private struct Surprise: Error {}

  private func map(_ map: LessonKit.HeatMap) throws -> Wire.HeatMap {
    guard case .heatMap(let map) = map.display else { throw Surprise() }
    return map
  }

  private func images(_ grid: LessonKit.ImageGrid) throws -> Wire.ImageGrid {
    guard case .images(let grid) = grid.display else { throw Surprise() }
    return grid
  }

  private func graph(_ drawn: some Displayable) throws -> Wire.Graph {
    guard case .graph(let graph) = drawn.display else { throw Surprise() }
    return graph
  }

  private func steps(_ steps: LessonKit.Steps) throws -> Wire.Steps {
    guard case .steps(let steps) = steps.display else { throw Surprise() }
    return steps
  }

  // MARK: Bars

  @Test func `bars keep the order of their things`() {
    let bars = LessonKit.Bars("B", ["b": 2.5, "a": .nan], measure: "m")
    #expect(
      bars.display
        == .bars(
          Wire.Bars(
            title: "B", value: Axis("m"), labels: ["b", "a"],
            series: [.init(nil, values: [2.5, nil])])))
  }

  @Test func `bars of several series, and more than there is room for`() throws {
    let labels = (0..<100).map { "\($0)" }
    let bars = LessonKit.Bars(for: labels).adding("one", 0..<100).adding("two", labels.indices)
    guard case .bars(let drawn) = bars.display else { throw Surprise() }
    #expect(drawn.labels.count == 60 && drawn.omitted == 40)
    #expect(drawn.series.map(\.name) == ["one", "two"])
    #expect(drawn.series.allSatisfy { $0.values.count == 60 })
  }

  // MARK: Heat maps

  @Test func `a matrix is drawn as it is, with two colours where its signs differ`() throws {
    let drawn = try map(LessonKit.HeatMap("W", Tensor([[1, -2], [3, 4]])))
    #expect(drawn.rows == [[1, -2], [3, 4]])
    #expect(drawn.scale == [-2, 4] && drawn.middle == 0)
    #expect(!drawn.startsBelow && drawn.size == [2, 2])
    let positive = try map(LessonKit.HeatMap([[1, 2], [3, 4]]))
    #expect(positive.middle == nil && positive.scale == [1, 4])
    #expect(try map(LessonKit.HeatMap([[1, 2]]).colorsMeet(at: 1.5)).middle == 1.5)
    #expect(try map(LessonKit.HeatMap([[1, 2]]).scale(0...5)).scale == [0, 5])
  }

  @Test func `a function is asked at the middles of the cells`() throws {
    let drawn = try map(
      LessonKit.HeatMap("F", x: 0...4, y: 10...12, cells: 2) { x, y in x + y }
        .labels(x: "a", y: "b").border(at: 13).points("p", x: [1], y: [11]))
    #expect(drawn.rows == [[11.5, 13.5], [12.5, 14.5]])
    #expect(drawn.startsBelow)
    #expect(drawn.x == Axis("a", ends: [0, 4]) && drawn.y == Axis("b", ends: [10, 12]))
    #expect(drawn.border == 13 && drawn.points.map(\.name) == ["p"])
  }

  @Test func `what is no number stays empty, and large maps become means`() throws {
    let drawn = try map(LessonKit.HeatMap([[1, .nan], [.infinity, 2]]))
    #expect(drawn.rows == [[1, nil], [nil, 2]] && drawn.notFinite == 2)
    let rows = (0..<1_000).map { row in (0..<100).map { Double(row / 2 * 100 + $0) } }
    let large = try map(LessonKit.HeatMap(rows))
    #expect(large.rows.count == 48 && large.rows[0].count == 48)
    #expect(large.size == [100, 1_000])
    #expect(large.scale == [0, 49_999], "the ends are those of all values")
    #expect(large.notes(.english) == ["100 × 1000 values drawn as 48 × 48 means"])
    let none = try map(LessonKit.HeatMap([[Double]]()))
    #expect(none.rows.isEmpty && none.scale == [0, 0])
  }

  // MARK: Images

  @Test func `pixels become shades between the least and the most of all`() throws {
    let grid = try images(
      LessonKit.ImageGrid("I", [[0, 16, 8, .nan], [4, 4, 4, 4]], width: 2, labels: ["a", "b"]))
    #expect(grid.images.map(\.rows) == [["0f", "8x"], ["44", "44"]])
    #expect(grid.images.map(\.label) == ["a", "b"])
    #expect(grid.scale == [0, 16] && grid.count == 2)
    let tensor = try images(LessonKit.ImageGrid(Tensor(repeating: 1, shape: [3, 1, 2, 5])))
    #expect(tensor.images.count == 3 && tensor.images[0].size == [5, 2])
    #expect(tensor.images[0].rows == ["00000", "00000"], "all equal")
  }

  @Test func `many images and large ones are cut down`() throws {
    let grid = try images(
      LessonKit.ImageGrid(
        nil, Array(repeating: Array(repeating: 0.5, count: 4_000), count: 70), width: 40))
    #expect(grid.images.count == 64 && grid.count == 70)
    #expect(grid.images[0].rows.count == 32 && grid.images[0].rows[0].count == 32)
    #expect(grid.images[0].size == [40, 100])
    #expect(grid.notes(.english).count == 2)
  }

  // MARK: Graphs

  @Test func `a loss is drawn with its values and derivatives`() throws {
    let w = Scalar(3, name: "w")
    let x = Scalar(constant: 2, name: "x")
    let loss = (w * x).named("L")
    let graph = try graph(GraphDiagram("G", loss.graph()))
    #expect(graph.nodes.map(\.label) == ["w", "x", "L"])
    #expect(graph.nodes.map(\.role) == [.parameter, .constant, .loss])
    #expect(graph.nodes.map(\.value) == ["3", "2", "6"])
    #expect(graph.nodes.map(\.gradient) == ["2", nil, "1"])
    #expect(graph.edges.map { [$0.from, $0.to] } == [[0, 2], [1, 2]])
    #expect(graph.edges[0].label == "x" && graph.edges[0].value == "2")
    #expect(loss.graph().display == GraphDiagram(loss.graph()).display)
  }

  @Test func `a graph of 2,000 nodes is counted, not drawn`() throws {
    var sum = Scalar(0.5, name: "w")
    for _ in 0..<1_999 { sum = tanh(sum) }
    let graph = try graph(GraphDiagram(of: sum))
    #expect(graph.nodes.count == 20)
    #expect(graph.summary?.first == .init("nodes", 2_000))
    #expect(graph.summary?.contains(.init("tanh", 1_999)) == true)
    #expect(graph.edges.allSatisfy { $0.from < $0.to && $0.to < 20 })
  }

  @Test func `a network of dense layers shows its neurons, another one its layers`() throws {
    var source = RandomSource(seed: 1)
    let dense = Network {
      Dense(inputs: 64, outputs: 3, using: &source)
      Activation.tanh
      Dense(inputs: 3, outputs: 1, using: &source)
    }
    guard case .neurons(let neurons) = NetworkDiagram("N", dense).display else { throw Surprise() }
    #expect(neurons.columns.map(\.name) == [nil, "Dense, tanh", "Dense"])
    #expect(neurons.columns.map(\.count) == [64, 3, 1])
    #expect(neurons.columns.map(\.neurons.count) == [6, 3, 1])
    #expect(neurons.weights.map(\.count) == [6, 3])
    #expect(neurons.weights[0].allSatisfy { $0.count == 3 })
    let other = Network {
      Dense(inputs: 4, outputs: 3, using: &source)
      Dropout(probability: 0.5)
    }
    let chain = try graph(other)
    #expect(chain.nodes.map(\.label) == ["", "Dense", "Dropout"])
    #expect(chain.nodes[1].value == "4×3, 3" && chain.nodes[1].gradient == "15")
  }

  @Test func `weights alone make a network`() throws {
    let diagram = NetworkDiagram(weights: [[[1, 2]], [[3], [.nan]]], names: ["x", "h", "y"])
    guard case .neurons(let neurons) = diagram.display else { throw Surprise() }
    #expect(neurons.columns.map(\.count) == [1, 2, 1])
    #expect(neurons.weights == [[[1, 2]], [[3], [nil]]])
  }

  // MARK: Steps

  @Test func `steps keep what each frame shows`() throws {
    var trained = 0
    let drawn = try steps(
      LessonKit.Steps("S", over: [1, 5, 9], named: "epoch") { epoch in
        LessonKit.Plot().line([Double(epoch)])
        "after \(epoch)"
        trained += epoch
      })
    #expect(trained == 15)
    #expect(drawn.frames.map(\.label) == ["1", "5", "9"])
    guard case .group(let displays) = drawn.frames[2].display else { throw Surprise() }
    #expect(displays.count == 2 && displays[1] == .value("after 9"))
    #expect(drawn.name == "epoch" && drawn.count == 3)
  }

  @Test func `many steps are thinned after all have been taken`() throws {
    var taken = 0
    let drawn = try steps(
      LessonKit.Steps(over: 0...1_000) { step in
        taken += 1
        step
      })
    #expect(taken == 1_001)
    #expect(drawn.frames.count == 60 && drawn.count == 1_001)
    #expect(drawn.frames.first?.label == "0" && drawn.frames.last?.label == "1000")
    #expect(try steps(LessonKit.Steps(over: [Int]()) { $0 }).frames.isEmpty)
    #expect(try steps(LessonKit.Steps(over: [7]) { $0 }).frames.map(\.label) == ["7"])
  }

  // MARK: Tables

  @Test func `columns make a table`() {
    let table = LessonKit.Table("C") {
      Column("n", 1...3)
      Column("x", [0.5, 1, 2], decimals: 2)
      Column("e", [1e-9, 1, 2], digits: 2)
    }
    #expect(
      table.display
        == .table(
          Wire.Table(
            columns: ["n", "x", "e"],
            rows: [["1", "0.50", "1.0e-09"], ["2", "1.00", "1.0e+00"], ["3", "2.00", "2.0e+00"]],
            caption: "C")))
    #expect("\(2.0 / 3, decimals: 3) \(0.00012, digits: 2)" == "0.667 1.2e-04")
  }
}
