/// Frames behind a slider, all computed beforehand.
public struct Steps: Codable, Sendable, Equatable {
  /// What the frames show, if the lesson says so.
  public var title: String?
  /// What changes from frame to frame, such as `epoch`, if the lesson says so.
  public var name: String?
  /// The frames, in order.
  public var frames: [Frame]
  /// How many there were before they were thinned.
  public var count: Int

  /// Frames behind a slider.
  public init(title: String? = nil, name: String?, frames: [Frame], count: Int) {
    self.title = title
    self.name = name
    self.frames = frames
    self.count = count
  }

  /// One frame.
  public struct Frame: Codable, Sendable, Equatable {
    /// Which it is, such as `20`.
    public var label: String
    /// What it shows.
    public var display: Display

    /// A frame.
    public init(_ label: String, _ display: Display) {
      self.label = label
      self.display = display
    }
  }
}
