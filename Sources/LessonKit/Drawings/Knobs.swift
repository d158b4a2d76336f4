public import Nabla
import Wire

/// A recorded loss that the reader moves in the page, computed there by this same engine, to the bit.
///
/// ```swift
/// Knobs("One neuron", of: loss)
///   .vary(w, in: -2...2)
///   .vary(x, in: -1...1, step: 0.1)
///   .derivatives()
///   .graph()
///   .training(rate: 0.001...0.2, steps: 320)
/// ```
///
/// What is shown, recorded and printed is the state at the start: the values that the loss was
/// computed from. Parameters and constants with a name can be varied. What the program decided while
/// the loss was recorded, such as which branch of an `if` to take, stays decided.
public struct Knobs: Sendable {
  /// What is moved.
  public var title: String?
  let loss: Scalar
  let recording: KnobRecording
  let line: Int
  private(set) var knobs: [Varied] = []
  private(set) var views: [View] = []
  private(set) var training: Training?

  /// The most knobs that are of use to a reader.
  static let knobLimit = 12
  /// The most values of a graph that is drawn.
  static let drawnLimit = 60
  /// The most operations of a training: slots times steps.
  static let trainingLimit = 400_000

  struct Varied: Sendable {
    var scalar: Scalar
    var variable: Int
    var name: String
    var range: ClosedRange<Double>
    var step: Double
  }

  enum View: Sendable {
    case derivatives([Scalar]?, decimals: Int)
    case graph(leadsDown: Bool?)
    case training
  }

  struct Training: Sendable {
    var rates: ClosedRange<Double>
    var step: Double
    var rate: Double
    var steps: Int
  }

  /// A loss, or anything else that scalars were computed to, without knobs yet.
  public init(_ title: String? = nil, of loss: Scalar, line: Int = #line) {
    self.title = title
    self.loss = loss
    self.line = line
    recording = KnobRecording(of: loss)
    let (count, most) = (recording.slotCount, RecordedGraph.limit)
    guard count <= most else {
      Story.current.refuse(
        "Knobs: this loss was computed in \(count) steps, and a page can move \(most) at most",
        help: "take fewer samples into the loss, or show it with a Plot or with Steps", line: line)
    }
  }

  /// The same with knobs for some scalars, all with one range.
  public init(
    _ title: String? = nil, of loss: Scalar, vary scalars: [Scalar],
    in range: ClosedRange<Double>, step: Double? = nil, line: Int = #line
  ) {
    self.init(title, of: loss, line: line)
    for scalar in scalars { add(scalar, range, step, line) }
  }

  /// Adds a knob for a parameter, an input or an expected value.
  ///
  /// - Parameters:
  ///   - scalar: a parameter or a constant with a name that the loss was computed from.
  ///   - range: from where to where it can be moved; a reader may type other numbers.
  ///   - step: how far one press of a key moves it; a two-hundredth of the range, rounded, when nil.
  public func vary(
    _ scalar: Scalar, in range: ClosedRange<Double>, step: Double? = nil, line: Int = #line
  ) -> Knobs {
    var result = self
    result.add(scalar, range, step, line)
    return result
  }

  /// Adds the table of derivatives, each as its factors.
  ///
  /// - Parameters:
  ///   - parameters: by what, the one nearest the loss first; where nil, the parameters that are varied.
  ///   - decimals: the decimals of the derivatives, at most 17.
  public func derivatives(
    for parameters: [Scalar]? = nil, decimals: Int = 6, line: Int = #line
  ) -> Knobs {
    for parameter in parameters ?? [] {
      guard parameter.leadsToParameter, recording.variable(of: parameter) != nil else {
        refuseUnknown("derivatives", parameter, line)
      }
    }
    if decimals < 0 || decimals > 17 {
      refuse("Knobs.derivatives: decimals must be from 0 to 17, received \(decimals)")
    }
    var result = self
    result.views.append(.derivatives(parameters, decimals: decimals))
    return result
  }

  /// Adds the graph of the computation: values, derivatives, and the factor on each arrow.
  public func graph(leadingDown: Bool? = nil, line: Int = #line) -> Knobs {
    let (count, most) = (recording.nodeCount, Self.drawnLimit)
    guard count <= most else {
      Story.current.refuse(
        "Knobs.graph: this loss has \(count) values, and a graph that moves has \(most) at most",
        help: "leave out .graph(), or take fewer samples into the loss", line: line)
    }
    var result = self
    result.views.append(.graph(leadsDown: leadingDown))
    return result
  }

