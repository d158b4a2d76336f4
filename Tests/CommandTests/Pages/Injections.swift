import Foundation

/// Texts that would call `hit` in a browser if a page took them for markup, put through every way
/// into a page.
struct Injections {
  /// How many there are, by the way in.
  var counts: [(way: String, count: Int)] = []

  /// What is tried: each calls `hit` with a name, or asks for an address that is none of the page's.
  private static let texts: [@Sendable (String) -> String] = [
    { "<script>hit('\($0)')</script>" },
    { "<img src=x onerror=hit('\($0)')>" },
    { "'><svg onload=hit('\($0)')>" },
    { "\"><svg onload=hit('\($0)')>" },
    { "' autofocus onfocus='hit(\"\($0)\")' x='" },
    { "\" autofocus tabindex=0 onfocus=\"hit('\($0)')\" x=\"" },
    { "</script><script>hit('\($0)')</script>" },
    { "</title></style></textarea></samp></pre><img src=x onerror=hit('\($0)')>" },
    { "<a href=javascript:hit('\($0)')>click</a>" },
    { "&lt;img src=x onerror=hit('\($0)')&gt;" },
    { "&#60;img src=x onerror=hit('\($0)')&#62;" },
    { "--><img src=x onerror=hit('\($0)')><!--" },
    { "{{{<img src=x onerror=hit('\($0)')>}}}" },
    { "<iframe srcdoc='<script>parent.hit(1)</script>' title=\($0)></iframe>" },
    { "<img src=https://canary.example/\($0.filter(\.isNumber)).png>" },
    { "</svg></math><style>@import 'https://canary.example/\($0.filter(\.isNumber))'</style>" }
  ]

  /// Some of the texts, under the name of a way in.
  private mutating func texts(_ way: String, _ count: Int = 16) -> [String] {
    counts.append((way, count))
    return (0..<count).map { Self.texts[$0 % Self.texts.count]("\(way) \($0)") }
  }

  mutating func text(_ way: String, _ number: Int = 1) -> String {
    counts.append((way, 1))
    return Self.texts[number % Self.texts.count](way)
  }

  /// A literal of Swift.
  func swift(_ text: String) -> String { "###\"\(text)\"###" }

