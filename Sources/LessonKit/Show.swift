public import Wire

/// What a lesson can show.
public typealias Display = Wire.Display

/// A type that draws itself where a lesson shows it.
///
/// ```swift
/// struct Mean: Displayable {
///   var values: [Double]
///   var display: Display { .text("mean of \(values.count)") }
/// }
/// ```
public protocol Displayable {
  /// What is drawn.
  var display: Display { get }
}

/// Shows a value below the block: drawn, if it can draw itself, else as `String(describing:)`.
///
/// The value of a block's last expression is shown without a call; `show` does so anywhere.
///
/// ```swift
/// for epoch in 1...3 { show(epoch * epoch) }
/// // prints 1, 4 and 9, each on its own line
/// ```
public func show<Value>(_ value: Value) {
  Story.current.show(display(of: value))
}

/// What has no value shows nothing, as at a block's end.
public func show(_ nothing: Void) {}

/// What a value looks like: drawn, if it can draw itself.
func display<Value>(of value: Value) -> Display {
  if let drawn = value as? any Displayable { return drawn.display }
  if let display = value as? Display { return display }
  return .value(String(describing: value))
}

/// Mathematics that a lesson computes: TeX, set as a displayed formula.
public struct Formula: Displayable, Sendable {
  /// The TeX, without dollar signs.
  public var tex: String

  /// A formula in TeX.
  public init(_ tex: String) { self.tex = tex }

  /// The formula on a line of its own.
  public var display: Display { .formula(tex) }
}
