import Foundation
import Nabla
import TestSupport
import Testing

extension BrowserTests {
  /// A recorded loss that the reader moves.
  @Suite("Knobs move")
  struct KnobsTests {
    /// A page with every view, and one without knobs.
    static let lessons: KeyValuePairs = [
      "01-chain.md": """
      # The chain

      ```swift
      let w = Scalar(0.5, name: "w")
      let v = Scalar(0.25, name: "v")
      let x = Scalar(constant: 0.8, name: "x")
      let loss = squaredError(predicted: v * tanh(w * x), expected: log(x)).named("L")
      Knobs("A chain", of: loss, vary: [w, v], in: -2...2)
        .vary(x, in: -1...1)
        .derivatives(for: [v, w])
        .graph()
        .training(rate: 0.01...1, at: 0.1, steps: 40)
      ```

      ```swift
      let other = w.value * 2
      Knobs("Another", of: (w - 1).squared(), vary: [w], in: -1...1).derivatives()
      ```
      """,
      "02-plain.md": "# Plain\n\n```swift\n1 + 1\n```\n"
    ]

    private func page() throws -> (course: TemporaryFolder, site: SiteFolder) {
      let course = try makeCourse(Self.lessons)
      let build = try nabla("build", in: course.url)
      #expect(build.status == 0, "\(build.errors)")
      return (course, SiteFolder(url: course.url.appendingPathComponent("site")))
    }

    /// Opens the page and waits until its knobs move.
    private func open(_ tab: Tab, _ address: URL) async throws {
      try await tab.open(address)
      try await settle(tab)
    }

    /// Waits until both sets of knobs are live, and what was changed is drawn.
    private func settle(_ tab: Tab) async throws {
      let isLive: Bool = try await tab.evaluate(
        """
        new Promise((done) => {
          const look = () => document.querySelectorAll(".knobs.live").length === 2
            ? requestAnimationFrame(() => requestAnimationFrame(() => done(true)))
            : requestAnimationFrame(look);
          look();
        })
        """)
      #expect(isLive)
    }

    private func text(_ tab: Tab, _ selector: String) async throws -> String {
      try await tab.evaluate("document.querySelector(\(tab.quoted(selector))).textContent")
    }

    /// Everything that moves, as text, of the first set.
    private static let state = """
      [...document.querySelector(".knobs").querySelectorAll("[data-number], .levels text, .line")]
        .map((one) => one.getAttribute("d") ?? one.textContent).join("|")
      """

    /// Who does not see the graph is told what it shows now.
    @Test func theGraphSaysWhatItShows() async throws {
      let (course, site) = try page()
      defer { withExtendedLifetime(course) {} }
      let label = "document.querySelector('.knobs .graph svg[role=img]').getAttribute('aria-label')"
      try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        let atStart: String = try await tab.evaluate(label)
        try await tab.run(
          """
          const slider = document.querySelector(".knobs input[type=range]");
          slider.value = 1.5;
          slider.dispatchEvent(new Event("input"));
          """)
        try await settle(tab)
        let moved: String = try await tab.evaluate(label)
        #expect(moved != atStart)
        let values: [String] = try await tab.evaluate(
          "[...document.querySelectorAll('.knobs .graph svg[role=img] .value')].map((one) => one.textContent)"
        )
        #expect(values.count > 3)
        for value in values { #expect(moved.contains(value)) }
        try await tab.run(
          "document.querySelector('.knobs .knob-tools button:last-of-type').click()")
        try await settle(tab)
        #expect(try await tab.evaluate(label) == atStart)
      }
    }

    private static let fields = """
      [...document.querySelector(".knobs").querySelectorAll(".knob-field")].map((one) => one.value)
      """

    @Test func theStartIsDrawnAsThePageWasMade() async throws {
      let (course, site) = try page()
      // One tab after the other: tabs wait for one another.
      let made = try await Tab.with { tab in
        try await tab.disableScripts()
        try await tab.open(site.file("chain.html"))
        let sliders = "document.querySelectorAll('input[type=range]').length"
        #expect(try await tab.evaluate(sliders) == 0)
        return try await tab.evaluate(Self.state, as: String.self)
      }
      #expect(made.contains("0.2"))
      try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        #expect(try await tab.evaluate(Self.state) == made)
        #expect(try await tab.evaluate(Self.fields) == ["0.5", "0.25", "0.8", "0.1"])
        #expect(tab.complaints == [])
      }
      _ = course
    }

