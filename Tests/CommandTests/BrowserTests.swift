import Foundation
import Testing

/// Pages in a real browser: Debian's headless Chromium.
@Suite("In a browser", .serialized)
struct BrowserTests {
  static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The document after a script of ours has run in a copy of the page, framed at this width.
  private func dom(of page: String, width: Int, probe: String) throws -> String {
    let chromium = try #require(Self.chromium, "install Debian's package chromium")
    let frame = try TemporaryFolder()
    try frame.write(
      """
      <!DOCTYPE html><html lang="en"><body style="margin:0">
      <iframe id="page" style="border:0;width:\(width)px;height:800px"></iframe>
      <p id="result"></p>
      <script>
      const frame = document.getElementById("page");
      frame.onload = () => {
        const page = frame.contentDocument;
        document.getElementById("result").textContent = "probe:" + JSON.stringify(\(probe));
      };
      frame.src = "site/\(page)";
      </script></body></html>
      """, to: "frame.html")
    let course = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    try FileManager.default.copyItem(
      at: course.appendingPathComponent("site"), to: frame.url.appendingPathComponent("site"))
    let run = try run(
      URL(fileURLWithPath: chromium),
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
        "--virtual-time-budget=3000", "--user-data-dir=\(frame.url.path)/profile", "--dump-dom",
        frame.url.appendingPathComponent("frame.html").absoluteString
      ])
    let start = try #require(run.output.range(of: "probe:"), "\(run.errors)")
    let end = try #require(run.output[start.upperBound...].range(of: "</p>"))
    return String(run.output[start.upperBound..<end.lowerBound])
  }

  @Test(arguments: ["index.html", "one-neuron.html", "backpropagation.html", "framework.html"])
  func noPageScrollsSideways(_ page: String) throws {
    for width in [360, 1280] {
      let overflow = try dom(
        of: page, width: width, probe: "page.documentElement.scrollWidth - \(width)")
      #expect(try #require(Int(overflow)) <= 0, "\(page) at \(width)px is \(overflow)px too wide")
    }
  }

  @Test func mathematicsIsDrawnWithoutScript() throws {
    let sizes = try dom(
      of: "backpropagation.html", width: 1280,
      probe: """
        [page.querySelectorAll("math").length > 3,
         [...page.querySelectorAll("math")].every(m => m.getBoundingClientRect().height > 5)]
        """)
    #expect(sizes == "[true,true]")
  }

  @Test func theStylesheetIsThere() throws {
    let font = try dom(
      of: "index.html", width: 1280,
      probe: "page.styleSheets.length + \" \" + (page.styleSheets[0].cssRules.length > 20)")
    #expect(font == "\"1 true\"")
  }
}
