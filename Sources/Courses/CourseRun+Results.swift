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
  /// Writes the site, or compares it: the lock of its folder, which is still held.
  func build(
    _ results: [LessonPage], _ course: Course, _ toolchain: Toolchain, _ cache: CacheFolder,
    isCheck: Bool, _ report: inout CourseReport
  ) throws(Diagnostic) -> FileLock? {
    var versions = Versions(toolchain, environment)
    versions.graphviz = graphviz(results, cache.store)
    guard let theme = theme(of: course, &report) else { return nil }
    let builder = SiteBuilder(
      course: course, theme: theme, versions: versions, toolchain: toolchain, jobs: options.jobs)
    let site = try builder.site(
      results.filter { !$0.lesson.frontMatter.isDraft }, isPartial: options.isPartial)
    let lock = try lockSite(isCheck: isCheck)
    try write(site, versions, isCheck: isCheck, isPartial: options.isPartial, lock, &report)
    return lock
  }

  /// Waits until no other nabla writes the site; `nil` where there is none to be compared.
  func lockSite(isCheck: Bool) throws(Diagnostic) -> FileLock? {
    let folder = SiteFolder(folder: options.output)
    if isCheck, FileIdentity(options.output.path) == nil { return nil }
    do throws(SystemError) {
      return try folder.lock(isShared: isCheck) { [options, waiting] in
        waiting("another nabla is writing \(options.output.shownPath): waiting until it is done")
      }
    } catch {
      throw cannotWrite(error)
    }
  }

  /// Writes a site, or a part of it, or compares it with what is there.
  func write(
    _ site: Site, _ versions: Versions, isCheck: Bool, isPartial: Bool, _ lock: FileLock?,
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
    if !options.replacesFiles, let refusal = folder.refusal(of: site) { throw refusal }
    var site = site
    if let font = MathematicsFont.find() {
      site.unlisted[MathematicsFont.fileName] = font
    } else {
      report.remarks.append(MathematicsFont.missing)
    }
    do throws(SystemError) {
      let written = try folder.write(site, versions: versions, isPartial: isPartial, lock: lock)
      if let why = written.whyOneByOne {
        report.remarks.append("\(why.description); so its files were moved one by one")
      }
      if lock?.isReal == false {
        report.remarks.append(
          "\(options.output.shownPath) cannot be locked: builds at the same time can mix pages")
      }
      report.summary +=
        written.files == 0
        ? "; the site is as it was"
        : "; \(written.files) \(written.files == 1 ? "file" : "files") written to "
          + options.output.shownPath
    } catch {
      throw cannotWrite(error)
    }
  }

  private func cannotWrite(_ error: SystemError) -> Diagnostic {
    Diagnostic(.siteNotWritten(error.description), at: nil)
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
