import Drawings
package import Lessons
package import Programs
import Text
import Wire

/// The numbered things of a lesson: figures, tables, equations, listings.
package struct References: Sendable {
  /// What is numbered, each kind on its own.
  enum Kind: String, Sendable, Codable {
    case figure, table, equation, listing

    /// What it is called.
    package func name(_ texts: CourseTexts) -> String {
      switch self {
      case .figure: texts.figure
      case .table: texts.table
      case .equation: texts.equation
      case .listing: texts.listing
      }
    }
  }

  /// One numbered thing.
  struct Reference: Sendable, Codable, Equatable {
    var kind: Kind
    package var number: Int
    /// The number of its lesson, where that has one.
    var lesson: Int?
    package var anchor: String
    var caption: String?

    /// What a link to it says, such as `Figure 8.3`.
    package func text(_ texts: CourseTexts) -> String { "\(kind.name(texts)) \(fullNumber)" }

    /// `8.3`: its number in its lesson, which no other thing of its kind in the course has.
    var fullNumber: String { (lesson.map { "\($0)." } ?? "") + "\(number)" }
  }

  /// By the name of its fence.
  private(set) var byName: [String: Reference] = [:]
  /// By the index of its code block.
  private(set) var byBlock: [Int: Reference] = [:]

  /// Numbers the named and captioned blocks of a lesson. What a Swift block is depends on what it
  /// showed.
  package init(_ lesson: Lesson, _ transcript: Transcript) {
    var counts: [Kind: Int] = [:]
    for (index, block) in lesson.blocks.enumerated() {
      guard let label = block.label, label.name != nil || label.caption != nil else { continue }
      let kind = Self.kind(of: block, showing: transcript.shown[index] ?? [])
      counts[kind, default: 0] += 1
      let number = counts[kind] ?? 1
      let reference = Reference(
        kind: kind, number: number, lesson: lesson.number,
        anchor: label.name ?? "\(kind.rawValue)-\(number)", caption: label.caption)
      byBlock[index] = reference
      if let name = label.name { byName[name] = reference }
    }
  }

  private static func kind(of block: CodeBlock, showing pieces: [Transcript.Piece]) -> Kind {
    switch block.role {
    case .math: return .equation
    case .csv: return .table
    case .output, .other: return .listing
    case .swift(let fence):
      guard fence.showsOutput else { return .listing }
      for case .display(let display) in pieces {
        if let kind = Self.kind(of: display) { return kind }
      }
      return .listing
    }
  }

  private static func kind(of display: Display) -> Kind? {
    switch display {
    case .table, .derivatives: .table
    case .formula: .equation
    case .plot, .bars, .heatMap, .images, .graph, .neurons, .steps, .knobs: .figure
    case .group(let displays): displays.lazy.compactMap(kind).first
    case .text, .value: nil
    }
  }
}
