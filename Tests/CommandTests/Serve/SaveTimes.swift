import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// How long it takes from a save to the page in Chromium: what `make saves` prints. It expects
  /// nothing of a time.
  @Suite(
    "From a save to the page",
    .enabled(if: ProcessInfo.processInfo.environment["NABLA_SAVES"] != nil))
  struct SaveTimes {
    private static func name(_ number: Int) -> String {
      "lessons/\(String(1000 + number).dropFirst())-a\(number).md"
    }

    /// A lesson of six blocks; its own numbers keep it apart from the others.
    private static func lesson(_ number: Int, words: Int, code: Int) -> String {
      var text = """
        # Lesson \(number)

        Some words, and a formula $x_{\(number)}^2$. Edit w\(words).

        ```swift
        struct Sample { var x: Double; var y: Double }
        let samples = (0..<20).map { Sample(x: Double($0) / 10, y: Double($0 * \(number)) / 7) }
        var (w, b) = (0.5, \(code).0)
        print("edit c" + "\(code).")
        ```

        """
      for block in 1...5 {
        text += """
          Block \(block) trains on.

          ```swift
          for sample in samples {
            let error = w * sample.x + b - sample.y
            w -= 0.0\(block) * error * sample.x
            b -= 0.0\(block) * error
          }
          print("after \(block):", samples.map { ($0.x * w + b - $0.y).magnitude }.reduce(0, +))
          ```

          """
      }
      return text
    }

    /// Seconds from a save until the page shows a text.
    private static func seconds(
      _ tab: Tab, until text: String, _ save: () throws -> Void
    ) async throws -> Double {
      let start = ContinuousClock.now
      try save()
      let isShown: Bool = try await tab.evaluate(
        """
        new Promise((done) => {
          const look = () => document.querySelector("main").textContent.includes("\(text)")
            ? done(true) : setTimeout(look, 1);
          look();
        })
        """)
      #expect(isShown)
      return start.duration(to: .now) / .seconds(1)
    }

    private static func tell(_ what: String, _ times: [Double]) {
      let sorted = times.sorted()
      func shown(_ time: Double) -> String { "\((time * 1000).rounded() / 1000)" }
      print(
        "\(what): least \(shown(sorted[0])), median \(shown(sorted[sorted.count / 2])), "
          + "most \(shown(sorted[sorted.count - 1])) s")
    }

    /// Megabytes that a process holds.
    private static func memory(_ process: Int32) throws -> Double {
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
      return Double(line?.split(separator: " ").dropFirst().first ?? "0").map { $0 / 1024 } ?? 0
    }

    @Test func afterASave() async throws {
      let count = Int(ProcessInfo.processInfo.environment["NABLA_SAVES"] ?? "") ?? 100
      let course = try TemporaryFolder()
      for number in 1...count {
        try course.write(Self.lesson(number, words: 0, code: 0), to: Self.name(number))
      }
      let server = try await Server(course)
      _ = try await server.page("/a\(count).html", seconds: 300) {
        $0.contains("everything is as recorded")
      }
      _ = try await server.page("/a7.html") { $0.contains("everything is as recorded") }
      try await Task.sleep(for: .seconds(5))
      try await Tab.with { tab in
        try await tab.open(URL(string: server.address + "a7.html")!)
        func save(words: Int, code: Int) throws {
          try course.write(Self.lesson(7, words: words, code: code), to: Self.name(7))
        }
        var (prose, codes, first): ([Double], [Double], [Double]) = ([], [], [])
        for edit in 1...20 {
          prose.append(
            try await Self.seconds(tab, until: "Edit w\(edit).") { try save(words: edit, code: 0) })
        }
        for edit in 1...20 {
          codes.append(
            try await Self.seconds(tab, until: "edit c\(edit).") {
              try save(words: 20, code: edit)
            })
        }
        // The first of two blocks, of which the second takes long.
        for edit in 1...5 {
          first.append(
            try await Self.seconds(tab, until: "first \(edit).") {
              try course.write(
                """
                # Slow

                ```swift
                print("first" + " \(edit).")
                ```

                ```swift
                var sum = 0.0
                while sum < 2e8 { sum += 1 }
                print("second", sum)
                ```
                """, to: Self.name(7))
            })
        }
        Self.tell("\(count) lessons, an edit of prose", prose)
        Self.tell("\(count) lessons, an edit of code", codes)
        Self.tell("the first block of a slow lesson", first)
        try save(words: 0, code: 0)
        _ = try await server.page("/a7.html") { $0.contains("Edit w0.") }
        let before = try Self.memory(server.identifier)
        for edit in 1...500 {
          _ = try await Self.seconds(tab, until: "Edit w\(edit).") {
            try save(words: edit, code: 0)
          }
        }
        print(
          "memory: \(Int(before)) MB, after 500 saves \(Int(try Self.memory(server.identifier))) MB"
        )
      }
      #expect(server.end() == 130)
    }
  }
}