    @Test func keysTypingAndButtonsMoveAllViews() async throws {
      let (course, site) = try page()
      try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        let start: String = try await tab.evaluate(Self.state)
        try await tab.run("document.querySelector('.knob input').focus()")
        try await tab.press(.right)
        try await settle(tab)
        #expect(try await tab.evaluate(Self.fields) == ["0.52", "0.25", "0.8", "0.1"])
        let said: String = try await tab.evaluate(
          "document.querySelector('.knob input').getAttribute('aria-valuetext')")
        #expect(said == "0.52")
        let moved: String = try await tab.evaluate(Self.state)
        #expect(moved != start)
        // Typed, with the minus sign of mathematics, beyond the slider's range.
        try await tab.run("document.querySelector('.knob-field').select()")
        try await tab.type("−2.5")
        try await tab.press(.enter)
        try await settle(tab)
        #expect(try await tab.evaluate(Self.fields) == ["−2.5", "0.25", "0.8", "0.1"])
        // What is no number changes nothing, and is marked.
        try await tab.run("document.querySelector('.knob-field').select()")
        try await tab.type("much")
        try await tab.press(.enter)
        let mark = "document.querySelector('.knob-field').getAttribute('aria-invalid')"
        #expect(try await tab.evaluate(mark) == "true")
        try await tab.click(".knob-tools button:nth-of-type(2)")
        try await settle(tab)
        #expect(try await tab.evaluate(Self.state) == start)
        #expect(try await tab.evaluate(Self.fields) == ["0.5", "0.25", "0.8", "0.1"])
        // One step moves the parameters, and not the input.
        try await tab.click(".knob-tools button")
        try await settle(tab)
        let trained: [String] = try await tab.evaluate(Self.fields)
        #expect(trained[0] != "0.5" && trained[1] != "0.25")
        #expect(trained[2...] == ["0.8", "0.1"])
        #expect(tab.complaints == [])
      }
      _ = course
    }

    @Test func anAddressHoldsTheState() async throws {
      let (course, site) = try page()
      let (start, state, address) = try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        let start: String = try await tab.evaluate(Self.state)
        try await tab.click(".knob-tools button")
        try await settle(tab)
        try await move(tab, knob: 0, to: -1.5)
        let state: String = try await tab.evaluate(Self.state)
        let address: String = try await tab.evaluate("document.querySelector('.knob-tools a').href")
        return (start, state, address)
      }
      try await Tab.with { tab in
        try await open(tab, try #require(URL(string: address)))
        #expect(try await tab.evaluate(Self.state) == state)
      }
      // What leads nowhere, or is damaged, leaves the start.
      for hash in ["#knobs-1;9999=1;x=2;rate=NaN;0=", "#knobs-9;0=1", "#%25", "#knobs-1;=;;;"] {
        try await Tab.with { tab in
          let page = site.file("chain.html").absoluteString + hash
          try await open(tab, try #require(URL(string: page)))
          #expect(try await tab.evaluate(Self.state) == start, "\(hash)")
          #expect(tab.complaints == [])
        }
      }
      _ = course
    }

    /// Moves a slider, and waits until everything has followed.
    private func move(_ tab: Tab, knob: Int, to value: Double) async throws {
      try await tab.run(
        """
        {
          const slider = document.querySelectorAll(".knob input[type=range]")[\(knob)];
          slider.value = "\(value)";
          slider.dispatchEvent(new Event("input"));
        }
        """)
      try await settle(tab)
    }

    @Test func outsideADomainTheNumberIsNoneAndTheKnobIsMarked() async throws {
      let (course, site) = try page()
      try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        try await move(tab, knob: 2, to: -0.5)
        #expect(try await text(tab, ".knob-result") == "L = nan")
        #expect(try await text(tab, ".knob.out .knob-name") == "x")
        let status: String = try await tab.evaluate(
          """
          new Promise((done) => {
            const status = document.querySelector(".knobs [role=status]");
            const look = () => status.textContent ? done(status.textContent) : setTimeout(look, 20);
            look();
          })
          """)
        #expect(status.contains("domain"))
        #expect(tab.complaints == [])
      }
      _ = course
    }

    @Test func aFactorLightsUpWithItsArrowAndItsRows() async throws {
      let (course, site) = try page()
      try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        try await tab.run("document.querySelector('.factor').focus()")
        let lit: [Int] = try await tab.evaluate(
          """
          [".factor.lit", "g.lit .arrow", ".lit-row"]
            .map((one) => document.querySelectorAll(one).length)
          """)
        #expect(lit == [2, 1, 2])
        try await tab.run("document.activeElement.blur()")
        let left: Int = try await tab.evaluate("document.querySelectorAll('.lit').length")
        #expect(left == 0)
      }
      _ = course
    }

    @Test func itWorksUnderAPolicyThatAllowsItsOwnScriptsOnly() async throws {
      let (course, site) = try page()
      for (policy, isLive) in [
        ("script-src 'self' 'wasm-unsafe-eval'", true), ("script-src 'self'", false)
      ] {
        let html = try site.read("chain.html").replacing(
          "<meta charset=\"utf-8\">",
          with:
            "<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"
        )
        try Data(html.utf8).write(to: site.file("policy.html"))
        try await Tab.with { tab in
          let address = WebAddress(site)
          try await tab.serve(address)
          try await tab.open(try address.page("policy.html"))
          if isLive {
            try await settle(tab)
          } else {
            // The start stays, and the page says why.
            let note: String = try await tab.evaluate(
              """
              new Promise((done) => {
                const look = () => {
                  const note = document.querySelector(".knob-list + .note");
                  note ? done(note.textContent) : setTimeout(look, 10);
                };
                look();
              })
              """)
            #expect(note.contains("WebAssembly"))
            #expect(try await text(tab, ".knob-value") == "0.5")
          }
        }
      }
      _ = course
    }

    @Test func aPageWithoutKnobsLoadsNothingMore() async throws {
      let (course, site) = try page()
      try await Tab.with { tab in
        try await tab.open(site.file("plain.html"))
        #expect(!tab.requests.contains { $0.hasSuffix("engine.js") || $0.hasSuffix("knobs.js") })
      }
      let alone = try makeCourse(["02-plain.md": "# Plain\n\n```swift\n1 + 1\n```\n"])
      #expect(try nabla("build", in: alone.url).status == 0)
      let files = SiteFolder(url: alone.url.appendingPathComponent("site")).files
      #expect(!files.contains("engine.js") && !files.contains("knobs.js"))
      _ = course
    }

    /// An engine of its own, in the page.
    private static let engine = """
      WebAssembly.instantiate(Uint8Array.from(atob(nablaEngine), (one) => one.charCodeAt(0)), {})
        .then(({ instance: { exports } }) => { globalThis.engine = exports; return true; })
      """

    @Test func theBrowserGivesTheBitsOfTheLessonsEngine() async throws {
      let (course, site) = try page()
      try await Tab.with { tab in
        try await open(tab, site.file("chain.html"))
        let isThere: Bool = try await tab.evaluate(Self.engine)
        #expect(isThere)
        // Sixteen operations of 50,000 pairs of arguments, with both their derivatives.
        for code in UInt8(6)...21 {
          let there: String = try await tab.evaluate(
            "String(BigInt.asUintN(64, engine.digest(\(code), 7n, 50000)))")
          let here = ElementaryDigest.digest(code: code, seed: 7, count: 50_000)
          #expect(there == "\(here)", "operation \(code)")
        }
        for name in KnobGraphs.names {
          let data = Data(KnobGraphs.data(name, settings: 1000)).base64EncodedString()
          let difference: String = try await tab.evaluate(
            """
            (() => {
              const bytes = Uint8Array.from(atob("\(data)"), (one) => one.charCodeAt(0));
              const place = engine.memory.buffer.byteLength;
              engine.memory.grow(Math.ceil(bytes.length / 65536));
              new Uint8Array(engine.memory.buffer, place, bytes.length).set(bytes);
              return String(engine.check(place, bytes.length));
            })()
            """)
          #expect(difference == "-1", "\(name)")
        }
      }
      _ = course
    }
  }
}