  /// A scalar of YAML.
  private func yaml(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// A text in which a pair of brackets is no link's, and a quotation mark no end.
  private func marked(_ text: String) -> String {
    text.replacing("[", with: "\\[").replacing("]", with: "\\]").replacing("\"", with: "\\\"")
  }

  // MARK: Pages

  /// The files of a course that builds.
  ///
  /// - Parameter escapes: whether raw HTML is shown as text; where it passes, texts that are raw HTML
  ///   by the rules of Markdown are left out.
  mutating func course(escapes: Bool) -> [String: String] {
    var files = [
      "course.yml": """
      title: \(yaml(text("course title", 7)))
      description: \(yaml(text("course description", 3)))
      author: \(yaml(text("course author", 3)))
      html: \(escapes ? "escape" : "pass")
      """,
      "01-displays.md": displays(), "02-code.md": code(), "04-knobs.md": knobs(),
      "glossary.md": "# Glossary\n\n## A term\n\nWhat it `\(text("definition"))` means.\n"
    ]
    files["03-<img src=x onerror=hit(3)>.md"] =
      "# A name\n\n[data](<a'\\>\\<img src=x onerror=hit(4)\\>.csv>)\n"
    files["a'><img src=x onerror=hit(4)>.csv"] = "a\n1\n"
    counts.append(("file names", 2))
    if escapes { files["05-prose.md"] = prose() }
    return files
  }

  private mutating func frontMatter(_ lesson: String) -> String {
    """
    ---
    title: \(yaml(text("title of \(lesson)", 7)))
    summary: \(yaml(text("summary of \(lesson)", 5)))
    goals:
      - \(yaml(text("goal of \(lesson)", 1)))
    ---


    """
  }

  private mutating func displays() -> String {
    let names = texts("titles and names of pictures", 16).map(swift)
    let cells = texts("cells").map { "[\(swift($0)), \"1\"]" }.joined(separator: ",\n  ")
    return frontMatter("displays") + """
      ```swift
      Table(["a", \(swift(text("column")))], [
        \(cells)
      ], caption: \(swift(text("table caption"))))
      ```

      ```swift, caption="\(text("fence caption", 1))"
      Plot(\(names[0]), x: \(names[1]), y: \(names[2])) {
        Line(\(names[3]), [1, 2])
        Scatter(\(names[5]), x: [5], y: [0.4])
      }
      ```

      ```swift
      Bars(\(names[4]), [\(names[5]): 1, \(names[6]): 4], measure: \(names[7]))
      ```

      ```swift
      Histogram(\(names[8]), [1, 2], x: \(names[9]), bins: 2)
      ```

      ```swift
      HeatMap(\(names[10]), Tensor([[0.5, -1], [2, 3]]))
      ```

      ```swift
      ImageGrid(\(names[11]), [[0, 1, 0, 1], [1, 1, 1, 0]], width: 2, labels: [\(names[12]), \(names[13])])
      ```

      ```swift
      let w = Scalar(3, name: \(names[14]))
      let loss = (tanh(w * w) + w).named(\(names[15]))
      GraphDiagram(\(names[1]), loss.graph())
      ```

      ```swift
      DerivativeTable(of: loss, for: [w], caption: \(swift(text("derivatives"))))
      ```

      ```swift
      NetworkDiagram(\(names[2]), weights: [[[0.5]]])
      ```

      ```swift
      Steps(\(names[3]), over: 0..<2, named: \(names[4])) { step in
        Plot(y: \(names[5])).line(\(names[6]), [0, Double(step)])
        \(swift(text("text of a step")))
      }
      ```

      """
  }

  private mutating func code() -> String {
    let printed = texts("printed").map { "print(\(swift($0)))" }.joined(separator: "\n")
    let shown = texts("shown", 8).map { "show(\(swift($0)))" }.joined(separator: "\n")
    let blocks = texts("code blocks").map { "````html\n\($0)\n````\n" }.joined(separator: "\n")
    let languages = texts("languages of code", 3).map {
      "````x\($0.replacing(" ", with: "/"))\nx\n````\n"
    }
    .joined(separator: "\n")
    let spans = texts("code spans").map { "Text `\($0)` text.\n" }.joined(separator: "\n")
    let formulas = texts("formulas", 3).map { text in
      "$\\text{\(text.filter { !"{}$\"'&#".contains($0) })}$\n"
    }.joined(separator: "\n")
    return frontMatter("code") + """
      \(blocks)
      \(languages)
      \(spans)
      \(formulas)
      ```swift
      // \(text("comment of Swift"))
      \(printed)
      \(shown)
      \(swift(text("value")))
      ```

      A value: `{swift} \(swift(text("value in a sentence").filter { $0 != "`" }))`.

      ```swift, should-crash
      fatalError(\(swift(text("crash"))))
      ```

      ```swift, compile-fail
      #error("\(text("compiler's message", 1))")
      ```

      ```swift, predict
      print(\(swift(text("predicted"))))
      ```

      ```output
      \(Self.texts[1]("predicted"))
      ```

      ```swift, exercise
      func double(_ x: Int) -> Int { x }
      ```

      ```swift, wrong, says="\(text("what is said of a wrong answer", 1))"
      func double(_ x: Int) -> Int { x * x }
      ```

      ```swift, check
      expect(double(21), 42, \(swift(text("what is checked"))))
      ```

      ```swift, solution
      // \(text("solution"))
      func double(_ x: Int) -> Int { 2 * x }
      ```

      """
  }

  private mutating func knobs() -> String {
    """
    # Knobs

    ```swift
    let w = Scalar(0.5, name: \(swift(text("knob's name"))))
    let loss = tanh(w * 2).named(\(swift(text("loss's name"))))
    Knobs(\(swift(text("knobs' title"))), of: loss, vary: [w], in: -2...2)
      .derivatives(for: [w]).graph().training(rate: 0.01...1, at: 0.1, steps: 8)
    ```

    """
  }

  private mutating func prose() -> String {
    func each(_ texts: [String], _ line: (String) -> String) -> String {
      texts.map { line($0) + "\n\n" }.joined()
    }
    return frontMatter("prose") + each(texts("headings")) { "## A \($0)" }
      + each(texts("paragraphs")) { "Text \($0) text." }
      + each(texts("blocks of HTML")) { "\($0)" }
      + each(texts("list items", 8)) { "- An item \($0)" }
      + each(texts("table cells")) { "| a |\n| --- |\n| \($0) |" }
      + each(texts("cells of csv", 8)) {
        "```csv\nname\n\"\($0.replacing("\"", with: "\"\""))\"\n```"
      }
      + each(texts("quotes", 8)) { "> [!NOTE]\n> A note \($0)" }
      + each(texts("emphasis", 8)) { "*a \($0) b*" }
      + each(texts("pictures' texts")) { "![a \(marked($0))](https://school.example/a.png)" }
      + each(texts("pictures' titles", 8)) {
        "![a](https://school.example/a.png \"\(marked($0))\")"
      }
      + each(texts("links' titles")) { "[a](https://school.example/ \"\(marked($0))\")" }
      + each(texts("links' texts", 8)) { "[a \(marked($0))](04-knobs.md)" }
      + each(texts("links' addresses")) { text in
        let address = text.replacing("<", with: "\\<").replacing(">", with: "\\>")
        return "[a](<https://school.example/\(address)>)"
      }
      + each(texts("footnotes", 2).enumerated().map { "\($0.offset) \($0.element)" }) { text in
        let name = text.prefix(1)
        return "Text[^f\(name)].\n\n[^f\(name)]: Note \(text.dropFirst())"
      } + "A [term](glossary.md#a-term).\n"
  }
}
