/// A recorded loss that the reader moves: knobs, and views that move with them.
///
/// What stands here is the state at the start, as texts, and where in the recorded graph each number
/// comes from, so that a page can show it for any other state.
public struct Knobs: Codable, Sendable, Equatable {
  /// What is moved, if the lesson says so.
  public var title: String?
  /// The name of what is computed, usually `L`.
  public var of: String
  /// Its value.
  public var value: Number
  /// The knobs.
  public var knobs: [Knob]
  /// The rate and length of a training, where there is one.
  public var training: Training?
  /// What moves with the knobs, one under the other.
  public var views: [View]
  /// The recorded graph, as base64: the page's engine computes it.
  public var program: String
  /// What the lesson computed of it at some settings, as base64: the page's engine is to agree.
  public var settings: String

  /// Knobs and their views.
  public init(
    title: String? = nil, of: String, value: Number, knobs: [Knob], training: Training?,
    views: [View], program: String, settings: String
  ) {
    self.title = title
    self.of = of
    self.value = value
    self.knobs = knobs
    self.training = training
    self.views = views
    self.program = program
    self.settings = settings
  }

  /// A number of the graph: how it is shown, and where it comes from.
  public struct Number: Codable, Sendable, Equatable {
    /// As shown at the start.
    public var text: String
    /// What kind of number it is, by its code.
    public var kind: Int
    /// Its place among those of its kind.
    public var index: Int

    /// A number.
    public init(_ text: String, kind: Int, index: Int) {
      self.text = text
      self.kind = kind
      self.index = index
    }
  }

  /// What can be moved.
  public struct Knob: Codable, Sendable, Equatable {
    /// What it is called.
    public var name: String
    /// The number of the variable; `nil` for the rate of a training.
    public var variable: Int?
    /// The lower end of its range, above it the upper.
    public var from: Double
    /// The upper end.
    public var to: Double
    /// How far one step moves it.
    public var step: Double
    /// Where it stands at the start.
    public var value: Double

    /// A knob.
    public init(
      _ name: String, variable: Int?, from: Double, to: Double, step: Double, value: Double
    ) {
      self.name = name
      self.variable = variable
      self.from = from
      self.to = to
      self.step = step
      self.value = value
    }
  }

  /// A training with the knobs as they stand.
  public struct Training: Codable, Sendable, Equatable {
    /// How many steps it has.
    public var steps: Int
    /// The losses at the start and after each step; `nil` for one that is infinite or no number.
    public var losses: [Double?]
    /// The last loss, as shown.
    public var last: String

    /// A training.
    public init(steps: Int, losses: [Double?], last: String) {
      self.steps = steps
      self.losses = losses
      self.last = last
    }
  }

  /// What moves with the knobs.
  public enum View: Codable, Sendable, Equatable {
    /// A row for each derivative: its factors, and its value twice.
    case derivatives([Row], decimals: Int)
    /// What the loss was computed from, with the number of each node's value and derivative, and of
    /// each arrow.
    case graph(Graph, nodes: [Node], arrows: [Number])
    /// The loss curve of the training.
    case training
  }

  /// The numbers of a node.
  public struct Node: Codable, Sendable, Equatable {
    /// Its value; `nil` for a constant, which does not move.
    public var value: Number?
    /// The derivative by it, if there is one.
    public var derivative: Number?

    /// The numbers of a node.
    public init(value: Number?, derivative: Number?) {
      self.value = value
      self.derivative = derivative
    }
  }

  /// One derivative.
  public struct Row: Codable, Sendable, Equatable {
    /// The parameter's name.
    public var parameter: String
    /// The paths from the loss to it, each the factors in order.
    public var paths: [[Factor]]
    /// How many paths there are, where they are too many to be listed.
    public var omittedPaths: String?
    /// The backpropagated value.
    public var backpropagated: Number
    /// The central difference.
    public var difference: Number

    /// One derivative.
    public init(
      parameter: String, paths: [[Factor]], omittedPaths: String?, backpropagated: Number,
      difference: Number
    ) {
      self.parameter = parameter
      self.paths = paths
      self.omittedPaths = omittedPaths
      self.backpropagated = backpropagated
      self.difference = difference
    }
  }

  /// A factor of a derivative.
  public struct Factor: Codable, Sendable, Equatable {
    /// How a person writes it.
    public var symbol: String
    /// Its number.
    public var number: Number
    /// Whether a row nearer the loss had already multiplied it in.
    public var isShared: Bool

    /// A factor.
    public init(symbol: String, number: Number, isShared: Bool) {
      self.symbol = symbol
      self.number = number
      self.isShared = isShared
    }
  }
}
