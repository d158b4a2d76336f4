/// Something that a drawing says by itself, where the lesson gave no word for it.
///
/// What a lesson records is in English; a page says it in its own language.
public enum Phrase: Sendable, Equatable {
  // What a drawing is called that has no title
  case plot, bars, heatMap, images, computationGraph, network
  /// One quantity against another.
  case against(String, String)
  /// Over two quantities.
  case over(String, String)
  /// A network with so many neurons in its layers.
  case networkOf([Int])
  /// Step by step, and what changes.
  case stepByStep(String)

  // What kind of drawing it is, for those who do not see it
  case linePlot, scatterPlot, histogram, graph

  // Names of what has none
  case value, values, points, count, step, input, output
  case series(Int), layer(Int), image(Int)

  // Headings of tables
  case node, gradient, shapes, parameters, from, to, factor, number, layers, weight, nodes, arrows
  case row, plottedSeries, notFinite
  case derivative, factorsFromLoss, backpropagated, centralDifference, compiler, error, agree

  // In derivative tables
  case derivativeTable, yes, no, shared, alreadyComputed, sharedLegend
  case multiplications(Int, without: String)
  case paths(String)

  // In legends
  case parameter, given, computed, loss, aboveZero, belowZero

  // What was left out
  case barsDrawn(Int, of: Int)
  case nodesListed(Int, of: Int)
  case valuesMissing(Int)
  case valuesAsMeans([Int], drawn: [Int])
  case imagesDrawn(Int, of: Int)
  case imagesAsMeans(Int)
  case pixelsStruckOut(Int)
  case neuronsDrawn(Int, of: Int, layer: String)
  case pointsNotFinite(Int)
  case pointsNotPositive(Int)
  case pointsDrawn(Int, of: Int)
  case stepsKept(Int, of: Int)
  case rowsShown(Int, of: Int)
  case cellsShown(columns: Int, of: Int, rows: Int, ofRows: Int)
  case andMore(Int)

  // Where there is nothing
  case noPoints, noBars, noValues, noImages, noNodes, noSteps

  // Around a drawing
  case data, previousStep, nextStep, everywhere
  /// A file of every number of a drawing.
  case allAsCSV
  /// The ends of a scale of grey.
  case shades(String, String)
  /// A table of an image's shades.
  case shadesOf(String)

  // Sentences in place of a picture
  case seriesSummary(String, points: Int, first: String, last: String, least: String, most: String)
  case seriesEmpty(String)
  case mapSize(columns: Int, rows: Int, least: String, most: String)
  case mapBorder(String)
  case pointsOf(String, Int)
  case nodesAndArrows(Int, Int)
  case neuronsOf(String, Int)
  case pixels(String, width: Int, height: Int)

  // Of knobs
  case knobsOf(String), knob, learningRate, learning, moveKnobs
  case lossAfterSteps(String, String, String, steps: Int)
  /// Buttons.
  case oneStep, reset, copyLink
  /// What is said where a page cannot be moved, and of a knob that leads out of a function's domain.
  case noEngine, outOfDomain
  /// The number of steps, below a curve.
  case steps

  // How words are joined
  /// A name, and what is said of it.
  case about(String, String)
  /// Several sentences.
  case sentences([String])
  /// Several words.
  case list([String])
}

/// How phrases are said in one language.
public struct Wording: Sendable {
  private let say: @Sendable (Phrase) -> String

  /// A language, by what it says for each phrase.
  public init(_ say: @escaping @Sendable (Phrase) -> String) { self.say = say }

  /// The phrase in this language.
  public func callAsFunction(_ phrase: Phrase) -> String { say(phrase) }

  /// The language of what lessons record.
  public static let english = Wording { $0.english }
}
