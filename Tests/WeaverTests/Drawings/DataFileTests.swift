import Testing
import Wire

@testable import Drawings
@testable import Markup

/// Files with every number of a drawing.
@Suite("Drawn: data") struct DataFileTests {
  private static let up = (0..<40).map(Double.init)

  /// A display as HTML, and the files that it leads to.
  private func draw(_ display: Display) -> (html: String, files: [String]) {
    var files: [String] = []
    let html = DisplayHTML {
      .text($0.tex)
    } keepCSV: { text in
      files.append(text)
      return "\(files.count).csv"
    }.html(display).asHTML
    return (html, files)
  }

  private static func series(
    _ name: String?, _ x: [Double], _ y: [Double], _ kind: Plot.Series.Kind = .line
  ) -> Plot.Series { .init(name, kind: kind, x: x, y: y, count: y.count) }

  @Test func `a table that says all needs no file`() {
    let few = Plot(x: Axis(), y: Axis(), series: [Self.series(nil, [0, 1], [0, 1])])
    for display: Display in [
      .plot(few), .text("a"), .bars(Bars(value: Axis(), labels: ["a"], series: [])),
      .heatMap(HeatMap(rows: [[1, 2]], scale: [1, 2], size: [2, 1])),
      .table(Table(columns: ["a"], rows: Array(repeating: ["1"], count: 99)))
    ] {
      let drawn = draw(display)
      #expect(drawn.files == [] && !drawn.html.contains("download"))
    }
  }

  @Test func `a thinned table leads to all rows, exactly`() {
    let y = Self.up.map { $0 / 3 }
    let plot = Plot(
      x: Axis("epoch"), y: Axis("loss"), series: [Self.series("a, \"b\"", Self.up, y)])
    let drawn = draw(.plot(plot))
    #expect(
      drawn.html.contains(
        "<p class=\"note files\"><a href=\"1.csv\" download>Every number drawn, as CSV</a></p>"))
    let lines = drawn.files.first?.split(separator: "\n").map(String.init) ?? []
    #expect(lines.count == 41)
    #expect(lines.prefix(3) == ["epoch,\"a, \"\"b\"\"\"", "0,0", "1,0.3333333333333333"])
    #expect(zip(lines.dropFirst(), y).allSatisfy { Double($0.split(separator: ",")[1]) == $1 })
  }

  @Test func `series over different places stand below one another`() {
    let plot = Plot(
      x: Axis("x"), y: Axis("n"),
      series: [
        Self.series("a", Self.up, Self.up), Self.series("b", [1, 2, 3], [7, 8], .columns)
      ])
    let lines = draw(.plot(plot)).files[0].split(separator: "\n")
    #expect(lines.first == "series,from,to,n" && lines[1] == "a,0,,0")
    #expect(lines.suffix(2) == ["b,1,2,7", "b,2,3,8"])
  }

  @Test func `a map has its cells in one file and its points in others`() {
    var rows = Array(repeating: Self.up.map(Optional.init), count: 40)
    rows[0][1] = nil
    let map = HeatMap(
      x: Axis("u", ends: [0, 40]), y: Axis("v", ends: [0, 40]), startsBelow: true, rows: rows,
      scale: [0, 39], points: [Self.series("p", [1], [2], .points)], size: [40, 40])
    let drawn = draw(.heatMap(map))
    #expect(drawn.files.count == 2)
    let lines = drawn.files[0].split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 42)
    #expect(lines[0].hasPrefix("v \\ u,0.5,1.5"))
    #expect(lines[1].hasPrefix("39.5,0,1,2"), "what stands on top comes first")
    #expect(lines[40].hasPrefix("0.5,0,,2"))
    #expect(drawn.files[1] == "u,v\n1,2\n")
    #expect(drawn.html.contains("<a href=\"2.csv\" download>CSV: p</a>"))
  }

  @Test func `steps have the data of all frames in one file`() {
    func plot(_ scale: Double) -> Display {
      .plot(
        Plot(x: Axis("x"), y: Axis("y"), series: [Self.series(nil, [0, 1], [0, scale])]))
    }
    let steps = Steps(
      name: "epoch",
      frames: [
        .init("0", .group([.text("t"), plot(1)])), .init("5", .group([.text("t"), plot(2)]))
      ], count: 2)
    let drawn = draw(.steps(steps))
    #expect(drawn.files == ["epoch,x,y\n0,0,0\n0,1,1\n5,0,0\n5,1,2\n"])
    #expect(drawn.html.matches(of: /download/).count == 1)
    // Texts alone have no numbers.
    let words = Steps(name: nil, frames: [.init("0", .text("t"))], count: 1)
    #expect(draw(.steps(words)).files == [])
  }

  @Test func `images and networks have theirs`() {
    let images = ImageGrid(
      images: [
        .init(label: "a", rows: ["0f", "x7"], size: [2, 2]), .init(rows: ["123"], size: [3, 1]),
        .init(rows: ["1"], size: [1, 1])
      ], count: 3, scale: [0, 1])
    #expect(
      draw(.images(images)).files == [
        ",row,0,1,2\na,0,0,15,\na,1,,7,\nimage 2,0,1,2,3\nimage 3,0,1,,\n"
      ])
    let diagram = NeuronDiagram(
      columns: [
        .init("i", neurons: Array(repeating: "", count: 5), count: 5),
        .init("o", neurons: Array(repeating: "", count: 4), count: 4)
      ], weights: [Array(repeating: [1.0 / 3, nil, 0, 1], count: 5)])
    let lines = draw(.neurons(diagram)).files[0].split(separator: "\n")
    #expect(
      lines.prefix(3) == ["layer,from,to,weight", "o,1,1,0.3333333333333333", "o,1,2,not finite"])
    #expect(lines.count == 21)
  }

  // MARK: Pages

  @Test func `stand beside the page, named after it and the block`() throws {
    let plot = Display.plot(
      Plot(x: Axis(), y: Axis(), series: [Self.series(nil, Self.up, Self.up)]))
    let woven = try TestPage().weave(
      "```swift, name=loss\na\n```\n\n```swift\nb\n```\n",
      shown: [0: [.display(plot), .display(plot)], 1: [.display(plot)]])
    #expect(
      woven.dataFiles.keys.sorted() == ["test.c2.csv", "test.loss.2.csv", "test.loss.csv"])
    #expect(woven.html.contains("href=\"test.loss.2.csv\" download"))
  }
}
