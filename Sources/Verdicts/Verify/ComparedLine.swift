import Text

/// A recorded line beside a computed one.
struct ComparedLine {
  package let recorded: ScannedLine
  let recordedText: String
  let computed: ScannedLine
  let computedText: String
  let tolerance: DecimalNumber?

  init(
    recorded: ScannedLine, recordedText: String, computed: ScannedLine, computedText: String,
    tolerance: DecimalNumber?
  ) {
    self.recorded = recorded
    self.recordedText = recordedText
    self.computed = computed
    self.computedText = computedText
    self.tolerance = tolerance
  }

  init(recorded: String, computed: String, tolerance: DecimalNumber?) {
    self.init(
      recorded: ScannedLine(recorded), recordedText: recorded, computed: ScannedLine(computed),
      computedText: computed, tolerance: tolerance)
  }

  /// Whether the text between the numbers is the same, so that number stands beside number.
  var hasSameText: Bool {
    recorded.texts.count == computed.texts.count
      && zip(recorded.texts, computed.texts).allSatisfy { $0.hasSameBytes(as: $1) }
  }

  private func agrees(_ index: Int) -> Bool {
    Agreement.agrees(
      recorded: recorded.numbers[index].text, computed: computed.numbers[index].text,
      tolerance: tolerance)
  }

  /// 0 where the lines agree, more the less alike they are.
  var cost: Int {
    guard hasSameText else {
      return Alignment.textDiffers - Int(Alignment.textAlike * likeness)
    }
    if recorded.numbers.indices.allSatisfy(agrees) { return 0 }
    return Alignment.numbersDiffer + Int(Alignment.farNumbers * distance)
  }

  /// How much of the lines is the same from their beginnings and their ends, from 0 to 1.
  private var likeness: Double {
    let one = recordedText.utf8
    let other = computedText.utf8
    let shorter = min(one.count, other.count)
    let head = zip(one, other).prefix { $0 == $1 }.count
    let tail = zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count
    return Double(min(shorter, head + tail)) / Double(max(1, one.count, other.count))
  }

  /// How far the numbers are apart on average, relative to their size, from 0 to 1.
  private var distance: Double {
    var sum = 0.0
    for (record, value) in zip(recorded.numbers, computed.numbers) {
      guard let a = Double(record.text), let b = Double(value.text), a.isFinite, b.isFinite else {
        sum += record.text == value.text ? 0 : 1
        continue
      }
      let size = max(a.magnitude, b.magnitude)
      if size > 0 { sum += min(1, (a / size - b / size).magnitude) }
    }
    return sum / Double(max(1, recorded.numbers.count))
  }

  /// What differs, and how many bytes of the recorded line stand before it.
  var mismatches: [(Mismatch, offset: Int)] {
    guard hasSameText else {
      let bytes = Array(recordedText.utf8)
      var offset = zip(bytes, computedText.utf8).prefix { $0 == $1 }.count
      // Back to the start of a character.
      while offset < bytes.count, offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      return [(Mismatch(kind: .text, recorded: recordedText, computed: computedText), offset)]
    }
    return recorded.numbers.indices.compactMap { index in
      if agrees(index) { return nil }
      let record = recorded.numbers[index]
      let value = computed.numbers[index].text
      let difference = Agreement.difference(recorded: record.text, computed: value)
      return (
        Mismatch(kind: .number(difference: difference), recorded: record.text, computed: value),
        record.offset
      )
    }
  }

  /// The recorded line with those numbers mended that do not agree: what agrees stays as recorded, on
  /// the page, too. A mended number is written as the recorded one, if it agrees so; where the fence's
  /// tolerance asks for more digits, as it was printed.
  var mended: String {
    guard hasSameText else { return computedText }
    return joined { index in
      let record = recorded.numbers[index].text
      let value = computed.numbers[index].text
      if agrees(index) { return record }
      let written = Notation.write(value, like: record)
      return Agreement.agrees(recorded: written, computed: value, tolerance: tolerance)
        ? written : value
    }
  }

  private func joined(_ number: (Int) -> String) -> String {
    var text = recorded.texts[0]
    for index in recorded.numbers.indices {
      text += number(index) + recorded.texts[index + 1]
    }
    return text
  }
}
