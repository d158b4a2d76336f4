import Foundation
import Lessons
import Memo
import Pages
import Processes
import Programs
import Sites
import Text
import Verdicts

extension CourseRun {
  /// Writes the site as its author sees it: also where lessons are wrong, which the pages then say.
  func writePreview(
    _ results: [LessonPage], _ course: Course, _ toolchain: Toolchain, _ report: inout CourseReport
  ) throws(Diagnostic) {
    let versions = Versions(toolchain, environment)
    guard let theme = theme(of: course, &report) else { return }
    var site = try SiteBuilder(
      course: course, theme: theme, versions: versions, toolchain: toolchain, jobs: options.jobs
    ).site(results, isPartial: options.isPartial)
    for page in results {
      let frame = PreviewFrame(
        folder: options.course, root: page.lesson.language == nil ? "" : "../")
      let name = "\(page.lesson.page).html"
      guard let bytes = site.files[name] else { continue }
      let state = PreviewFrame.State(
        words: page.wordsOfRecords, problems: page.problemsBesideRecords)
      site.files[name] = frame.framed(bytes, state)
    }
    site.files[PreviewFrame.stylesheet] = PreviewFrame.files[PreviewFrame.stylesheet]
    let lock = try lockSite(isCheck: false)
    try write(site, versions, isCheck: false, isPartial: options.isPartial, lock, &report)
    lock?.release()
    if report.exitCode != 0 { report.summary = String(report.summary.drop { "; ".contains($0) }) }
  }
}
