extension Phrase {
  /// The phrase in English.
  var english: String {
    switch self {
    case .plot: "Plot"
    case .bars: "Bars"
    case .heatMap: "Heat map"
    case .images: "Images"
    case .computationGraph: "Computation graph"
    case .network: "Network"
    case .against(let y, let x): "\(y) against \(x)"
    case .over(let x, let y): "Over \(x) and \(y)"
    case .networkOf(let counts):
      "Network of \(counts.map { "\($0)" }.joined(separator: ", ")) neurons"
    case .stepByStep(let name): "Step by step: \(name)"

    case .linePlot: "Line plot"
    case .scatterPlot: "Scatter plot"
    case .histogram: "Histogram"
    case .graph: "Graph"

    case .value: "value"
    case .values: "values"
    case .points: "points"
    case .count: "count"
    case .step: "step"
    case .input: "input"
    case .output: "output"
    case .series(let number): "series \(number)"
    case .layer(let number): "layer \(number)"
    case .image(let number): "image \(number)"

    case .node: "node"
    case .gradient: "gradient"
    case .shapes: "shapes"
    case .parameters: "parameters"
    case .from: "from"
    case .to: "to"
    case .factor: "factor"
    case .number: "number"
    case .layers: "layer"
    case .weight: "weight"
    case .nodes: "nodes"
    case .arrows: "arrows"
    case .row: "row"
    case .plottedSeries: "series"
    case .notFinite: "not finite"
    case .derivative: "derivative"
    case .factorsFromLoss: "factors, from the loss back"
    case .backpropagated: "backpropagated"
    case .centralDifference: "central difference"
    case .compiler: "compiler"
    case .error: "error"
    case .agree: "agree"

    case .derivativeTable: "Derivative table"
    case .yes: "yes"
    case .no: "no"
    case .shared: "shared"
    case .alreadyComputed: "already computed"
    case .sharedLegend: "already computed on the way here, not computed again"
    case .multiplications(let count, let without):
      Self.counted(count, "multiplication", "multiplications")
        + " with sharing, \(without) without"
    case .paths(let count): "\(count) \(count == "1" ? "path" : "paths")"

    case .parameter: "parameter"
    case .given: "given"
    case .computed: "computed"
    case .loss: "loss"
    case .aboveZero: "above 0"
    case .belowZero: "below 0"

    case .barsDrawn(let drawn, let count): "\(drawn) of \(count) bars drawn"
    case .nodesListed(let listed, let count):
      "\(count) nodes are too many to be drawn; the last \(listed) are listed"
    case .valuesMissing(let count):
      Self.counted(count, "value is", "values are") + " missing, being infinite or no number"
    case .valuesAsMeans(let size, let drawn):
      "\(size[0]) × \(size[1]) values drawn as \(drawn[0]) × \(drawn[1]) means"
    case .imagesDrawn(let drawn, let count): "\(drawn) of \(count) images drawn"
    case .imagesAsMeans(let count):
      Self.counted(count, "image is", "images are") + " drawn as means of blocks of pixels"
    case .pixelsStruckOut(let count):
      Self.counted(count, "pixel is", "pixels are") + " struck out, being infinite or no number"
    case .neuronsDrawn(let drawn, let count, let layer):
      "\(layer): \(drawn) of \(count) neurons drawn"
    case .pointsNotFinite(let count):
      Self.counted(count, "point is", "points are") + " left out, being infinite or no number"
    case .pointsNotPositive(let count):
      Self.counted(count, "point is", "points are")
        + " left out, being 0 or less on a logarithmic axis"
    case .pointsDrawn(let drawn, let count):
      "\(drawn) of \(count) points drawn, the extremes among them"
    case .stepsKept(let kept, let count): "\(kept) of \(count) steps kept"
    case .rowsShown(let shown, let count): "\(shown) of \(count) rows"
    case .cellsShown(let columns, let allColumns, let rows, let allRows):
      "\(columns) of \(allColumns) columns and \(rows) of \(allRows) rows"
    case .andMore(let count): "and \(count) more"

    case .noPoints: "no points"
    case .noBars: "no bars"
    case .noValues: "no values"
    case .noImages: "no images"
    case .noNodes: "no nodes"
    case .noSteps: "no steps"

    case .data: "Data"
    case .previousStep: "Previous step"
    case .nextStep: "Next step"
    case .everywhere: "everywhere"
    case .allAsCSV: "Every number drawn, as CSV"
    case .shades(let faintest, let strongest): "faintest \(faintest), strongest \(strongest)"
    case .shadesOf(let image): "\(image), shades from 0 to 15"

    case .seriesSummary(let name, let points, let first, let last, let least, let most):
      "\(name): \(Self.counted(points, "point", "points")), first \(first), last \(last), "
        + "least \(least), most \(most)"
    case .seriesEmpty(let name): "\(name): no points"
    case .mapSize(let columns, let rows, let least, let most):
      "\(Self.counted(columns, "column", "columns")) and \(Self.counted(rows, "row", "rows")), "
        + "from \(least) to \(most)"
    case .mapBorder(let level): "a line where it is \(level)"
    case .pointsOf(let name, let count): "\(name): \(Self.counted(count, "point", "points"))"
    case .nodesAndArrows(let nodes, let arrows):
      "\(Self.counted(nodes, "node", "nodes")), \(Self.counted(arrows, "arrow", "arrows"))"
    case .neuronsOf(let layer, let count):
      "\(layer): \(Self.counted(count, "neuron", "neurons"))"
    case .pixels(let name, let width, let height): "\(name), \(width) × \(height) pixels"

    case .knobsOf(let name): "What moves \(name)"
    case .knob: "knob"
    case .learningRate: "learning rate"
    case .learning: "Training from here"
    case .moveKnobs: "This is the state at the start."
    case .lossAfterSteps(let name, let first, let last, let steps):
      "\(name) goes from \(first) to \(last) in " + Self.counted(steps, "step", "steps")
    case .oneStep: "One step"
    case .reset: "Reset"
    case .copyLink: "Link to this state"
    case .noEngine: "This browser has no WebAssembly: the state at the start is shown."
    case .outOfDomain: "is no number here: this knob has left the domain of a function"
    case .steps: "steps"

    case .about(let name, let text): "\(name): \(text)"
    case .sentences(let sentences): sentences.joined(separator: ". ")
    case .list(let words): words.joined(separator: ", ")
    }
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}
