package import Lessons
import Programs
package import Text

extension Judged {
  /// A translation, judged by what its original computed: nothing of it runs.
  ///
  /// - Parameter problems: what is wrong with it as it is read.
  package init(_ translation: Translation, of original: Judged, _ problems: [Diagnostic]) {
    let lesson = translation.lesson
    var texts = DisplayTexts(lesson.frontMatter.texts)
    let transcript = Self.transcript(translation, original.transcript, &texts)
    var problems = problems
    if original.ran.isComplete { problems += texts.unused(in: lesson) }
    let programs = original.ran.tangled.programs
    self.init(
      Ran(
        tangled: Tangled(lesson: lesson, programs: programs, problems: problems),
        transcript: transcript),
      Self.verdict(translation, original, programs?.values ?? [], transcript),
      translated: translation.source)
  }

  /// What the blocks of the original showed, where the translation has them.
  private static func transcript(
    _ translation: Translation, _ original: Transcript, _ texts: inout DisplayTexts
  ) -> Transcript {
    var transcript = Transcript()
    for (own, block) in translation.blocks.sorted(by: { $0.key < $1.key }) {
      transcript.shown[own] = original.shown[block].map { texts.translated($0) }
      if original.completed.contains(block) { transcript.completed.insert(own) }
      transcript.compilerErrors[own] = original.compilerErrors[block]
      transcript.proofs[own] = original.proofs[block]
    }
    return transcript
  }

  /// The values of the original: those in blocks as they are shown there, those in sentences compared
  /// with what the translation records.
  private static func verdict(
    _ translation: Translation, _ original: Judged, _ values: [RecordedValue],
    _ transcript: Transcript
  ) -> Verdict {
    let source = translation.source
    var verdict = Verdict()
    let places = Dictionary(translation.blocks.map { ($0.value, $0.key) }) { first, _ in first }
    for (number, compared) in original.verdict.values {
      guard case .annotation(let block) = compared.value.place, let own = places[block] else {
        continue
      }
      var compared = compared
      compared.value.place = .annotation(block: own)
      compared.agrees = true
      verdict.values[number] = compared
    }
    for output in original.verdict.outputs {
      guard let own = places[output.block] else { continue }
      var output = output
      output.block = own
      // What a reader is asked for is the record, with the texts of the translation.
      if output.recorded == output.computed {
        output.recorded = Verifier.lines(of: transcript.plainText(ofBlock: own))
      }
      verdict.outputs.append(output)
    }
    var numbers: [Int: Int] = [:]
    for (number, value) in values.enumerated() {
      if case .inline(let index) = value.place { numbers[index] = number }
    }
    for (index, inline) in source.inlines.enumerated() {
      guard let match = translation.inlines[index], let number = numbers[match],
        let computed = original.transcript.values[number]
      else { continue }
      var value = values[number]
      value.place = .inline(index)
      (value.recorded, value.expressionLine) = (inline.recorded, inline.line)
      (value.line, value.column) = (inline.recordedLine, inline.recordedColumn)
      // An expression may stand in several sentences of a translation.
      Verifier.verify(
        value, values.count + index, computed: computed, in: source.file, &verdict)
    }
    verdict.mismatches = verdict.mismatches.inOrderOfLines
    // The same numbers are verified, once.
    (verdict.numbers, verdict.texts) = (original.verdict.numbers, original.verdict.texts)
    return verdict
  }
}
