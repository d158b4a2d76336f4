import Wire

/// Whether what a program tells can be: a lesson may write into the story itself, and the store may
/// hold anything.
extension Event {
  /// Whether its numbers and its display are in range.
  var isSound: Bool {
    switch self {
    case .started: true
    case .began(let block, let output), .ended(let block, let output):
      block >= 0 && Self.isCount(output)
    case .shown(let display, let output): display.isSound && Self.isCount(output)
    case .valued(let number, _, let output): number >= 0 && Self.isCount(output)
    // Where no statement has begun, the place is a block's beginning, which counts below 0.
    case .refused(_, _, let line): line.magnitude <= Int32.max.magnitude
    case .finished(let output): Self.isCount(output)
    }
  }

  private static func isCount(_ output: Int) -> Bool { output >= UncountedOutput.lost }
}

extension Display {
  /// Whether its rows have as many cells as it has columns, its arrows lead from node to node, and
  /// its scales have two ends.
  fileprivate var isSound: Bool {
    switch self {
    case .text, .value, .formula: true
    case .table(let table): table.rows.allSatisfy { $0.count == table.columns.count }
    case .derivatives: true
    case .plot(let plot): plot.x.isSound && plot.y.isSound && plot.series.allSatisfy(\.isSound)
    case .bars(let bars):
      bars.value.isSound && bars.series.allSatisfy { $0.values.count == bars.labels.count }
        && bars.omitted >= 0
    case .heatMap(let map): map.isSound
    case .images(let grid):
      (grid.scale.count == 2 || grid.images.isEmpty) && grid.count >= 0
        && grid.images.allSatisfy { image in
          let width = image.rows.first?.unicodeScalars.count ?? 0
          return image.size.count == 2
            && image.rows.allSatisfy { $0.utf8.count == width && $0.utf8.allSatisfy { $0 < 0x80 } }
        }
    case .graph(let graph): graph.isSound
    case .neurons(let diagram): diagram.isSound
    case .steps(let steps): steps.frames.allSatisfy(\.display.isSound) && steps.count >= 0
    case .knobs(let knobs): knobs.isSound
    case .group(let displays): displays.allSatisfy(\.isSound)
    }
  }
}

extension Axis {
  fileprivate var isSound: Bool {
    guard let ends else { return true }
    return ends.count == 2 && ends.allSatisfy(\.isFinite) && ends[0] < ends[1]
  }
}

extension Plot.Series {
  /// Columns have one edge more than there are.
  fileprivate var isSound: Bool {
    x.count == y.count || (kind == .columns && x.count == y.count + 1)
  }
}

extension HeatMap {
  fileprivate var isSound: Bool {
    let width = rows.first?.count ?? 0
    return rows.allSatisfy { $0.count == width } && (scale.count == 2 || rows.isEmpty)
      && (columnNames.map { $0.count >= width } ?? true)
      && (rowNames.map { $0.count >= rows.count } ?? true) && points.allSatisfy(\.isSound)
      && x.isSound && y.isSound
  }
}

extension NeuronDiagram {
  fileprivate var isSound: Bool {
    guard weights.count == max(0, columns.count - 1) else { return false }
    return weights.enumerated().allSatisfy { layer, matrix in
      matrix.count == columns[layer].neurons.count
        && matrix.allSatisfy { $0.count == columns[layer + 1].neurons.count }
    } && columns.allSatisfy { $0.count >= $0.neurons.count }
  }
}

extension Graph {
  fileprivate var isSound: Bool {
    edges.allSatisfy { nodes.indices.contains($0.from) && nodes.indices.contains($0.to) }
  }
}

extension Knobs {
  /// Whether its ranges are ranges, and its graph has a number for each node and arrow. Its bytes are
  /// judged by the engine that reads them.
  fileprivate var isSound: Bool {
    let views = views.allSatisfy { view in
      guard case .graph(let graph, let nodes, let arrows) = view else { return true }
      return graph.isSound && nodes.count == graph.nodes.count && arrows.count == graph.edges.count
    }
    let knobs = knobs.allSatisfy {
      $0.from < $0.to && $0.step > 0 && ($0.to - $0.from).isFinite && $0.value.isFinite
    }
    return views && knobs
      && training.map { $0.steps >= 1 && $0.losses.count == $0.steps + 1 } ?? true
  }
}
