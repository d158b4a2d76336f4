/// The version of this contract. A weaver refuses a story of another version.
public let wireVersion = 4

/// What an event says instead of a count of output bytes.
public enum UncountedOutput {
  /// The lesson has closed standard output or sent it elsewhere.
  public static let redirected = -1
  /// What was printed could not be written.
  public static let lost = -2
}

/// One line of the story that a running lesson tells the weaver, as JSON behind its ``EventSeal``, over
/// a pipe of its own.
///
/// `output` is the number of bytes that the lesson had written to standard output at that moment:
/// it is what puts printed text and drawn displays in order.
public enum Event: Codable, Sendable, Equatable {
  /// The lesson's program has been compiled and loaded, and speaks this version of the contract.
  case started(version: Int)
  /// The block with this number begins.
  case began(block: Int, output: Int)
  /// A value was shown, at this line of the lesson.
  case shown(Display, output: Int)
  /// The value of the recorded expression with this number; `nil` where it has none.
  case valued(Int, text: String?, output: Int)
  /// The block with this number ran to its end.
  case ended(block: Int, output: Int)
  /// The program ended itself, because what this line asks of the library cannot be.
  case refused(String, help: String, line: Int)
  /// The program ran to its end.
  case finished(output: Int)
}

/// What a lesson can show: a description, never markup. The weaver renders each display twice, as
/// HTML and as the plain text that an `output` block records.
public indirect enum Display: Codable, Sendable, Equatable {
  /// Text as it stands, several lines allowed.
  case text(String)
  /// The value of an expression, as `String(describing:)` gives it.
  case value(String)
  /// A table.
  case table(Table)
  /// Derivatives, each as its chain of factors, beside what central differences say.
  case derivatives(Derivatives)
  /// A formula in TeX, set as displayed mathematics.
  case formula(String)
  /// Lines, points and columns in a pair of axes.
  case plot(Plot)
  /// Bars.
  case bars(Bars)
  /// A grid of values as shades.
  case heatMap(HeatMap)
  /// Small pictures side by side.
  case images(ImageGrid)
  /// Nodes joined by arrows.
  case graph(Graph)
  /// The neurons of a network.
  case neurons(NeuronDiagram)
  /// Frames behind a slider.
  case steps(Steps)
  /// A recorded loss that the reader moves.
  case knobs(Knobs)
  /// Several displays, one under the other.
  case group([Display])
}

/// A table of texts; the weaver aligns columns of numbers at their decimal points.
public struct Table: Codable, Sendable, Equatable {
  /// One heading a column.
  public var columns: [String]
  /// Rows of as many cells as there are columns.
  public var rows: [[String]]
  /// What the table shows, printed above or below it.
  public var caption: String?

  /// A table of `columns.count` columns; each row has as many cells.
  public init(columns: [String], rows: [[String]], caption: String? = nil) {
    self.columns = columns
    self.rows = rows
    self.caption = caption
  }
}

/// One factor of a derivative: the derivative of one operation by one of its operands.
public struct Factor: Codable, Sendable, Equatable {
  /// How a person writes it, such as `(e − ê)` or `w3`.
  public var symbol: String
  /// Its value, as shown.
  public var value: String
  /// Whether a row nearer the loss had already multiplied it in.
  public var isShared: Bool

  /// A factor as the table prints it.
  public init(symbol: String, value: String, isShared: Bool) {
    self.symbol = symbol
    self.value = value
    self.isShared = isShared
  }
}

/// The derivative of the loss by one parameter, told three ways: as a chain of factors,
/// backpropagated, and as a central difference.
public struct DerivativeRow: Codable, Sendable, Equatable {
  /// The parameter's name, such as `w1`.
  public var parameter: String
  /// The paths from the loss back to the parameter, each the factors in order; the derivative is
  /// the sum over paths of the products of factors.
  public var paths: [[Factor]]
  /// How many paths there are, where they are too many to be listed.
  public var omittedPaths: String?
  /// The backpropagated value.
  public var backpropagated: String
  /// What the central difference gives.
  public var difference: String
  /// The distance of the two.
  public var error: String
  /// Whether they agree.
  public var agrees: Bool
  /// The product after each factor, where the lesson asks for it.
  public var runningProduct: String?
  /// What the compiler's own differentiation gives, where the lesson hands it over.
  public var compiler: String?
  /// What a small change of the parameter does, in words, where the lesson asks for it.
  public var sentence: String?
  /// Where the reader is asked for the derivative before it is shown: how far from it is right,
  /// relative to it.
  public var predictionTolerance: String?

  /// A row as the table prints it.
  public init(
    parameter: String, paths: [[Factor]], omittedPaths: String? = nil, backpropagated: String,
    difference: String, error: String, agrees: Bool
  ) {
    self.parameter = parameter
    self.paths = paths
    self.omittedPaths = omittedPaths
    self.backpropagated = backpropagated
    self.difference = difference
    self.error = error
    self.agrees = agrees
  }
}

/// A derivative table: a row a parameter, and what sharing saved.
public struct Derivatives: Codable, Sendable, Equatable {
  /// The name of what is derived, usually `L`.
  public var of: String
  /// A row a parameter, the one nearest the loss first.
  public var rows: [DerivativeRow]
  /// The multiplications that backpropagation, which shares, needed for the products.
  public var multiplications: Int
  /// The same products, each from scratch.
  public var multiplicationsWithoutSharing: String
  /// What the table shows.
  public var caption: String?

  /// Whether it has a column for the compiler's own differentiation.
  public var hasCompiler: Bool { rows.contains { $0.compiler != nil } }

  /// Whether the reader is asked for a derivative before it is shown.
  public var isPredicted: Bool { rows.contains { $0.predictionTolerance != nil } }

  /// A table as it is printed.
  public init(
    of: String, rows: [DerivativeRow], multiplications: Int,
    multiplicationsWithoutSharing: String, caption: String? = nil
  ) {
    self.of = of
    self.rows = rows
    self.multiplications = multiplications
    self.multiplicationsWithoutSharing = multiplicationsWithoutSharing
    self.caption = caption
  }
}
