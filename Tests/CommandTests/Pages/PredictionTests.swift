import Foundation
import TestSupport
import Testing

@testable import Text
@testable import Verdicts

extension BrowserTests {
  /// What a reader predicts before the page shows it.
  @Suite("Predictions")
  struct PredictionTests {
    // MARK: The rule

    /// Recorded numbers with their tolerances, and what readers type.
    static let rule: [(recorded: String, tolerance: String?, typed: [String])] = [
      (
        "0.25", nil,
        ["0.25", ".25", "+0.25", "0.250", "25e-2", "2.5e-1", "0.245", "0.255", "0.2449", "0.2551"]
          + [
            "0.25500000000000000000001", "-0.25", "0.2", "0.3", "0", "", "x", "0,25", "1e400", "nan"
          ]
      ),
      ("-0.5", nil, ["-0.5", "-0.55", "-0.56", "-0.45", "-0.44", "0.5", "-.5", "--0.5", "1e-400"]),
      ("1.00", nil, ["1", "1.005", "0.995", "1.0050000001", "0.9949", "1.0.0", "1e0", "1e"]),
      ("0.0", nil, ["0", "-0", "0.05", "-0.05", "0.051", "1e-30", "0e9", "1e-99999"]),
      ("1.5e-3", nil, ["0.0015", "0.00154", "0.00156", "1.5e-3", "1.55E-3", "1.5e3"]),
      ("1e3", nil, ["1000", "1499", "1500", "1501", "500", "499", "1e3", "-1e3"]),
      ("4", nil, ["4", "+4", "04", "4.0", "4e0", "5", "-4", "3.9", "four"]),
      ("-12", nil, ["-12", "12", "-12.0", "-13"]),
      ("0", nil, ["0", "-0", "+0", "00", "0.0", "1"]),
      ("123456789012345678901234567890", nil, ["123456789012345678901234567890", "1", "1e29"]),
      ("12345678901234567890.5", nil, ["12345678901234567890.54", "12345678901234567890.56"]),
      (
        "1.7976931348623157e308", nil, ["1.7976931348623157e308", "1.7976931348623158e308", "1e308"]
      ),
      ("4.94e-324", nil, ["4.94e-324", "4.9e-324", "4.945e-324", "4.946e-324"]),
      ("0.3333", "1e-2", ["0.33", "0.3366", "0.3367", "0.329967", "0.3299", "0.3333"]),
      ("100.0", "0.5", ["50", "150", "49.9", "150.1", "-100"]),
      ("7", "0.5", ["7", "8", "7.0"]),
      ("nan", nil, ["nan", "0", "inf", "nano"]),
      ("-inf", nil, ["-inf", "inf", "-1e999"]),
      ("+inf", nil, ["inf", "+inf", "-inf"])
    ]

    @Test func aPageJudgesANumberAsVerifyDoes() async throws {
      struct Case { let recorded, typed: String, within: String?, agrees: Bool }
      let cases = Self.rule.flatMap { row in
        let tolerance = row.tolerance.flatMap { DecimalNumber($0) }
        return row.typed.filter { !$0.isEmpty }.map { typed in
          Case(
            recorded: row.recorded, typed: typed,
            within: Agreement.allowed(around: row.recorded, tolerance: tolerance),
            agrees: DecimalNumber(typed) != nil || typed.hasSuffix("nan") || typed.hasSuffix("inf")
              ? Agreement.agrees(recorded: row.recorded, computed: typed, tolerance: tolerance)
              : false)
        }
      }
      let (course, _) = try page("Text.\n")
      let boxes = cases.enumerated().map { index, one in
        let rule = one.within.map { "data-within=\"\($0)\"" } ?? "data-exact=\"\""
        return """
          <p><span class="ask" data-of="\(index)" data-is="\(one.recorded)" \(rule)>?</span></p>
          <div class="prediction" data-prediction="\(index)" data-right="" data-wrong=""><details class="answer"></details></div>
          """
      }
      let html =
        "<!DOCTYPE html><html lang=\"en\"><title>x</title><script src=\"script.js\"></script>"
        + "\(boxes.joined())</html>"
      try Data(html.utf8).write(to: course.url.appendingPathComponent("site/rule.html"))
      try await Tab.with { tab in
        try await tab.open(course.url.appendingPathComponent("site/rule.html"))
        let typed = String(
          decoding: try JSONEncoder().encode(cases.map(\.typed)), as: UTF8.self)
        let said: [Bool] = try await tab.evaluate(
          """
          \(typed).map((text, index) => {
            const guess = document.querySelectorAll(".guess")[index];
            guess.value = text;
            document.querySelectorAll(".judge")[index].click();
            return guess.getAttribute("aria-invalid") === "false";
          })
          """)
        #expect(said.count == cases.count && cases.count > 90)
        for (one, agrees) in zip(cases, said) {
          #expect(
            agrees == one.agrees,
            "\(one.recorded) ± \(one.within ?? "nothing"), typed \(one.typed)")
        }
        #expect(tab.complaints == [])
      }
    }

