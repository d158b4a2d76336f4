import Foundation
import Testing

extension BrowserTests {
  /// Pictures of the pages, to be looked at: `make screenshots` writes them to `.build/screenshots`.
  @Suite(
    "Screenshots", .enabled(if: ProcessInfo.processInfo.environment["NABLA_SCREENSHOTS"] != nil))
  struct Screenshots {
    static let folder = SiteFolder.repository.appendingPathComponent(".build/screenshots")

    /// A long page is cut: a picture that is fifty times as high as wide shows nothing.
    static let height = 1800

    @Test(arguments: Specimen.all, ColorScheme.allCases)
    func ofScreens(_ page: Specimen, _ scheme: ColorScheme) async throws {
      try await Tab.with { tab in
        try await tab.prefer(scheme)
        for width in [1280, 360] {
          try await tab.show(width: width, height: width == 360 ? 740 : 800)
          try await tab.open(page.file)
          let length: Int = try await tab.evaluate("document.documentElement.scrollHeight")
          for (number, top) in stride(from: 0, to: length, by: Self.height).enumerated() {
            let picture = try await tab.screenshot(
              x: 0, y: top, width: width, height: min(Self.height, length - top))
            try write(picture, page, "\(width)-\(scheme.rawValue)-\(number + 1).png")
          }
        }
      }
    }

    @Test(arguments: Specimen.lessons)
    func ofPaper(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        try write(try await tab.print(), page, "print.pdf")
      }
    }

    private func write(_ bytes: Data, _ page: Specimen, _ name: String) throws {
      let folder = Self.folder.appendingPathComponent(page.site.name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let stem = page.path.replacing("/", with: "-").replacing(".html", with: "")
      try bytes.write(to: folder.appendingPathComponent("\(stem)-\(name)"))
    }
  }
}
