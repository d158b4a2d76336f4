import Text

extension MathMLMending {
  /// Rows, where the neighbours of an element decide.
  static let rows = #"""
      function mendRow(row) {
        joinWord(row);
        joinPrimes(row);
        var list = row.children, result = [];
        for (var at = 0; at < list.length; at++) {
          var node = list[at], next = list[at + 1];
          if (isApply(node)) {
            var follower = next && isSpace(next) ? null : next;
            if (follower && wantsSpace(follower)) node.attributes.rspace = thin;
          } else if (next && isApply(next) && result.length) {
            var before = result[result.length - 1];
            if (!isSpace(before) && !isApply(before) && (!core(before) || closes(before))) {
              result.push(element("mspace", { width: thin }));
            }
          }
          if (isSign(node)) {
            var last = result.length - 1;
            while (last >= 0 && isSpace(result[last])) last--;
            if (last >= 0 && core(result[last]) && !closes(result[last])) {
              node.attributes.form = "prefix";
            }
          }
          result.push(node);
        }
        row.children = result;
      }

      // \mathrm{softmax} is one word, not seven letters.
      function joinWord(row) {
        if (row.name !== "mrow" || row.children.length < 2) return;
        var word = "";
        for (var at = 0; at < row.children.length; at++) {
          var node = row.children[at];
          if (node.name !== "mi" || node.attributes.mathvariant !== "normal") return;
          if (!/^[A-Za-z]$/.test(textOf(node))) return;
          word += textOf(node);
        }
        row.children = [element("mi", {}, [word])];
      }

      // Two primes are one sign in Unicode, with the space between them that fonts give it.
      function joinPrimes(row) {
        var count = 0;
        while (count < row.children.length && row.children[count].name === "mo" &&
            textOf(row.children[count]) === "\u2032") {
          count++;
        }
        var joined = { 2: "\u2033", 3: "\u2034", 4: "\u2057" }[count];
        if (!joined) return;
        row.children.splice(0, count,
          element("mo", { lspace: "0em", rspace: "0em" }, [joined]));
      }

      // A sign that is either between or before.
      function isSign(node) {
        return node.name === "mo" && node.attributes.form === undefined &&
          node.attributes.lspace === undefined && /^[+\u2212\u00B1\u2213-]$/.test(textOf(node));
      }
      // Whether the operator ends what a sign may follow, as a closing bracket does.
      function closes(node) {
        var operator = core(node);
        if (!operator) return false;
        var text = textOf(operator);
        if (/^[|\u2223\u2225\u2016]$/.test(text)) return true;
        return /^([)\]}!%\u27E9\u230B\u2309\u2032-\u2034\u2026\u22EF\u22EE\u221E.]|\u27EF)$/
          .test(text);
      }
      // Whether TeX puts a thin space between a function's name and this.
      function wantsSpace(node) {
        // A sign behind a function is before a number, not between two.
        return !core(node) || isSign(node) ||
          /^[\u2211\u220F\u222B\u222E\u22C3\u22C2]$/.test(textOf(core(node)));
      }
    """#
}