    // MARK: What a reader does

    private func page(
      _ markdown: String, language: String = "en"
    ) throws -> (course: TemporaryFolder, file: URL) {
      let course = try makeCourse(["01-a.md": markdown, "course.yml": "language: \(language)\n"])
      let build = try nabla("build", in: course.url)
      #expect(build.status == 0, "\(build.errors)")
      return (course, course.url.appendingPathComponent("site/a.html"))
    }

    private static let lesson = """
      # A

      The slope is `{swift, predict} 0.125 * 2 // => 0.25`.

      ```swift, predict
      let a = 3
      Double(a) / 2 // => 1.5
      print("loss", 0.125, "of", 4)
      ```

      ```output
      loss 0.125 of 4
      ```

      ```swift, predict
      print("Hello")
      ```

      ```output
      Hello
      ```

      ```swift, predict, compile-fail
      let b: Int = "b"
      ```

      ```swift
      let w = Scalar(0.5, name: "w")
      DerivativeTable(of: w * w, for: [w]).predicting(["w"])
      ```

      """

    private static func verdict(_ number: Int) -> String {
      "document.querySelector('[data-prediction=\"\(number)\"] .verdict').textContent"
    }

    private static func isOpen(_ number: Int) -> String {
      "document.querySelector('[data-prediction=\"\(number)\"] .answer').open"
    }

    private static func guess(_ number: Int) -> String { ".ask[data-of='\(number)'] .guess" }

    @Test func aWrongNumberIsToldWhatIsNearAndARightOneReveals() async throws {
      let (course, file) = try page(Self.lesson)
      try await Tab.with { tab in
        try await tab.open(file)
        try await tab.run("document.querySelector(\"\(Self.guess(1))\").focus()")
        for (typed, says) in [
          ("", "Write what you expect first."),
          ("a quarter", "Not yet. Tries: 1. A number is asked for, such as −0.25."),
          ("-0.25", "Not yet. Tries: 2. The sign is wrong."),
          ("0.125", "Not yet. Tries: 3. It is off by a factor of 2."),
          ("0.50", "Not yet. Tries: 4. It is off by a factor of 2."),
          ("25", "Not yet. Tries: 5. It is off by a power of ten."),
          (
            "0.3",
            "Not yet. Tries: 6. As far as it goes it is right: more digits are asked for."
          ),
          ("0.9", "Not yet. Tries: 7.")
        ] {
          try await tab.run("document.querySelector(\"\(Self.guess(1))\").select()")
          if typed.isEmpty {
            try await tab.press(.enter)
          } else {
            try await tab.type(typed)
            try await tab.press(.enter)
          }
          #expect(try await tab.evaluate(Self.verdict(1)) == says)
          #expect(try await tab.evaluate(Self.isOpen(1)) == false)
        }
        try await tab.run("document.querySelector(\"\(Self.guess(1))\").select()")
        // As an input method for Chinese writes it.
        try await tab.type("０．２５")
        try await tab.press(.enter)
        #expect(try await tab.evaluate(Self.verdict(1)) == "Right. Tries: 8.")
        #expect(try await tab.evaluate(Self.isOpen(1)) == true)
        #expect(tab.complaints == [])
      }
      _ = course
    }

