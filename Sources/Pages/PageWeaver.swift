import Drawings
import Formulas
import Lessons
import Memo
import Programs
import Text
import Verdicts
import Wire

/// Weaves one lesson's body: its text, its code, and below each block what it showed.
struct PageWeaver {
  let lesson: Lesson
  private let transcript: Transcript
  let verdict: Verdict
  /// What a preview shows beside what the page does; `nil` where a page is woven for readers.
  let preview: PreviewMarks?
  private let references: References
  let links: Links
  private let settings: CourseSettings
  private let mathematics: Mathematics
  private let layouts: GraphLayouts
  private let highlighter: Highlighter
  private var anchors: Anchors
  package private(set) var assets: Set<String> = []
  /// The paths of the other lessons that its links lead to.
  package private(set) var linkedLessons: Set<String> = []
  /// Files of the data of drawings, by their paths in the site.
  package private(set) var dataFiles: [String: String] = [:]
  package var problems: [Diagnostic] = []
  /// How often a dead link has been met in the same lines.
  private var deadLinks: [String: Int] = [:]
  /// The headings of the second level, with those of the third in them.
  package private(set) var sections: [PageSection] = []
  /// The texts of footnotes, by their numbers.
  private var footnotes: [Int: MarkdownNode] = [:]
  /// The title as HTML, and its anchor where it is a heading of the text.
  package private(set) var title: (html: String, anchor: String?) = ("", nil)
  /// The level of the last heading.
  private var lastLevel = 1
  let texts: CourseTexts
  /// How many hints of the last exercise have been shown.
  private var hints = 0
  private var predictions: PredictionHTML
  /// Whether it shows what only a teacher needs, unfolded.
  private let isForTeacher: Bool
  /// How many links to terms have been shown, and the terms themselves.
  var terms = 0
  var metTerms: Set<String> = []

  init(
    _ judged: Judged, links: Links, settings: CourseSettings, _ environment: Environment,
    store: Store?,
    isForTeacher: Bool = false, preview: PreviewMarks? = nil
  ) {
    self.isForTeacher = isForTeacher
    self.preview = preview
    lesson = judged.lesson
    transcript = judged.transcript
    verdict = judged.verdict
    self.links = links
    self.settings = settings
    texts = CourseTexts.texts(for: settings.language).texts
    predictions = PredictionHTML(texts, isOpen: isForTeacher)
    mathematics = Mathematics(
      environment, store: store,
      macros: settings.macros.merging(judged.lesson.frontMatter.macros) { $1 })
    layouts = GraphLayouts(environment, store: store)
    highlighter = Highlighter(store: store)
    references = References(lesson, transcript)
    anchors = Anchors(reserved: lesson.fixedAnchors)
  }

  /// The most of one block's printed text that a page holds, in bytes.
  private static let longestOutput = 100_000

  /// The body as HTML. A first heading that is the title is left to the page's head.
  package mutating func body() -> String {
    var nodes = lesson.document.children[...]
    if let first = lesson.titleHeading {
      let anchor = anchors.anchor(for: first.plainText)
      title = (inlines(first.children), HTML.escaped(anchor))
      nodes = nodes.drop { $0 != first }.dropFirst()
    } else {
      title = (HTML.escaped(lesson.title), nil)
    }
    let edition = isForTeacher ? "<p class=\"edition\">\(texts.teacherEdition)</p>\n" : ""
    let text = lesson.isGlossary ? glossary(Array(nodes)) : blocks(Array(nodes))
    return edition + text + predictions.answers + endNotes()
  }

  /// The texts of the footnotes, each with a way back.
  private mutating func endNotes() -> String {
    guard !footnotes.isEmpty else { return "" }
    var html =
      "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"\(texts.footnotes)\">\n<ol>\n"
    for (number, node) in footnotes.sorted(by: { $0.key < $1.key }) {
      let back =
        " <a href=\"#footnote-from-\(number)\" role=\"doc-backlink\" "
        + "aria-label=\"\(texts.footnoteBack)\">↩</a>"
      var text = blocks(node.children)
      if text.hasSuffix("</p>\n") {
        text = String(text.dropLast(5)) + back + "</p>\n"
      } else {
        text += "<p>\(back.dropFirst())</p>\n"
      }
      html += "<li id=\"footnote-\(number)\" value=\"\(number)\">\n\(text)</li>\n"
    }
    return html + "</ol>\n</section>\n"
  }

