import Drawings
import Foundation
import Lessons
import Memo
import Pages
import Processes
import Programs
import Sites
import Text
import Verdicts

/// What becomes of lessons that are right: a site, or records that are brought up to date.
extension CourseRun {
  func build(
    _ results: [LessonPage], _ course: Course, _ toolchain: Toolchain, _ cache: CacheFolder,
    isCheck: Bool, _ report: inout CourseReport
  ) throws(Diagnostic) {
    var versions = Versions(toolchain, environment)
    versions.graphviz = graphviz(results, cache.store)
    guard let theme = theme(of: course, &report) else { return }
    let builder = SiteBuilder(
      course: course, theme: theme, versions: versions, toolchain: toolchain, jobs: options.jobs)
    let site = try builder.site(
      results.filter { !$0.lesson.frontMatter.isDraft }, isPartial: options.isPartial)
    try write(site, versions, isCheck: isCheck, isPartial: options.isPartial, &report)
  }

  /// Writes a site, or a part of it, or compares it with what is there.
  func write(
    _ site: Site, _ versions: Versions, isCheck: Bool, isPartial: Bool,
    _ report: inout CourseReport
  ) throws(Diagnostic) {
    let folder = SiteFolder(folder: options.output)
    if isCheck {
      let stale = folder.differences(from: site, versions: versions, isPartial: isPartial)
      if stale.isEmpty {
        report.summary += "; the site is fresh"
      } else {
        report.diagnostics.append(Diagnostic(.staleSite(stale), at: nil))
      }
      return
    }
    do throws(SystemError) {
      let changed = try folder.write(site, versions: versions, isPartial: isPartial)
      if let remark = MathematicsFont.copy(to: options.output) { report.remarks.append(remark) }
      report.summary +=
        changed == 0
        ? "; the site is as it was"
        : "; \(changed) \(changed == 1 ? "file" : "files") written to "
          + options.output.shownPath
    } catch {
      throw Diagnostic(
        .environment(
          error.description,
          help: "check the permissions of the folder and the room on the disk; "
            + "the old site is as it was"), at: nil)
    }
  }

  /// Graphviz's version, where a page has a graph that it laid out.
  private func graphviz(_ results: [LessonPage], _ store: Store?) -> String? {
    guard results.contains(where: \.hasGraph) else { return nil }
    return try? Graphviz.find(environment).version(store)
  }

  // MARK: Updating

  func update(
    _ results: [LessonPage], isDryRun: Bool, notes: [String: [Translation.NoteEdit]],
    _ report: inout CourseReport
  ) {
    var places = 0
    var lessons = 0
    for result in results where result.judged.ran.isComplete {
      let update = result.judged.update(notes: notes[result.lesson.file.path] ?? [])
      report.diagnostics += update.problems
      guard !update.isEmpty else { continue }
      if isDryRun {
        report.diff += UnifiedDiff.text(update, of: result.lesson.file)
      } else {
        do throws(Diagnostic) {
          try LessonWriter.write(
            update, to: options.course.appendingPathComponent(result.lesson.file.path),
            lesson: result.lesson)
        } catch {
          report.diagnostics.append(error)
          continue
        }
      }
      places += update.count
      lessons += 1
      // What has been recorded, or is shown in the diff, is no longer said.
      let path = result.lesson.file.path
      let kept = Set(update.problems.compactMap { $0.location?.line })
      report.diagnostics.removeAll { diagnostic in
        let isSaid: Bool
        if case .translation(let reason) = diagnostic.reason {
          isSaid = reason.isOfAge && !notes.isEmpty
        } else {
          isSaid = diagnostic.isMismatch
        }
        guard isSaid else { return false }
        return diagnostic.location?.file == path
          && !kept.contains(diagnostic.location?.line ?? 0)
      }
    }
    let verb = isDryRun ? "would be updated" : "updated"
    report.summary =
      places == 0
      ? "nothing to update in \(Counted.lessons(results.count))"
      : "\(places) recorded \(places == 1 ? "place" : "places") \(verb) in "
        + Counted.lessons(lessons)
    let broken = results.count { !$0.judged.ran.isComplete }
    if broken > 0 {
      report.summary +=
        "; \(Counted.lessons(broken)) left alone, because "
        + "\(broken == 1 ? "it" : "they") did not run through"
    }
  }
}
