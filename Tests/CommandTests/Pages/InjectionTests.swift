import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// Nothing that a lesson says, prints, shows or is called becomes part of a page's markup: with the
  /// page's policy, and without it.
  @Suite("Nothing can be injected")
  struct InjectionTests {
    @Test(arguments: [true, false])
    func texts(escapes: Bool) async throws {
      var injections = Injections()
      let files = injections.course(escapes: escapes)
      let site = try self.site(of: files, ["build", "--quiet"])
      try await expectNothing(on: site, "html: \(escapes ? "escape" : "pass")", injections)
      #expect(injections.counts.reduce(0) { $0 + $1.count } >= (escapes ? 250 : 100))
    }

    /// Also where pages tell what is wrong, as a preview does.
    @Test func errors() async throws {
      var injections = Injections()
      let site = try self.site(
        of: injections.wrongCourse(), ["build", "--preview", "--output", "site", "--quiet"])
      try await expectNothing(on: site, "preview", injections)
    }

    /// The test can fail: each means that it looks for is found in a page that has it.
    @Test func injectionsAreSeen() async throws {
      let folder = try TemporaryFolder()
      let bad = [
        "<script>hit('a script')</script>", "<img src=x onerror=\"hit('an event')\">",
        "<a href=\"javascript:hit('a link')\">x</a>",
        "<button type=button onclick=\"hit('a button')\">x</button>",
        "<input onfocus=\"hit('focus')\">", "<p onpointerover=\"hit('pointer')\">x</p>",
        "<img alt=\"\" src=\"https://canary.example/a.png\">"
      ]
      try folder.write("<!DOCTYPE html><title>x</title>\(bad.joined())", to: "bad.html")
      try await Tab.with { tab in
        let found = try await injected(
          tab, SiteFolder(url: folder.url), ["bad.html"], typing: [], stays: [])
        for word in ["a script", "an event", "a link", "a button", "focus", "pointer", "canary"] {
          #expect(found.contains { $0.contains(word) }, "\(word): \(found)")
        }
      }
    }

    // MARK: Looking

    private func site(of files: [String: String], _ arguments: [String]) throws -> Made {
      let course = try TemporaryFolder()
      for (name, text) in files { try course.write(text, to: "lessons/\(name)") }
      let build = try nabla(arguments, in: course.url)
      let site = SiteFolder(url: course.url.appendingPathComponent("site"))
      #expect(site.pages.count > 3, "\(build.errors)")
      return Made(folder: course, site: site)
    }

    /// A course's site, there as long as its folder is.
    private struct Made {
      let folder: TemporaryFolder
      let site: SiteFolder
    }

    private func expectNothing(
      on made: Made, _ name: String, _ injections: Injections
    ) async throws {
      let policy = /<meta http-equiv="Content-Security-Policy"[^>]*>\n/
      let typing = ["<img src=x onerror=hit('typed')>", "onerror hit", "'\"><script>hit('typed')"]
      let stays = kept(typing)
      try await Tab.with { tab in
        let found = try await injected(
          tab, made.site, made.site.pages, typing: typing, stays: stays)
        #expect(found == [], "with the policy")
      }
      for page in made.site.pages {
        let text = try made.site.read(page)
        #expect(text.contains(policy), "\(page) has no policy")
        try text.replacing(policy, with: "")
          .write(to: made.site.file(page), atomically: true, encoding: .utf8)
      }
      try await Tab.with { tab in
        let found = try await injected(
          tab, made.site, made.site.pages, typing: typing, stays: stays)
        #expect(found == [], "without the policy")
      }
      let counts = injections.counts.map { "\($0.way) \($0.count)" }.joined(separator: ", ")
      let sum = injections.counts.reduce(0) { $0 + $1.count }
      print("\(name): \(sum) texts (\(counts)) on \(made.site.pages.count) pages")
    }

    /// What may stand in the browser's store, by its key.
    private func kept(_ texts: [String]) -> [(key: String, value: String)] {
      [
        ("nabla-appearance", texts[0]),
        (
          "nabla-done /courses/nabla/",
          "{\"pages\":{\"displays\":{\"read\":true,\"predictionCount\":\"\(texts[0])\"},"
            + "\"\(texts[0])\":{\"read\":\"\(texts[0])\",\"questions\":{\"\(texts[0])\":1}}}}"
        )
      ]
    }

    /// What runs, and what is asked for elsewhere, on pages on which everything is done that a reader
    /// can do.
    private func injected(
      _ tab: Tab, _ site: SiteFolder, _ pages: [String], typing: [String],
      stays: [(key: String, value: String)]
    ) async throws -> [String] {
      let web = WebAddress(site)
      try await tab.serve(web)
      try await tab.send("Runtime.addBinding", ["name": "hit"])
      var found: [String] = []
      for (number, path) in pages.enumerated() {
        let hash =
          number % 2 == 0
          ? "#<img src=x onerror=hit('hash')>" : "#knobs-1;0=<svg onload=hit('knob')>"
        let query = "?q=" + (typing.first ?? "")
        let address = (path + query + hash).addingPercentEncoding(
          withAllowedCharacters: Self.inAddress)
        try await tab.open(web.page(address ?? path))
        for (key, value) in stays {
          try await tab.run("localStorage.setItem(\(tab.quoted(key)), \(tab.quoted(value)))")
        }
        if !stays.isEmpty { try await tab.reload() }
        found += try await tab.evaluate(
          Self.everything.replacing(
            "TYPING", with: "[\(typing.map(tab.quoted).joined(separator: ","))]"),
          as: [String].self
        ).map { "\(path): \($0)" }
      }
      let elsewhere = tab.requests.filter {
        !$0.hasPrefix(web.root) && !$0.hasPrefix("data:") && !$0.hasPrefix("blob:")
          && $0 != "https://school.example/a.png"
      }
      return found + tab.calls + elsewhere
    }

    private static let inAddress = CharacterSet.urlPathAllowed.union(
      CharacterSet(charactersIn: "?#=;"))

    /// Opens, points at, focuses, clicks and types everywhere; gives what stands in the page that is
    /// not of ours.
    private static let everything = """
      (async () => {
        const found = [];
        // Links that lead to an address stay: the next page is opened anyway.
        addEventListener("click", (event) => {
          const link = event.target.closest?.("a");
          const scheme = link ? new URL(link.href?.baseVal ?? link.href, location.href).protocol : "";
          if (["http:", "https:", "mailto:", "tel:", "blob:", "vscode:"].includes(scheme)) event.preventDefault();
        }, true);
        for (const one of document.querySelectorAll("details")) one.open = true;
        const all = () => [...document.querySelectorAll("*")];
        for (const one of all()) {
          for (const name of one.getAttributeNames()) {
            if (/^on|^srcdoc$|^formaction$/i.test(name)) found.push(`${one.localName} ${name}`);
            const scheme = /^[\\0- ]*([a-z][a-z0-9+.\\-]*):/i.exec(one.getAttribute(name).replace(/[\\t\\n\\r]/g, ""));
            if (/^(href|src|action|xlink:href|poster|data)$/.test(name) && scheme
              && !["http", "https", "mailto", "tel", "blob"].includes(scheme[1].toLowerCase())
              && !one.matches(".preview-place[href^='vscode:']")
              && !/^data:(image\\/|,)/i.test(one.getAttribute(name))) {
              found.push(`${one.localName} ${name}=${one.getAttribute(name)}`);
            }
          }
          if (["iframe", "object", "embed", "base", "frame"].includes(one.localName)) found.push(one.localName);
          if (one.localName === "script" && !/^(script|knobs|engine|search-index)\\.js$/.test(
            (one.getAttribute("src") ?? "").replace("../", ""))) found.push(one.outerHTML);
          for (const type of ["pointerover", "mouseover"]) {
            one.dispatchEvent(new PointerEvent(type, { bubbles: false }));
          }
        }
        for (const one of document.querySelectorAll("a, button, input, select, textarea, [tabindex]")) {
          one.focus?.({ preventScroll: true });
        }
        for (const one of document.querySelectorAll("input:not([type=range]), textarea")) {
          for (const text of TYPING) {
            one.value = text;
            one.dispatchEvent(new Event("input", { bubbles: true }));
            one.dispatchEvent(new Event("change", { bubbles: true }));
          }
        }
        for (const one of document.querySelectorAll("input[type=range]")) {
          one.value = one.max;
          one.dispatchEvent(new Event("input", { bubbles: true }));
        }
        document.querySelector(".search-link")?.click();
        const field = document.querySelector(".search input");
        for (const text of TYPING) {
          if (!field) break;
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          // The index is there when something is said of what was found.
          for (let wait = 0; wait < 200; wait++) {
            if (document.querySelector(".search-status").textContent) break;
            await new Promise((done) => setTimeout(done, 5));
          }
        }
        for (const one of document.querySelectorAll("a, button")) {
          if (!one.matches(".search-close")) one.click ? one.click() : one.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
        }
        // Two frames, in which whatever was set off is done.
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        await new Promise((done) => setTimeout(done, 30));
        return found;
      })()
      """
  }
}
