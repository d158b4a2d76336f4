import Text

extension Course {
  /// What is wrong with the lessons that others say they build on.
  var problemsOfNeeds: [Diagnostic] {
    let known = lessons.map { String($0.file.path.split(separator: "/").last ?? "") }
    return lessons.enumerated().flatMap { number, lesson in
      lesson.frontMatter.buildsOn.compactMap { need -> Diagnostic? in
        let line = lesson.frontMatter.lines["builds-on"]
        guard let place = known.firstIndex(of: need) else {
          return lesson.file.diagnostic(.unknownNeed(need, known: known), line: line)
        }
        return place < number ? nil : lesson.file.diagnostic(.needIsNotBefore(need), line: line)
      }
    }
  }
}
