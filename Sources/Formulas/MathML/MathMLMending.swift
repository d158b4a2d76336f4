import Text

/// The script between KaTeX and the page: it asks KaTeX for MathML and mends what comes.
///
/// KaTeX writes MathML 3, browsers draw MathML Core. What differs, and what is done about it:
///
/// | KaTeX writes | Core knows | mended to |
/// | --- | --- | --- |
/// | `mathvariant="bold"` | `normal` on `mi` only | the mathematical letters of Unicode; a class |
/// | `columnalign` and other table attributes | none of them | classes of `stylesheet` |
/// | `menclose` | nothing | `mrow` with a class |
/// | `\!` as a space and an invisible comma | – | an `mspace` of negative width |
/// | `width="+0.6em"`, `lspace="-1width"` | plain lengths | `mspace`, a class |
/// | elements inside `mo` and `mi` | text | the text, or `mrow` |
/// | `log` and an invisible operator | no space around them | a thin space where TeX has one |
/// | `a=-1` with an infix minus | the form at its place | `form="prefix"` |
/// | a combining arrow as accent | – | the spacing arrow, smaller |
/// | `^` and `~` as accents | – | the modifier letters, which fonts draw as accents |
/// | `∣` and `∥` as fences | relations | bars; where they stretch, borders |
/// | a function's name and an invisible operator at one place | one element a place | the name |
/// | cells for equation numbers that style sheets fill | – | left out |
///
/// What can't be shown (`\\` outside of a table, a `\tag` in a row) is an error.
enum MathMLMending {
  /// Defines `typeset(tex, display, macros)`, whose value is `=` and the MathML, or `!`, the offset in
  /// UTF-16 or nothing, a line feed and the message.
  static let script = """
    var typeset = (function (katex) {
      "use strict";

    \(opening)
    \(complaints)
    \(elements)
    \(letters)
    \(tables)
    \(rows)
    \(bars)
    \(colours)
    \(validity)
    \(text)
    })(this.katex);
    """

  /// What the other parts rely on.
  private static let opening = #"""
      if (!katex || typeof katex.__renderToDomTree !== "function") {
        throw new Error("it is not KaTeX");
      }

      var thin = "0.1667em";
      var owns = function (object, name) {
        return Object.prototype.hasOwnProperty.call(object, name);
      };
    """#

  /// From elements to text, and the function itself.
  private static let text = #"""
      function escape(text) {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
          .replace(/"/g, "&quot;");
      }
      // Adds the pieces of the text to the list: Duktape copies a string at every `+=`.
      function write(node, pieces) {
        if (isText(node)) {
          pieces.push(escape(node));
          return;
        }
        var start = "<" + node.name;
        for (var name in node.attributes) {
          start += " " + name + '="' + escape(node.attributes[name]) + '"';
        }
        if (node.marks.length) start += ' class="' + escape(node.marks.join(" ")) + '"';
        pieces.push(start + ">");
        for (var at = 0; at < node.children.length; at++) write(node.children[at], pieces);
        pieces.push("</" + node.name + ">");
      }
      function holds(node, mark) {
        if (isText(node)) return false;
        if (node.marks.indexOf(mark) >= 0) return true;
        for (var at = 0; at < node.children.length; at++) {
          if (holds(node.children[at], mark)) return true;
        }
        return false;
      }
      function isEmpty(node) {
        if (isText(node)) return false;
        if (node.name !== "mrow" && node.name !== "mstyle") return false;
        for (var at = 0; at < node.children.length; at++) {
          if (!isEmpty(node.children[at])) return false;
        }
        return true;
      }

      function find(node, type) {
        if (node.type === type) return node;
        for (var at = 0; node.children && at < node.children.length; at++) {
          var found = find(node.children[at], type);
          if (found) return found;
        }
        return null;
      }

      // KaTeX knows these letters and writes them without their double strokes.
      var letterMacros = {
        "\u2102": "\\mathbb{C}", "\u210D": "\\mathbb{H}", "\u2115": "\\mathbb{N}",
        "\u2119": "\\mathbb{P}", "\u211A": "\\mathbb{Q}", "\u211D": "\\mathbb{R}",
        "\u2124": "\\mathbb{Z}"
      };
      // The author's macros are texts of TeX by their names, as JSON.
      function macrosFor(json) {
        var macros = {}, own = JSON.parse(json);
        for (var letter in letterMacros) macros[letter] = letterMacros[letter];
        for (var name in own) macros[name] = own[name];
        return macros;
      }

      function render(tex, display, json) {
        var tree = katex.__renderToDomTree(tex, {
          output: "mathml",
          displayMode: display,
          throwOnError: true,
          macros: macrosFor(json),
          maxExpand: 1000,
          strict: function (code) {
            // Fonts of the page have more characters than KaTeX's; `trust` speaks for the
            // extensions; a lost line break is found when it is lost.
            return code === "unknownSymbol" || code === "htmlExtension" ||
              code === "newLineInDisplayMode" ? "ignore" : "error";
          },
          trust: function (context) {
            throw new Complaint(context.command + " is not for formulas", context.command);
          }
        });
        var semantics = find(tree, "semantics");
        var list = [];
        adopt(semantics ? semantics.children[0] : find(tree, "math"), list);
        var math = element("math", display ? { display: "block" } : {}, list);
        if (list.length === 1 && list[0].name === "mrow" && !list[0].marks.length) {
          math.children = list[0].children;
        } else {
          mendRow(math);
        }
        if (math.children.every(isEmpty)) throw new Complaint("The formula is empty");
        if (/\\tag(?![A-Za-z])/.test(tex) && !holds(math, "tex-tagged")) {
          throw new Complaint("\\tag works only outside of environments", "\\tag");
        }
        mendColours(math, false);
        check(math, null);
        math.attributes.alttext = tex.trim();
        var pieces = ["="];
        write(math, pieces);
        return pieces.join("");
      }

      return function (tex, display, macros) {
        try {
          return render(tex, display === "block", macros);
        } catch (error) {
          if (error instanceof Complaint) {
            return "!" + locate(error.command, tex) + "\n" + error.message;
          }
          if (error instanceof katex.ParseError) return explain(error, tex);
          throw error;
        }
      };
    """#
}
