import Foundation
import Nabla
import Testing
import Wire

@testable import LessonKit

@Suite("LessonKit: plots") struct PlotTests {
  private func plot(_ drawn: some Displayable) throws -> Wire.Plot {
    guard case .plot(let plot) = drawn.display else { throw Surprise() }
    return plot
  }

  private struct Surprise: Error {}

  @Test func `say the same in both ways of writing`() throws {
    let losses = [3.0, 2, 1]
    let chained = LessonKit.Plot("T", x: "epoch", y: "loss").line("a", losses)
      .scatter("b", x: [0, 2], y: [1.5, 2.5]).logarithmic(y: true)
    let listed = LessonKit.Plot("T", x: "epoch", y: "loss") {
      Line("a", losses)
      Scatter("b", x: [0, 2], y: [1.5, 2.5])
    }.logarithmic(y: true)
    #expect(chained.display == listed.display)
    let plot = try plot(chained)
    #expect(plot.title == "T")
    #expect(plot.x == Axis("epoch"))
    #expect(plot.y == Axis("loss", isLogarithmic: true))
    #expect(plot.series.map(\.kind) == [.line, .points])
    #expect(plot.series[0].x == [0, 1, 2])
    #expect(plot.series[1].y == [1.5, 2.5])
  }

  @Test func `take loops, conditions, and numbers of every kind`() throws {
    let isWanted = true
    let plot = try plot(
      LessonKit.Plot {
        for k in 1...2 { Line("\(k)", (0..<4).map { $0 * k }) }
        if isWanted { Scatter([Float(0.5)]) } else { Scatter([1]) }
        Line(Tensor([1, 2, 3]))
        Line(x: Tensor([1, 2]), y: Tensor([3, 4]))
        Line([Scalar(2), Scalar(3)])
        Line("f", over: 0...1, samples: 3) { $0 * $0 }
      })
    #expect(plot.series.map(\.name) == ["1", "2", nil, nil, nil, nil, "f"])
    #expect(plot.series.map(\.y.count) == [4, 4, 1, 3, 2, 2, 3])
    #expect(plot.series[6].y == [0, 0.25, 1])
  }

  @Test func `leave out what cannot be drawn, and count it`() throws {
    let values = [1, .nan, -1, .infinity, 0, 2]
    let linear = try plot(LessonKit.Plot().line(values)).series[0]
    #expect(linear.y == [1, -1, 0, 2])
    #expect(linear.x == [0, 2, 4, 5])
    #expect((linear.count, linear.notFinite, linear.notPositive) == (4, 2, 0))
    let logarithmic = try plot(LessonKit.Plot().line(values).logarithmic(y: true)).series[0]
    #expect(logarithmic.y == [1, 2])
    #expect((logarithmic.count, logarithmic.notFinite, logarithmic.notPositive) == (2, 2, 2))
    // The place 0 has no logarithm either.
    #expect(try plot(LessonKit.Plot().line([1, 1]).logarithmic(x: true)).series[0].notPositive == 1)
  }

  @Test func `of nothing and of one point are plots`() throws {
    #expect(try plot(LessonKit.Plot()).series.isEmpty)
    #expect(try plot(LessonKit.Plot().line([Double]())).series[0].y.isEmpty)
    #expect(try plot(LessonKit.Plot().scatter(x: [1], y: [2])).series[0].y == [2])
  }

  @Test func `a million points are thinned the same way every time, the extremes among them`()
    throws
  {
    var values = (0..<1_000_000).map { Double($0 % 1000) }
    values[123_456] = -5
    values[765_432] = 5_000
    let series = try plot(LessonKit.Plot().line(values)).series[0]
    #expect(series.count == 1_000_000)
    #expect((300...600).contains(series.y.count))
    #expect(series.y.min() == -5 && series.y.max() == 5_000)
    #expect(series.y.first == 0 && series.x.last == 999_999)
    #expect(zip(series.x, series.x.dropFirst()).allSatisfy { $0 < $1 })
    #expect(zip(series.x, series.y).allSatisfy { values[Int($0)] == $1 })
    #expect(try plot(LessonKit.Plot().line(values)).series[0] == series)
    #expect(
      series.notes(.english) == [
        "\(series.y.count) of 1000000 points drawn, the extremes among them"
      ])
  }

  @Test func `a cloud of points keeps its outermost points`() throws {
    let x = (0..<5_000).map { Double(($0 * 7919) % 5_003) }
    let y = (0..<5_000).map { Double(($0 * 104_729) % 4_999) }
    let series = try plot(LessonKit.Plot().scatter(x: x, y: y)).series[0]
    #expect(series.y.count <= 600)
    #expect(series.x.min() == x.min() && series.x.max() == x.max())
    #expect(series.y.min() == y.min() && series.y.max() == y.max())
  }

  // MARK: Histograms

  @Test func `a histogram counts every value once`() throws {
    let values = (0..<1_000).map { Double($0) / 10 }
    let plot = try plot(Histogram("H", values, x: "value"))
    let series = plot.series[0]
    #expect(series.kind == .columns)
    #expect(series.x.count == series.y.count + 1)
    #expect(series.y.reduce(0, +) == 1_000)
    #expect(series.x.first == 0 && series.x.last == 100)
    #expect(plot.x.label == "value" && plot.y.label == Wire.Plot.counts)
  }

  /// Values, the columns asked for, and what they count.
  static let histograms: [([Double], Int?, [Double])] = [
    ([], nil, []), ([3], nil, [0, 0, 1, 0, 0]), ([0, 0, 1, 2], 2, [2, 2]),
    ([-1.7e308, 1.7e308], 2, [1, 1]), ([.nan, 1, 2, .infinity], 1, [2]), ([7, 7, 7], 3, [0, 3, 0])
  ]

  @Test(arguments: histograms)
  func `histograms of odd values`(values: [Double], bins: Int?, counts: [Double]) throws {
    let series = try plot(Histogram(nil, values, bins: bins)).series[0]
    #expect(series.y == counts)
    #expect(series.notFinite == values.count { !$0.isFinite })
    #expect(series.x.allSatisfy { $0.isFinite })
  }
}
