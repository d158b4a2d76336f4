package import Programs
import Text

/// A record of a lesson that is no longer what the lesson computes.
package struct MovedRecord: Sendable, Equatable {
  /// Which of a lesson's records it is.
  package enum Name: Sendable, Hashable {
    /// A value behind `// =>` or in a sentence, by its number.
    case value(Int)
    /// An `output` block, by the index of the Swift block that computes it.
    case output(ofBlock: Int)

    /// The name as a word: `value-3`, `output-7`.
    package var text: String {
      switch self {
      case .value(let number): "value-\(number)"
      case .output(let block): "output-\(block)"
      }
    }
  }

  package var name: Name
  /// Where the value stands; `nil` for an output.
  package var place: RecordedValue.Place?
  /// The line of the record, from 1; `nil` for an output.
  package var line: Int?
  /// The recorded lines that differ, and the computed ones.
  package var recorded: [String]
  package var computed: [String]
}

extension Verdict {
  /// The records that do not agree, values first.
  package var moved: [MovedRecord] {
    let values = self.values.sorted { $0.key < $1.key }.filter { !$0.value.agrees }
    let moved = values.map { number, value in
      MovedRecord(
        name: .value(number), place: value.value.place, line: value.value.line,
        recorded: [value.value.recorded ?? ""], computed: [value.computed])
    }
    return moved
      + outputs.compactMap { output in
        let (recorded, computed) = output.differingLines
        if recorded.isEmpty, computed.isEmpty { return nil }
        return MovedRecord(
          name: .output(ofBlock: output.block), recorded: recorded, computed: computed)
      }
  }

  /// The same with these records only: what `LessonUpdate` then changes.
  package func only(_ names: Set<MovedRecord.Name>) -> Verdict {
    var other = self
    other.values = values.filter { names.contains(.value($0.key)) }
    other.outputs = outputs.filter { names.contains(.output(ofBlock: $0.block)) }
    return other
  }
}

extension ComparedOutput {
  /// The lines that differ, recorded and computed.
  var differingLines: (recorded: [String], computed: [String]) {
    if steps.isEmpty {
      let isSame = recorded.elementsEqual(computed) { $0.hasSameBytes(as: $1) }
      return isSame ? ([], []) : (recorded, computed)
    }
    var (old, new): ([String], [String]) = ([], [])
    for step in steps {
      switch step {
      case .pair(let row, let column):
        let line = ComparedLine(
          recorded: recorded[row], computed: computed[column], tolerance: tolerance)
        guard line.cost > 0 else { continue }
        old.append(recorded[row])
        new.append(computed[column])
      case .missing(let row): old.append(recorded[row])
      case .extra(let column, _): new.append(computed[column])
      case .elided, .elision: break
      }
    }
    return (old, new)
  }
}