    @Test func severalPlacesAreJudgedTogetherByTheMouse() async throws {
      let (course, file) = try page(Self.lesson)
      try await Tab.with { tab in
        try await tab.show(width: 360)
        try await tab.open(file)
        for (place, typed) in ["1.5", "0.125", "4.0"].enumerated() {
          try await tab.run("document.querySelectorAll(\"\(Self.guess(2))\")[\(place)].focus()")
          try await tab.type(typed)
        }
        try await tab.click("[data-prediction='2'] .judge")
        #expect(
          try await tab.evaluate(Self.verdict(2))
            == "Right so far: 2 of 3. Tries: 1. The value is right, but it is a whole number, "
            + "written without a point.")
        try await tab.run("document.querySelectorAll(\"\(Self.guess(2))\")[2].select()")
        try await tab.type("4")
        try await tab.click("[data-prediction='2'] .judge")
        #expect(try await tab.evaluate(Self.verdict(2)) == "Right. Tries: 2.")
        #expect(try await tab.evaluate(Self.isOpen(2)) == true)
        let names: [String] = try await tab.evaluate(
          "[...document.querySelectorAll(\"\(Self.guess(2))\")].map(one => one.ariaLabel)")
        #expect(
          names == [
            "Your prediction: Double(a) / 2", "Your prediction: loss", "Your prediction: of"
          ])
      }
      _ = course
    }

    @Test func aTextAnOutcomeAndACellOfATable() async throws {
      let (course, file) = try page(Self.lesson)
      try await Tab.with { tab in
        try await tab.open(file)
        for (number, typed, says) in [
          (3, "hello", "Not yet. Tries: 1. Only blanks or capitals differ."),
          (3, "Hello ", "Right. Tries: 2."),
          (5, "0.5", "Not yet. Tries: 1. It is off by a factor of 2."),
          (5, "1.009", "Right. Tries: 2.")
        ] {
          try await tab.run("document.querySelector(\"\(Self.guess(number))\").select()")
          try await tab.type(typed)
          try await tab.press(.enter)
          #expect(try await tab.evaluate(Self.verdict(number)) == says)
        }
        try await tab.run("document.querySelector(\"\(Self.guess(4))\").focus()")
        try await tab.press(.down)
        try await tab.press(.enter)
        #expect(try await tab.evaluate(Self.verdict(4)) == "Not yet. Tries: 1.")
        try await tab.press(.down)
        try await tab.press(.enter)
        #expect(try await tab.evaluate(Self.verdict(4)) == "Right. Tries: 2.")
      }
      _ = course
    }

    @Test func whatVariesCannotBePredicted() throws {
      let course = try makeCourse([
        "01-a.md": """
        ```swift, predict, tolerance=1e9
        print(Double.random(in: 0...1))
        ```

        ```output
        0.5
        ```
        """
      ])
      let verify = try nabla("verify", "--twice", in: course.url)
      #expect(verify.status == 1)
      #expect(
        verify.errors.contains("lessons/01-a.md:1: error: nobody can predict this: it gave '0."))
    }

    @Test func theAnswerIsShownOnRequestAndNothingLeavesThePage() async throws {
      let (course, file) = try page(Self.lesson)
      try await Tab.with { tab in
        try await tab.open(file)
        try await tab.click("[data-prediction='1'] summary")
        #expect(try await tab.evaluate(Self.isOpen(1)) == true)
        #expect(tab.requests.allSatisfy { $0.hasPrefix(course.url.absoluteString) })
      }
      _ = course
    }

    @Test func aReaderOfScreensHearsTheVerdict() async throws {
      let (course, file) = try page(Self.lesson, language: "zh")
      try await Tab.with { tab in
        try await tab.open(file)
        // The tree is made when it is first asked for, and not at once.
        var names: [String] = []
        for _ in 0..<50 where !names.contains("group 预测 2：它会显示什么？") {
          let tree = try await tab.send("Accessibility.getFullAXTree")["nodes"].array
          names = tree.map {
            "\($0["role"]["value"].string ?? "") \($0["name"]["value"].string ?? "")"
          }
          try await Task.sleep(for: .milliseconds(20))
        }
        #expect(names.contains("group 预测 2：它会显示什么？"))
        #expect(names.contains("textbox 你的预测: 0.125 * 2"))
        #expect(names.contains("textbox 你的预测"))
        #expect(names.contains { $0.hasPrefix("status ") })
        try await tab.run("document.querySelector(\"\(Self.guess(1))\").focus()")
        try await tab.type("-0.25")
        try await tab.press(.enter)
        #expect(try await tab.evaluate(Self.verdict(1)) == "还不对。尝试次数：1。 符号反了。")
      }
      _ = course
    }

    // MARK: Without script, and on paper

    @Test func withoutScriptTheAnswerIsFolded() async throws {
      let (course, file) = try page(Self.lesson)
      try await Tab.with { tab in
        try await tab.disableScripts()
        try await tab.open(file)
        let text: String = try await tab.evaluate("document.querySelector('main').innerText")
        #expect(text.contains("The slope is ?."))
        #expect(text.contains("loss ? of ?"))
        #expect(!text.contains("0.25") && !text.contains("0.125 of"))
        #expect(try await tab.evaluate("document.querySelector('.guess') === null"))
        try await tab.click("[data-prediction='1'] summary")
        let opened: String = try await tab.evaluate("document.querySelector('main').innerText")
        #expect(opened.contains("0.125 * 2  // => 0.25"))
      }
      _ = course
    }

    @Test func onPaperTheAnswersStandAtTheEnd() async throws {
      let (course, file) = try page(Self.lesson)
      try await Tab.with { tab in
        try await tab.open(file)
        try await tab.prefer(.light, media: "print")
        try await tab.run("dispatchEvent(new Event(\"beforeprint\"))")
        let text: String = try await tab.evaluate("document.querySelector('main').innerText")
        let parts = text.split(separator: "Answers to the predictions").map(String.init)
        #expect(parts.count == 2)
        #expect(!parts[0].contains("0.25") && !parts[0].contains("Show the answer"))
        #expect(parts[1].contains("0.125 * 2  // => 0.25"))
        #expect(parts[1].contains("loss 0.125 of 4") && parts[1].contains("It does not compile."))
        #expect(parts[1].contains("dL/dw = 1.0000000000"))
      }
      _ = course
    }
  }
}