  /// What the search finds in the lesson.
  package var places: [SearchIndex.Place] { SearchIndex.places(of: lesson, value: openValue) }

  // MARK: Blocks

  mutating func blocks(_ nodes: [MarkdownNode]) -> String {
    var html = ""
    for node in nodes { html += block(node) }
    return html
  }

  /// A block, and behind it what it asks the reader in its sentences.
  private mutating func block(_ node: MarkdownNode) -> String {
    let html = blockAlone(node)
    return html + predictions.takeSentences()
  }

  private mutating func blockAlone(_ node: MarkdownNode) -> String {
    switch node.kind {
    case .paragraph: return paragraph(node)
    case .heading(let level): return heading(node, level: level)
    case .quote: return quote(node)
    case .list(let list): return self.list(node, list)
    case .code(let code): return self.code(code)
    case .html(let text): return html(text, node)
    case .rule: return "<hr>\n"
    case .footnote(let number):
      footnotes[number] = node
      return ""
    case .table(let alignments): return table(node, alignments)
    default: return blocks(node.children)
    }
  }

  /// A table whose cells hold a sentence's text.
  private mutating func table(_ node: MarkdownNode, _ alignments: [ColumnAlignment]) -> String {
    var html =
      "<div class=\"scroll table\" role=\"group\" tabindex=\"0\" "
      + "aria-label=\"\(texts.table)\">\n<table>\n"
    for (index, row) in node.children.enumerated() {
      html += index == 0 ? "<thead><tr>" : index == 1 ? "<tbody>\n<tr>" : "<tr>"
      for (column, cell) in row.children.enumerated() {
        let isBlank = cell.children.isEmpty
        let tag = index == 0 && !isBlank ? ("th scope=\"col\"", "th") : ("td", "td")
        let side = alignments[column] == .left ? "" : " class=\"\(alignments[column].rawValue)\""
        html += "<\(tag.0)\(side)>\(inlines(cell.children))</\(tag.1)>"
      }
      html += index == 0 ? "</tr></thead>\n" : "</tr>\n"
    }
    return html + (node.children.count > 1 ? "</tbody>\n" : "") + "</table>\n</div>\n"
  }

  /// A paragraph; displayed formulas in it stand between its parts. In an item that is set without
  /// paragraphs, its text stands as it is.
  private mutating func paragraph(_ node: MarkdownNode, isBare: Bool = false) -> String {
    let (opening, closing) = isBare ? ("", "\n") : ("<p>", "</p>\n")
    var html = ""
    var run: [MarkdownNode] = []
    func isBlank(_ nodes: [MarkdownNode]) -> Bool {
      nodes.allSatisfy { $0.kind == .softBreak || $0.kind == .lineBreak }
    }
    for child in node.children {
      if case .math(let formula, let line) = child.kind, formula.isDisplay {
        if !isBlank(run) { html += "\(opening)\(inlines(run).trimmingLineEnds())\(closing)" }
        run = []
        html += displayed(formula, line: line)
      } else {
        run.append(child)
      }
    }
    if !isBlank(run) || html.isEmpty {
      html += "\(opening)\(inlines(run).trimmingLineEnds())\(closing)"
    }
    return html
  }

  private mutating func displayed(_ formula: Formula, line: Int) -> String {
    DisplayHTML.formula(math(formula, line: line), texts)
  }

  private mutating func heading(_ node: MarkdownNode, level: Int) -> String {
    let anchor = HTML.escaped(anchors.anchor(for: node.plainText))
    let text = inlines(node.children)
    // The page's title is its one heading of the first level, and no level is left out below it.
    let level = min(max(2, level), lastLevel + 1)
    lastLevel = level
    let section = PageSection(anchor: anchor, html: HTML.escaped(plainText(node)))
    if level == 2 {
      sections.append(section)
    } else if level == 3, !sections.isEmpty {
      sections[sections.count - 1].parts.append(section)
    }
    // A heading may hold links of its own, so its own link stands beside its text.
    return "<h\(level) id=\"\(anchor)\">\(text)<a class=\"anchor\" href=\"#\(anchor)\" "
      + "aria-label=\"\(texts.linkToSection)\">#</a></h\(level)>\n"
  }

