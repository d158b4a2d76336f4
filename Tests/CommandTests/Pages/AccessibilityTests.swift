import Foundation
import TestSupport
import Testing

/// What `make test-packages` takes from PyPI for these tests.
enum TestTools {
  static let folder = SiteFolder.repository.appendingPathComponent(".build/test-tools")

  /// A file of a package, or what to do about its absence.
  static func file(_ path: String) throws -> URL {
    let url = folder.appendingPathComponent(path)
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw Chromium.Failure(description: "\(url.path) is missing: run make test-packages")
    }
    return url
  }
}

extension BrowserTests {
  /// axe-core with every rule that it has, for WCAG 2.0 to 2.2 up to AAA, best practices and what it
  /// calls experimental, but one.
  @Suite("Pages are accessible")
  struct AccessibilityTests {
    @Test(arguments: Specimen.all)
    func noRuleIsBroken(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.open(page.file)
        let problems = try await accessibilityProblems(of: tab)
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
      }
    }

    /// The test can fail: a page with a known fault of each kind that it names.
    @Test func brokenRulesAreSeen() async throws {
      let folder = try TemporaryFolder()
      try folder.write(
        """
        <!DOCTYPE html><html><head><title>x</title></head><body><main><h1>x</h1>
        <p style="color: #777; background: #fff">Grey.</p>
        <p style="color: #666; background: #fff">Darker grey.</p>
        <img src="data:,"></main></body></html>
        """, to: "bad.html")
      try await Tab.with { tab in
        try await tab.open(folder.url.appendingPathComponent("bad.html"))
        let problems = try await accessibilityProblems(of: tab)
        for rule in ["html-has-lang", "image-alt", "color-contrast", "color-contrast-enhanced"] {
          #expect(problems.contains { $0.hasPrefix("\(rule):") }, "\(rule) in \(problems)")
        }
      }
    }
  }
}

/// The rule that is left out: whatever can have the focus should be a control, a region or the like.
/// What scrolls sideways has to have it, so that keys can scroll it, and a region for each formula and
/// each table would drown the landmarks of the page.
private let waived = ["focus-order-semantics"]

/// What axe-core finds wrong with the page in light and dark, wide and narrow: rule and reason, where
/// it was seen, and the first elements.
func accessibilityProblems(of tab: Tab) async throws -> [String] {
  let script = try TestTools.file("axe_playwright_python/axe.min.js")
  try await tab.run(String(contentsOf: script, encoding: .utf8))
  // What is folded is read as well.
  try await tab.run("for (const folded of document.querySelectorAll('details')) folded.open = true")
  // Of the thousand words of code in the same colours, some say it for all.
  try await tab.run(
    """
    (() => {
      const seen = {};
      for (const span of document.querySelectorAll("pre code span")) {
        const kind = span.cloneNode().outerHTML;
        seen[kind] = (seen[kind] ?? 0) + 1;
        if (seen[kind] > 5 && span.children.length === 0) span.replaceWith(span.textContent);
      }
    })()
    """)
  var problems: [String: (looks: [String], elements: [String])] = [:]
  // What does not depend on colours has been seen in light, and colours do not depend on the width.
  for (width, scheme) in [(1280, ColorScheme.light), (360, .light), (1280, .dark)] {
    try await tab.prefer(scheme)
    try await tab.show(width: width)
    let rules =
      scheme == .light
      ? "axe.getRules().map(rule => rule.ruleId).filter(id => !\(waived).includes(id))"
      : "[\"color-contrast\", \"color-contrast-enhanced\", \"link-in-text-block\"]"
    let found: [[String]] = try await tab.evaluate(
      """
      axe.run(document, {
        resultTypes: ["violations"],
        runOnly: { type: "rule", values: \(rules) }
      }).then(result => result.violations.flatMap(({ id, nodes }) => nodes.map(node => [
        id + ": " + node.failureSummary.split("\\n").slice(1).map(line => line.trim()).join("; "),
        node.target.join(" ")
      ])))
      """, timeout: 300)
    for problem in found {
      problems[problem[0], default: ([], [])].looks.append("\(scheme.rawValue) \(width) px")
      problems[problem[0]]?.elements.append(problem[1])
    }
  }
  return problems.map { problem, seen in
    "\(problem) [\(Set(seen.looks).sorted().joined(separator: ", "))] at "
      + Set(seen.elements).sorted().prefix(4).joined(separator: " | ")
  }.sorted()
}
