import Foundation
import Testing

/// A page that is tested: of this repository's course, or of the sampler, a course with every element
/// of the lesson language and with what readers and writers are mean to it with.
struct Specimen: Sendable, CustomTestStringConvertible {
  var site: SiteFolder
  var path: String

  var file: URL { site.file(path) }
  var testDescription: String { "\(site.name)/\(path)" }

  /// The pages of the course, then those of the sampler.
  static let all = course + sampler

  /// The pages of this repository's course as they are committed.
  static let course = SiteFolder.course.pages.map { Specimen(site: .course, path: $0) }

  /// The pages of the sampler, made by the `nabla` under test.
  static let sampler = SiteFolder.sampler.pages.map { Specimen(site: .sampler, path: $0) }

  /// The pages with a lesson on them.
  static let lessons = all.filter { page in
    (try? page.site.read(page.path))?.contains("class=\"lesson\"") == true
  }
}

extension SiteFolder {
  /// The site of the sampler; without files where it could not be made, which is a failure of its own.
  static let sampler: SiteFolder = {
    let files = FileManager.default
    let copy = repository.appendingPathComponent(".build/sampler")
    try? files.removeItem(at: copy)
    try? files.copyItem(at: samplerSource, to: copy)
    let build = try? nabla("build", in: copy)
    print(build?.errors ?? "")
    return SiteFolder(url: copy.appendingPathComponent("site"))
  }()

  /// The sampler as it is written.
  static let samplerSource = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sampler")

  /// The course's name in messages.
  var name: String { url.path == SiteFolder.course.url.path ? "course" : "sampler" }
}
