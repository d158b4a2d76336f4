import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// The Tab key, pressed from the top of a page to its end; and on a phone, whose order is the same,
  /// each element with the focus.
  @Suite("The keyboard reaches everything")
  struct KeyboardTests {
    /// An element that had the focus.
    struct Stop: Decodable, Equatable, CustomStringConvertible {
      var order: Int
      var name: String
      var isOutlined: Bool
      var isInView: Bool
      var isOfProgress: Bool
      var description: String { name }
    }

    @Test(arguments: Specimen.all)
    func tabGoesOverThePageInOrder(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.prefer(.light)
        try await tab.open(page.file)
        let reachable = try await tab.numberReachable()
        // The controls of what a reader has done come when a page is read.
        let stops = try await tab.pressTabToTheEnd(atMost: reachable.count + 10)
          .filter { !$0.isOfProgress }
        #expect(stops.map(\.order) == Array(reachable.indices), "the order of the document")
        let reached = Set(stops.map(\.order))
        let missed = reachable.enumerated().filter { !reached.contains($0.offset) }
        #expect(missed.map(\.element) == [], "not reached")
        #expect(stops.filter { !$0.isOutlined } == [], "without a visible focus")
        #expect(stops.filter { !$0.isInView } == [], "out of sight")
      }
    }

    @Test(arguments: Specimen.all)
    func theFocusIsSeenOnAPhone(_ page: Specimen) async throws {
      try await Tab.with { tab in
        try await tab.show(width: 360)
        try await tab.prefer(.light)
        try await tab.open(page.file)
        let reachable = try await tab.numberReachable()
        let stops = try await tab.focusEach()
        #expect(stops.map(\.order) == Array(reachable.indices), "takes no focus")
        #expect(stops.filter { !$0.isOutlined } == [], "without a visible focus")
        #expect(stops.filter { !$0.isInView } == [], "out of sight")
      }
    }

    @Test func unreachableAndInvisibleStopsAreSeen() async throws {
      let folder = try TemporaryFolder()
      try folder.write(
        """
        <!DOCTYPE html><html lang="en"><title>x</title><style>.bare { outline: none }</style>
        <a href="#a">One</a> <a class="bare" href="#b">Two</a> <a tabindex="-1" href="#c">Three</a>
        <button style="position: absolute; left: -99px">Four</button></html>
        """, to: "bad.html")
      try await Tab.with { tab in
        try await tab.open(folder.url.appendingPathComponent("bad.html"))
        let reachable = try await tab.numberReachable()
        let stops = try await tab.pressTabToTheEnd(atMost: 10)
        #expect(reachable.count == 4)
        #expect(stops.map(\.order) == [0, 1, 3])
        #expect(stops.map(\.isOutlined) == [true, false, true])
        #expect(stops.map(\.isInView) == [true, true, false])
        let focused = try await tab.focusEach()
        #expect(focused.map(\.order) == [0, 1, 2, 3])
        #expect(focused.map(\.isOutlined) == [true, false, true, true])
        #expect(focused.map(\.isInView) == [true, true, true, false])
      }
    }
  }
}

extension Tab {
  /// Numbers what a keyboard should reach, in the order of the document, and gives their names.
  fileprivate func numberReachable() async throws -> [String] {
    // From the top, wherever the page itself has put the focus.
    let _: Bool = try await evaluate(
      """
      (() => {
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute("tabindex");
        return true;
      })()
      """)
    return try await evaluate(
      """
      [...document.querySelectorAll(
        "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])")]
        .filter(element => element.checkVisibility({ visibilityProperty: true })
          && !element.disabled && !element.closest(".progress"))
        .map((element, index) => {
          element.numberReachable = index;
          return element.outerHTML.slice(0, 70);
        })
      """)
  }

  /// A function that says what there is to see of the element with the focus; `null` where none has it.
  private static let stop = """
    (() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element);
      // Some of it is there to be seen: its first line, or as much as the window holds.
      const box = element.getClientRects()[0];
      const [x, y] = [
        box.left + Math.min(box.width / 2, 20),
        (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2
      ];
      const top = document.elementFromPoint(x, y);
      const isInView = !!top && (element.contains(top) || top.contains(element));
      const cover = isInView ? ""
        : ` at ${x}, ${y} below ${top ? top.outerHTML.slice(0, 70) : "nothing"}`;
      return {
        order: element.numberReachable ?? -1,
        name: element.outerHTML.slice(0, 70) + cover,
        isOutlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
        isInView,
        isOfProgress: element.closest(".progress") !== null
      };
    })
    """

  /// Presses Tab until the focus leaves the page, and gives every stop.
  fileprivate func pressTabToTheEnd(
    atMost limit: Int
  ) async throws -> [BrowserTests.KeyboardTests.Stop] {
    var stops: [BrowserTests.KeyboardTests.Stop] = []
    for _ in 0..<limit {
      try await press(.tab)
      let stop: BrowserTests.KeyboardTests.Stop? = try await evaluate("\(Self.stop)()")
      guard let stop else { break }
      stops.append(stop)
    }
    return stops
  }

  /// Gives each element that was numbered the focus, as a keyboard does.
  fileprivate func focusEach() async throws -> [BrowserTests.KeyboardTests.Stop] {
    try await evaluate(
      """
      [...document.querySelectorAll("*")].filter(element => "numberReachable" in element)
        .map(element => {
          element.focus({ focusVisible: true });
          return \(Self.stop)();
        }).filter(stop => stop !== null)
      """)
  }
}
