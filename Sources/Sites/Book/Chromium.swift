package import Foundation
import Processes
package import Text

/// Prints a page as PDF with a browser of the system, without its window.
package struct Chromium {
  package let path: String
  /// The variables that it inherits.
  let environment: Environment

  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"
  ]

  /// Finds it, or says how to get it.
  package static func find(_ environment: Environment) throws(Diagnostic) -> Chromium {
    Chromium(
      path: try ProgramSearch(
        variable: .chromium, names: names, what: "Chromium or Chrome",
        missing: .noChromium
      ).path(in: environment), environment: environment)
  }

  /// The PDF of the page `name` among `files`.
  package func print(_ name: String, _ files: [String: Data]) throws(Diagnostic) -> Data {
    let pdf: Data?
    let result: Capture.Result
    do throws(SystemError) {
      (pdf, result) = try printed(name, files)
    } catch {
      throw Diagnostic(
        .temporaryFiles(error.description),
        at: nil)
    }
    if let pdf, pdf.starts(with: Data("%PDF-".utf8)) { return pdf }
    var diagnostic = Diagnostic(.noPDF(path, status: result.status), at: nil)
    diagnostic.details =
      [Diagnostic.Detail.tail("it says", result.standardError)].compactMap(\.self)
    throw diagnostic
  }

  private func printed(
    _ name: String, _ files: [String: Data]
  ) throws(SystemError) -> (Data?, Capture.Result) {
    let scratch = try ScratchFolder()
    defer { scratch.remove() }
    for (path, bytes) in files { try write(bytes, to: scratch.path("site/\(path)")) }
    let target = scratch.path("book.pdf")
    let result = try Capture.run(
      [
        path, "--headless=new", "--disable-gpu", "--no-first-run",
        "--user-data-dir=\(scratch.path("profile"))", "--no-pdf-header-footer",
        "--generate-pdf-document-outline", "--print-to-pdf=\(target)"
      ]
        // Chromium's own sandbox cannot be had by the superuser.
        + (geteuid() == 0 ? ["--no-sandbox"] : []) + ["file://\(scratch.path("site/\(name)"))"],
      environment: environment.variables)
    return (FileManager.default.contents(atPath: target), result)
  }

  private func write(_ bytes: Data, to path: String) throws(SystemError) {
    let url = URL(fileURLWithPath: path)
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try bytes.write(to: url)
    } catch {
      throw SystemError(code: errno == 0 ? EIO : errno, doing: "write \(path)")
    }
  }
}