  private mutating func quote(_ node: MarkdownNode) -> String {
    guard let (kind, rest) = Callout.split(node) else {
      refuseBrokenCallout(node)
      return "<blockquote>\n\(blocks(node.children))</blockquote>\n"
    }
    if kind == .question { return question(node, rest) }
    if kind == .hint {
      hints += 1
      let title = texts.hint.replacing("{n}", with: "\(hints)")
      return
        "<details class=\"hint\"\(unfolded)>\n<summary>\(title)</summary>\n\(blocks(rest))</details>\n"
    }
    return "<div class=\"callout \(kind.rawValue)\" role=\"note\">\n"
      + "<p class=\"callout-title\">\(texts.callouts[kind] ?? "")</p>\n\(blocks(rest))</div>\n"
  }

  /// A choice question: each answer unfolds, and says whether it is right.
  private mutating func question(_ node: MarkdownNode, _ rest: [MarkdownNode]) -> String {
    var found: [Diagnostic] = []
    let question = ChoiceQuestion(rest, at: node.lines.lowerBound) { reason, line in
      found.append(lesson.file.diagnostic(reason, line: line))
    }
    problems += found
    guard let question else { return blocks(rest) }
    var html = ""
    for choice in question.choices {
      let verdict = choice.isRight ? texts.rightChoice : texts.wrongChoice
      let reason = choice.reason.isEmpty ? "" : " \(inlines(choice.reason))"
      html +=
        "<details class=\"choice\"\(choice.isRight ? " data-right=\"\"" : "")\(unfolded)>\n<summary>\(inlines(choice.claim))</summary>\n"
        + "<p><strong>\(verdict)</strong>\(reason)</p>\n\(blocks(choice.more))</details>\n"
    }
    let key = PredictionHTML.key(question.asked.map(plainText).joined(separator: "\n"))
    return "<div class=\"callout question\" role=\"note\" data-key=\"\(key)\">\n"
      + "<p class=\"callout-title\">\(texts.callouts[.question] ?? "")</p>\n"
      + "\(blocks(question.asked))\(html)</div>\n"
  }

  /// A quote that begins like a callout is one, or a mistake.
  private mutating func refuseBrokenCallout(_ node: MarkdownNode) {
    let number = node.lines.lowerBound
    guard let line = lesson.file.line(number),
      let match = line.utf8.count >= node.column
        ? String(decoding: line.utf8.dropFirst(node.column - 1), as: UTF8.self)
          .prefixMatch(of: /> ?\[!([A-Za-z]+)\]/) : nil
    else { return }
    let word = String(match.1)
    let isKnown = Callout(rawValue: word.lowercased()) != nil
    problems.append(
      lesson.file.diagnostic(
        isKnown
          ? .calloutTextBesideMark(word)
          : .unknownCallout(word, known: Callout.allCases.map { $0.rawValue.uppercased() }),
        line: number, column: lesson.file.place(of: "[!\(word)]", in: number...number).column,
        length: word.utf8.count + 3))
  }

  private mutating func list(_ node: MarkdownNode, _ list: MarkdownList) -> String {
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" }
    var html = list.start == nil ? "<ul>\n" : "<ol\(start ?? "")>\n"
    for item in node.children {
      var content = ""
      for child in item.children {
        if list.isTight, child.kind == .paragraph {
          if !content.isEmpty, !content.hasSuffix("\n") { content += "\n" }
          content +=
            paragraph(child, isBare: true).trimmingTrailingNewline()
        } else {
          if !content.hasSuffix("\n") { content += "\n" }
          content += block(child)
        }
      }
      html += "<li>\(content)</li>\n"
    }
    return html + (list.start == nil ? "</ul>\n" : "</ol>\n")
  }

  private mutating func html(_ text: String, _ node: MarkdownNode) -> String {
    if settings.escapesHTML { return "<pre>\(HTML.escaped(text))</pre>\n" }
    return checked(html: withFormulas(text, line: node.lines.lowerBound), in: node.lines)
  }

  /// Raw HTML with the formulas between its tags.
  private mutating func withFormulas(_ html: String, line: Int) -> String {
    var result = ""
    var position = html.startIndex
    for (range, tex) in RawHTML.formulas(in: html) {
      let number = line + html[..<range.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") }
      result += html[position..<range.lowerBound]
      result += math(Formula(tex: tex, isDisplay: false), line: number)
      position = range.upperBound
    }
    return result + html[position...]
  }

  // MARK: Code

  private mutating func code(_ node: CodeNode) -> String {
    let block = lesson.blocks[node.index]
    let reference = references.byBlock[node.index]
    switch block.role {
    case .swift(let fence):
      return cell(node.index, block, fence, reference)
    case .output:
      return ""
    case .math:
      let formula = displayed(Formula(tex: block.code, isDisplay: true), line: block.firstCodeLine)
      guard let reference else { return formula }
      let number =
        "<a class=\"equation-number\" href=\"#\(HTML.escaped(reference.anchor))\" "
        + "aria-label=\"\(reference.text(texts))\">(\(reference.fullNumber))</a>"
      return "<div class=\"equation\" id=\"\(HTML.escaped(reference.anchor))\">\n"
        + "\(formula)\(number)\n\(caption(reference.caption, line: block.line))</div>\n"
    case .csv:
      let (table, rowLines) = CSVTable.table(block) { reason, line in
        problems.append(lesson.file.diagnostic(reason, line: line))
      }
      return figure(
        DisplayHTML.table(table, label: texts.table) { text, row in
          inlines(text, line: row.map { rowLines[$0] } ?? block.firstCodeLine)
        }, reference, line: block.line)
    case .other(let language, _):
      let listing = Listing.html(
        HTML.escaped(block.code), language: language, name: Listing.name(of: block, node.index))
      return figure("<div class=\"cell\">\n\(listing)</div>\n", reference, line: block.line)
    }
  }

  /// A Swift block: its code, and below it what it showed.
  private mutating func cell(
    _ index: Int, _ block: CodeBlock, _ fence: SwiftFence, _ reference: References.Reference?
  ) -> String {
    var html = ""
    if fence.showsCode || isForTeacher && fence.mode == .wrong {
      html += Listing.html(
        highlighter.html(swift: block.shownCode(index, verdict)), language: "swift",
        name: Listing.name(of: block, index))
    }
    if fence.predicts {
      html += prediction(ofBlock: index, fence)
    } else if fence.hasOutput, fence.showsOutput {
      html += previewed(output(ofBlock: index, fence), ofBlock: index)
    }
    html += notes(ofBlock: index)
    if html.isEmpty { return "" }
    if isForTeacher { html += forTeacher(index) }
    switch fence.mode {
    case .exercise:
      hints = 0
      html =
        "<div class=\"cell exercise\">\n<p class=\"cell-title\">\(texts.exercise)</p>\n\(html)</div>\n"
    case .wrong:
      html =
        "<div class=\"cell\">\n<p class=\"cell-title\">\(texts.wrongAnswer)</p>\n\(html)</div>\n"
    case .check:
      html =
        "<details class=\"cell check\"\(unfolded)>\n<summary>\(texts.check)</summary>\n\(html)</details>\n"
    case .solution:
      html =
        "<details class=\"cell solution\"\(unfolded)>\n<summary>\(texts.solution)</summary>\n\(html)</details>\n"
    default:
      html = "<div class=\"cell\">\n\(html)</div>\n"
    }
    return figure(html, reference, line: block.line)
  }

  /// The attribute of what is folded for readers.
  private var unfolded: String { isForTeacher ? " open=\"\"" : "" }

  /// What a teacher is told of a block: how its check went, what a reader is told who gives this
  /// answer, and how long the block took.
  private func forTeacher(_ index: Int) -> String {
    var notes: [String] = []
    if let proof = transcript.proofs[index] {
      notes.append(
        proof.failure.map { texts.proofFails.replacing("{message}", with: $0) }
          ?? texts.proofPasses)
    }
    if let says = lesson.blocks[index].swift?.says {
      notes.append(texts.readerIsTold.replacing("{message}", with: says))
    }
    if let seconds = transcript.seconds[index] {
      notes.append("\(seconds.formatted(decimals: 3)) s")
    }
    return notes.map { "<p class=\"for-teacher\">\(HTML.escaped($0))</p>\n" }.joined()
  }

  /// What a block asks the reader, and folded below it what it showed.
  private mutating func prediction(ofBlock index: Int, _ fence: SwiftFence) -> String {
    guard !fence.mode.fails else {
      let answer = output(ofBlock: index, fence)
      return predictions.outcome(
        fence.mode, answer: answer, plainText: transcript.plainText(ofBlock: index))
    }
    let block = lesson.blocks[index]
    let lines = block.code.textLines
    let values = verdict.values.sorted { $0.key < $1.key }.map(\.value).filter {
      $0.value.place == .annotation(block: index) && $0.value.recorded != nil
    }.map { value -> PredictionHTML.Value in
      let row = value.value.line - block.firstCodeLine
      let line = lines.indices.contains(row) ? lines[row].trimmingTrailingBlanks() : ""
      let kept = String(line.utf8.dropLast(value.value.recorded?.utf8.count ?? 0)) ?? line
      return PredictionHTML.Value(
        expression: kept.replacing(/\s*\/\/\s*=>\s*$/, with: "").trimmingBlanks(),
        prediction: Prediction(recorded: [value.shown], tolerance: value.value.tolerance),
        shown: value.shown)
    }
    let record = verdict.outputs.first { $0.block == index }
    return predictions.block(
      values: values,
      output: transcript.showsPictures(ofBlock: index)
        ? nil : record.map { Prediction(recorded: $0.recorded, tolerance: fence.tolerance) },
      answer: previewed(output(ofBlock: index, fence), ofBlock: index),
      plainText: record?.recorded.joined(separator: "\n") ?? "")
  }

  /// Something with a number and a caption, if it has one.
  private mutating func figure(
    _ html: String, _ reference: References.Reference?, line: Int
  ) -> String {
    guard let reference else { return html }
    let anchor = HTML.escaped(reference.anchor)
    return
      "<figure class=\"\(reference.kind.rawValue)\" id=\"\(anchor)\">\n\(html)"
      + "<figcaption><a class=\"figure-number\" href=\"#\(anchor)\">\(reference.text(texts))</a>"
      + (reference.caption.map { ". \(inlines($0, line: line))" } ?? "")
      + "</figcaption>\n</figure>\n"
  }

  private mutating func caption(_ text: String?, line: Int) -> String {
    text.map { "<p class=\"caption\">\(inlines($0, line: line))</p>\n" } ?? ""
  }

  /// A text outside of paragraphs, such as a caption, set as a paragraph's.
  private mutating func inlines(_ text: String, line: Int) -> String {
    let (nodes, found) = Lesson.inlines(text, line: line, of: lesson.file)
    problems += found
    return inlines(nodes)
  }

  /// What a block showed: text runs together, displays between; cut where the record says `...`.
  private mutating func output(ofBlock index: Int, _ fence: SwiftFence) -> String {
    let elided = verdict.elidedLines(ofBlock: index)
    if let errors = transcript.compilerErrors[index], elided.isEmpty {
      return CompilerErrorHTML.html(
        errors, of: lesson, block: index, label: texts.compilerOutput)
    }
    let label = fence.mode.fails ? texts.crashOutput : texts.output
    var html = ""
    var text = ""
    var line = 0
    func flush() {
      if !text.isEmpty {
        html += DisplayHTML.output(
          text.truncated(to: Self.longestOutput, texts), isFailure: fence.mode.fails, label: label)
      }
      text = ""
    }
    func append(_ plain: String) {
      for printed in plain.split(separator: "\n", omittingEmptySubsequences: false) {
        if !elided.contains(line) {
          text += printed + "\n"
        } else if !text.hasSuffix("⋮\n") {
          text += "⋮\n"
        }
        line += 1
      }
    }
    for piece in transcript.shown[index] ?? [] {
      switch piece {
      case .text(let printed):
        append(printed.hasSuffix("\n") ? String(printed.dropLast()) : printed)
      case .display(.text(let plain)), .display(.value(let plain)):
        append(plain)
      case .display(let display):
        let count = display.plainText.count { $0 == "\n" } + 1
        if (line..<line + count).allSatisfy(elided.contains) {
          append(display.plainText)
        } else {
          flush()
          html += displayHTML(display, ofBlock: index)
          line += count
        }
      }
    }
    flush()
    return html
  }

  private mutating func displayHTML(_ display: Display, ofBlock index: Int) -> String {
    var found: [Diagnostic] = []
    let line = lesson.blocks[index].line
    let lesson = lesson
    let mathematics = mathematics
    let layouts = layouts
    var files = dataFiles
    let drawing = DisplayHTML(texts) { formula in
      mathematics.html(formula, at: line, in: lesson.file, isFromSource: false, &found)
    } layout: { request in
      layouts.layout(request, &found)
    } keepCSV: { text in
      Self.keep(text, ofBlock: index, of: lesson, in: &files)
    }
    let html =
      if case .derivatives(let derivatives) = display, derivatives.isPredicted {
        predictions.table(derivatives, drawing)
      } else {
        drawing.html(display)
      }
    dataFiles = files
    // What the original shows is mended there.
    if lesson.language == nil { problems += found }
    return html
  }

  /// Keeps comma-separated values in a file beside the page, named after the page and the block.
  private static func keep(
    _ csv: String, ofBlock index: Int, of lesson: Lesson, in files: inout [String: String]
  ) -> String {
    let stem = "\(lesson.name).\(Listing.name(of: lesson.blocks[index], index))"
    var path = "\(stem).csv"
    var number = 1
    while files[path] != nil {
      number += 1
      path = "\(stem).\(number).csv"
    }
    files[path] = csv
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Inlines

  mutating func inlines(_ nodes: [MarkdownNode]) -> String {
    var html = ""
    var nodes = nodes[...]
    while let node = nodes.popFirst() {
      // A formula and the punctuation behind it stay on one line.
      if case .math = node.kind, case .text(let text)? = nodes.first?.kind,
        let mark = text.first, ".,;:!?)".contains(mark)
      {
        html += "<span class=\"together\">\(inline(node))\(mark)</span>"
        nodes[nodes.startIndex].kind = .text(String(text.dropFirst()))
      } else {
        html += inline(node)
      }
    }
    return html
  }

  private mutating func inline(_ node: MarkdownNode) -> String {
    switch node.kind {
    case .text(let text): return HTML.escaped(text)
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    case .codeSpan(let text): return "<code>\(HTML.escaped(text))</code>"
    case .inlineSwift(let index): return inlineValue(index)
    case .inlineHTML(let text):
      return settings.escapesHTML ? HTML.escaped(text) : checked(html: text, in: node.lines)
    case .emphasis: return "<em>\(inlines(node.children))</em>"
    case .strong: return "<strong>\(inlines(node.children))</strong>"
    case .link(let url, let title):
      let title = title.isEmpty ? "" : " title=\"\(HTML.escaped(title))\""
      let target = resolved(url, in: node.lines)
      let language = target.language.map { " hreflang=\"\(HTML.escaped($0))\"" } ?? ""
      let text = node.children.isEmpty ? referenceText(url) : inlines(node.children)
      if let path = target.lesson, let anchor = target.anchor, path != lesson.file.path,
        let definition = links.glossary.definition(anchor, in: path), !definition.isEmpty
      {
        return term(
          "href=\"\(HTML.escapedURL(target.url))\"\(language)", anchor: anchor, text: text,
          definition: definition)
      }
      return "<a href=\"\(HTML.escapedURL(target.url))\"\(language)\(title)>\(text)</a>"
    case .image(let url, let title):
      let title = title.isEmpty ? "" : " title=\"\(HTML.escaped(title))\""
      let alternative = HTML.escaped(plainText(node))
      let target = HTML.escapedURL(resolved(url, in: node.lines).url)
      return "<img src=\"\(target)\" alt=\"\(alternative)\"\(title)>"
    case .strikethrough: return "<del>\(inlines(node.children))</del>"
    case .task(let isDone): return "<span class=\"task\">\(isDone ? "☑" : "☐")</span> "
    case .footnoteReference(let number, let isFirst):
      let anchor = isFirst ? " id=\"footnote-from-\(number)\"" : ""
      return "<sup><a class=\"footnote\"\(anchor) href=\"#footnote-\(number)\" "
        + "role=\"doc-noteref\">\(number)</a></sup>"
    case .math(let formula, let line): return inSentence(math(formula, line: line))
    default: return inlines(node.children)
    }
  }

  /// A formula in a sentence. One that may be wider than a phone scrolls in a box of its own, which
  /// the keyboard can reach.
  private func inSentence(_ formula: String) -> String {
    var letters = 0
    var isInTag = false
    for byte in formula.utf8 where letters <= 18 {
      if byte == UInt8(ascii: "<") { isInTag = true }
      // Continuation bytes of UTF-8 begin no letter.
      if !isInTag && byte & 0xC0 != 0x80 { letters += 1 }
      if byte == UInt8(ascii: ">") { isInTag = false }
    }
    guard letters > 18 else { return formula }
    let breaks = FormulaWidth.onPaper(formula) == .fits ? "" : " breaks"
    return "<span class=\"long-formula\(breaks)\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(texts.formula)\">\(formula)</span>"
  }

  /// The value of an expression in a sentence; the expression itself is in its tooltip.
  private mutating func inlineValue(_ index: Int) -> String {
    if lesson.inlines[index].predicts {
      let tolerance = verdict.values.values.first { $0.value.place == .inline(index) }?
        .value.tolerance
      return predictions.inSentence(
        PredictionHTML.Value(
          expression: lesson.inlines[index].expression,
          prediction: Prediction(recorded: [shownValue(index)], tolerance: tolerance),
          shown: shownValue(index)))
    }
    let expression = HTML.escaped(lesson.inlines[index].expression)
    let shown = HTML.escaped(shownValue(index))
    return "<span class=\"computed\" title=\"\(expression)\">\(shown)</span>"
      + notes(ofInline: index)
  }

  /// The text of a heading, with the values that it shows.
  private func plainText(_ node: MarkdownNode) -> String {
    if case .inlineSwift(let index) = node.kind { return openValue(index) }
    return node.children.isEmpty ? node.readableText : node.children.map(plainText).joined()
  }

  /// The value as it stands in texts that give nothing away.
  private func openValue(_ index: Int) -> String {
    lesson.inlines[index].predicts ? "?" : shownValue(index)
  }

  private func shownValue(_ index: Int) -> String {
    verdict.values.values.first { $0.value.place == .inline(index) }?.shown ?? ""
  }

  /// What a link without a text says: `Figure 3`.
  private func referenceText(_ url: String) -> String {
    HTML.escaped(links.referenceText(url, in: lesson, texts) ?? url)
  }

  private mutating func math(_ formula: Formula, line: Int) -> String {
    mathematics.html(formula, at: line, in: lesson.file, isFromSource: true, &problems)
  }

  // MARK: Links

  private mutating func resolved(
    _ link: String, in lines: ClosedRange<Int>
  ) -> (url: String, language: String?, lesson: String?, anchor: String?) {
    switch links.resolve(link, in: lesson) {
    case .url(let url, let lesson, let language):
      if let lesson { linkedLessons.insert(lesson) }
      let anchor = url.split(separator: "#", maxSplits: 1).dropFirst().first.map(String.init)
      return (url, language, lesson, anchor)
    case .file(let url, let path):
      assets.insert(path)
      return (url, nil, nil, nil)
    case .dead(let help):
      // The same link again in these lines is the next one.
      let key = "\(lines.lowerBound) \(link)"
      deadLinks[key, default: 0] += 1
      let place = lesson.file.place(of: link, in: lines, occurrence: deadLinks[key] ?? 1)
      problems.append(
        lesson.file.diagnostic(
          .deadLink(link, help: help), line: place.line, column: place.column,
          length: link.utf8.count))
      return (link, nil, nil, nil)
    }
  }

  /// Raw HTML passes; where its `href` and `src` lead is checked like any link.
  private mutating func checked(html: String, in lines: ClosedRange<Int>) -> String {
    var result = ""
    var rest = Substring(html)
    while let attribute = RawHTML.nextLink(in: rest) {
      let url = String(rest[attribute.value]).replacing("&amp;", with: "&")
      result += rest[..<attribute.value.lowerBound]
      let resolved = resolved(url, in: lines).url
      if resolved == url {
        // As the author wrote it.
        result += rest[attribute.value]
      } else {
        let target = HTML.escapedURL(resolved).replacing("'", with: "%27")
        result += attribute.isQuoted ? target : "\"\(target)\""
      }
      rest = rest[attribute.value.upperBound...]
    }
    return result + rest
  }
}
