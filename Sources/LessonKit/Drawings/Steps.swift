public import Wire

/// Frames behind a slider, all of them computed while the page is made.
///
/// ```swift
/// Steps("Learning AND", over: [0, 1, 5, 20], named: "epoch") { epoch in
///   HeatMap(x: 0...1, y: 0...1) { history[epoch].output($0, $1) }
///   Plot(y: "loss").line("loss", losses.prefix(epoch + 1))
/// }
/// ```
///
/// The last frame is what shows on paper and without script. At most 60 frames are kept, the first
/// and the last among them, and the page says so; the closure is called for every value all the
/// same, so that it may train.
public struct Steps: Displayable, Sendable {
  /// What the frames show.
  public var title: String?
  private let name: String?
  private let frames: [Wire.Steps.Frame]
  private let count: Int

  /// The most frames that are kept.
  static let limit = 60

  /// A frame for each value.
  ///
  /// - Parameters:
  ///   - title: what the frames show.
  ///   - values: what changes from frame to frame.
  ///   - name: what it is called; where nil, a step.
  ///   - frame: what a frame shows; several displays stand one under the other.
  public init<Values: Sequence>(
    _ title: String? = nil, over values: Values, named name: String? = nil,
    @DisplayBuilder _ frame: (Values.Element) throws -> [Display]
  ) rethrows {
    let values = Array(values)
    let count = min(values.count, Self.limit)
    var kept: Set<Int> = []
    for index in 0..<count {
      kept.insert(count == 1 ? 0 : index * (values.count - 1) / (count - 1))
    }
    var frames: [Wire.Steps.Frame] = []
    for (index, value) in values.enumerated() {
      let displays = try frame(value)
      guard kept.contains(index) else { continue }
      frames.append(
        .init(
          String(describing: value), displays.count == 1 ? displays[0] : .group(displays)))
    }
    self.title = title
    self.name = name
    self.frames = frames
    self.count = values.count
  }

  /// The frames as the weaver draws them.
  public var display: Display {
    .steps(Wire.Steps(title: title, name: name, frames: frames, count: count))
  }
}

/// Collects what a frame of ``Steps`` shows: what draws itself, and other values as texts.
@resultBuilder
public enum DisplayBuilder {
  /// What draws itself, or else a value as text.
  public static func buildExpression<Value>(_ value: Value) -> [Display] {
    [LessonKit.display(of: value)]
  }
  /// Nothing, for a statement without a value.
  public static func buildExpression(_ nothing: Void) -> [Display] { [] }
  /// Displays in their order.
  public static func buildBlock(_ displays: [Display]...) -> [Display] { displays.flatMap { $0 } }
  /// Displays of a loop.
  public static func buildArray(_ displays: [[Display]]) -> [Display] { displays.flatMap { $0 } }
  /// Displays that may be missing.
  public static func buildOptional(_ displays: [Display]?) -> [Display] { displays ?? [] }
  /// The first choice.
  public static func buildEither(first displays: [Display]) -> [Display] { displays }
  /// The second choice.
  public static func buildEither(second displays: [Display]) -> [Display] { displays }
}

/// Several displays as one, one under the other.
///
/// ```swift
/// Group {
///   Plot("Loss").line("loss", losses)
///   "The last one is \(losses.last!, decimals: 4)."
/// }
/// ```
public struct Group: Displayable, Sendable {
  private let displays: [Display]

  /// The displays of the closure.
  public init(@DisplayBuilder _ displays: () throws -> [Display]) rethrows {
    self.displays = try displays()
  }

  /// The group as the weaver draws it.
  public var display: Display { .group(displays) }
}