  /// Adds a training from where the knobs stand: a knob for its rate, its loss curve, and a button
  /// for one step, w ← w − rate·dL/dw for every parameter of the loss.
  ///
  /// - Parameters:
  ///   - rates: from where to where the rate can be moved; positive.
  ///   - rate: the rate at the start; where nil, the middle.
  ///   - steps: how many steps the curve has.
  public func training(
    rate rates: ClosedRange<Double>, at rate: Double? = nil, steps: Int, line: Int = #line
  ) -> Knobs {
    guard rates.lowerBound > 0, rates.upperBound.isFinite, rates.lowerBound < rates.upperBound
    else {
      refuse("Knobs.training: the rates must be positive and finite, received \(rates)")
    }
    let rate = rate ?? (rates.lowerBound + rates.upperBound) / 2
    guard rates.contains(rate) else {
      refuse("Knobs.training: the rate at the start must be in \(rates), received \(rate)")
    }
    guard steps >= 1 else {
      refuse("Knobs.training: there must be at least 1 step, received \(steps)")
    }
    let most = min(KnobMachine.longestTraining, Self.trainingLimit / max(1, recording.slotCount))
    guard steps <= most else {
      Story.current.refuse(
        "Knobs.training: \(steps) steps of this loss are too many to follow a knob; "
          + "it can have \(most)",
        help: "ask for at most \(most) steps, or take fewer samples into the loss", line: line)
    }
    var result = self
    result.training = Training(
      rates: rates, step: Self.step(of: rates), rate: rate, steps: steps)
    result.views.append(.training)
    return result
  }

  // MARK: Knobs

  private mutating func add(
    _ scalar: Scalar, _ range: ClosedRange<Double>, _ step: Double?, _ line: Int
  ) {
    guard let (variable, name) = recording.variable(of: scalar) else {
      refuseUnknown("vary", scalar, line)
    }
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite else {
      refuse("Knobs.vary: the range of '\(name)' must be finite and not empty, received \(range)")
    }
    let step = step ?? Self.step(of: range)
    guard step > 0, step <= width else {
      refuse(
        "Knobs.vary: the step of '\(name)' must be positive and fit its range, received \(step)")
    }
    guard scalar.value.isFinite else {
      refuse("Knobs.vary: '\(name)' must be finite at the start, received \(scalar.value)")
    }
    if knobs.contains(where: { $0.variable == variable }) {
      refuse("Knobs.vary: '\(name)' has a knob already")
    }
    guard knobs.count < Self.knobLimit else {
      Story.current.refuse(
        "Knobs.vary: '\(name)' would be one knob too many: \(Self.knobLimit) are as many as a reader "
          + "can move",
        help: "vary fewer scalars, or show a second set of knobs", line: line)
    }
    knobs.append(
      Varied(scalar: scalar, variable: variable, name: name, range: range, step: step))
  }

  private func refuseUnknown(_ call: String, _ scalar: Scalar, _ line: Int) -> Never {
    let what = scalar.name.map { "'\($0)'" } ?? "this scalar of value \(scalar.value)"
    let names = recording.names
    Story.current.refuse(
      "Knobs.\(call): the loss was not computed from \(what)",
      help: names.isEmpty
        ? "it was computed from constants without a name: Scalar(constant: 1, name: \"x\") has one"
        : "it was computed from \(names.prefix(12).joined(separator: ", "))"
          + (names.count > 12 ? ", …" : ""),
      line: line)
  }

  /// About a two-hundredth of a range: 1, 2 or 5 times a power of ten.
  private static func step(of range: ClosedRange<Double>) -> Double {
    let wanted = (range.upperBound - range.lowerBound) / 200
    var unit = 1.0
    while unit > wanted, unit > 1e-300 { unit /= 10 }
    while unit * 10 <= wanted { unit *= 10 }
    let step = [5, 2, 1].first { $0 * unit <= wanted * 1.000001 }.map { $0 * unit } ?? unit
    // Written in as few digits as it has: 0.02, and not what the division left.
    return Double(step.shown(digits: 3)) ?? step
  }
}
