import Testing
import Wire

@testable import Drawings
@testable import Lessons
@testable import Markup
@testable import Text

@Suite("Woven: displays") struct DisplayTests {
  private func html(_ display: Display) -> String {
    DisplayHTML { .inline("math", [:], $0.tex + ($0.isDisplay ? "!" : "")) }.html(display).asHTML
  }

  /// A formula's box, which scrolls where it is too narrow.
  private static let formula =
    "<div class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\">"

  /// A display, and its HTML.
  static let displays: [(Display, String)] = [
    (
      .text("a\n"),
      "<pre class=\"output\" tabindex=\"0\" role=\"group\" aria-label=\"Output\"><samp>a</samp></pre>\n"
    ),
    (
      .value("<a>"),
      "<pre class=\"output\" tabindex=\"0\" role=\"group\" aria-label=\"Output\"><samp>&lt;a&gt;</samp></pre>\n"
    ),
    (.formula("a<b"), "\(formula)<math>a&lt;b!</math></div>\n"),
    (.group([]), ""),
    (
      .group([.formula("a"), .group([.formula("b")])]),
      "\(formula)<math>a!</math></div>\n\(formula)<math>b!</math></div>\n"
    ),
    (
      .table(
        Table(
          columns: ["<a>", "n"], rows: [["&", "1.5"], ["\"", "10"]], caption: "\"C\" <d>")),
      """
      <div class="scroll table" role="group" tabindex="0" aria-label="&quot;C&quot; &lt;d&gt;">
      <table>
      <caption>&quot;C&quot; &lt;d&gt;</caption>
      <thead><tr><th scope="col">&lt;a&gt;</th><th scope="col" class="number">n</th></tr></thead>
      <tbody>
      <tr><td>&amp;</td><td class="number">1.5</td></tr>
      <tr><td>&quot;</td><td class="number">10\u{2007}\u{2007}</td></tr>
      </tbody>
      </table>
      </div>

      """
    ),
    (
      .derivatives(
        Derivatives(
          of: "L",
          rows: [
            {
              var row = DerivativeRow(
                parameter: "w", paths: [], backpropagated: "0", difference: "1", error: "2",
                agrees: true)
              row.compiler = "-3"
              return row
            }()
          ], multiplications: 0, multiplicationsWithoutSharing: "0", caption: "C")),
      """
      <div class="scroll derivatives" role="group" tabindex="0" aria-label="C">
      <table>
      <caption>C <span class="counts">0 multiplications with sharing, 0 without</span></caption>
      <thead><tr><th scope="col">derivative</th><th scope="col">factors, from the loss back</th>\
      <th scope="col" class="number">backpropagated</th>\
      <th scope="col" class="number">central difference</th>\
      <th scope="col" class="number">compiler</th><th scope="col" class="number">error</th>\
      <th scope="col">agree</th></tr></thead>
      <tbody>
      <tr><th scope="row">dL/dw</th><td class="factors">0</td>\
      <td class="number" data-label="backpropagated">0</td>\
      <td class="number" data-label="central difference">1</td>\
      <td class="number" data-label="compiler">−3</td>\
      <td class="number" data-label="error">2</td><td class="agrees">yes</td></tr>
      </tbody>
      </table>
      </div>

      """
    ),
    (
      .derivatives(
        Derivatives(
          of: "L<",
          rows: [
            DerivativeRow(
              parameter: "w>",
              paths: [
                [
                  Factor(symbol: "(e − ê)", value: "-1", isShared: true),
                  Factor(symbol: "<y>", value: "2&", isShared: false)
                ], [Factor(symbol: "z", value: "3", isShared: false)]
              ], omittedPaths: "70", backpropagated: "1.5", difference: "<", error: "0",
              agrees: false),
            DerivativeRow(
              parameter: "b", paths: [], backpropagated: "0", difference: "0", error: "0",
              agrees: true)
          ], multiplications: 3, multiplicationsWithoutSharing: "9", caption: "<C>")),
      """
      <div class="scroll derivatives" role="group" tabindex="0" aria-label="&lt;C&gt;">
      <table>
      <caption>&lt;C&gt; <span class="counts">3 multiplications with sharing, 9 without</span></caption>
      <thead><tr><th scope="col">derivative</th><th scope="col">factors, from the loss back</th>\
      <th scope="col" class="number">backpropagated</th>\
      <th scope="col" class="number">central difference</th>\
      <th scope="col" class="number">error</th><th scope="col">agree</th></tr></thead>
      <tbody>
      <tr><th scope="row">dL&lt;/dw&gt;</th><td class="factors">\
      <span class="path"><mark class="factor shared" title="already computed">\
      <span class="symbol">(e − ê)</span> <span class="value">−1</span>\
      <span class="hidden-text"> (shared)</span></mark> <span class="times">·</span> \
      <span class="factor"><span class="symbol">&lt;y&gt;</span> <span class="value">2&amp;</span>\
      </span></span> <span class="plus">+</span> <span class="path"><span class="factor">\
      <span class="symbol">z</span> <span class="value">3</span></span></span> <span class="plus">+</span> … (70 paths)</td>\
      <td class="number" data-label="backpropagated">1.5</td>\
      <td class="number" data-label="central difference">&lt;</td>\
      <td class="number" data-label="error">0</td>\
      <td class="differs">no</td></tr>
      <tr><th scope="row">dL&lt;/db</th><td class="factors">0</td><td class="number" data-label="backpropagated">0</td>\
      <td class="number" data-label="central difference">0</td><td class="number" data-label="error">0</td><td class="agrees">yes</td></tr>
      </tbody>
      </table>
      <p class="legend"><span class="factor shared"><span class="symbol">shared</span></span> \
      already computed on the way here, not computed again</p>
      </div>

      """
    )
  ]

  @Test(arguments: displays)
  func `become HTML`(display: Display, expected: String) {
    // Which blank pads a column of numbers is the table's affair.
    func plain(_ text: String) -> String { text.replacing("\u{2007}", with: " ") }
    #expect(plain(html(display)) == plain(expected))
  }

  @Test(arguments: displays)
  func `holds no markup of the lesson`(display: Display, expected: String) {
    let found = html(display)
    #expect(!found.contains("<a>") && !found.contains("<d>") && !found.contains("<y>"))
  }

  @Test func `a broken formula of the program is reported at its block`() throws {
    let woven = try TestPage().weave(
      "a\n\n```swift\nf()\n```\n", shown: [0: [.display(.formula("\\nope"))]])
    #expect(woven.problems.count == 1)
    #expect(woven.problems.first?.location?.line == 3)
    #expect(woven.problems.first?.location?.column == nil)
  }
}
