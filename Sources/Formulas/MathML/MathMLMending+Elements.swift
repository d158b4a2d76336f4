import Text

extension MathMLMending {
  /// Our elements, how they come from KaTeX's tree, and what is mended of one by itself.
  static let elements = #"""
      function element(name, attributes, children) {
        return { name: name, attributes: attributes || {}, children: children || [], marks: [] };
      }
      function isText(node) { return typeof node === "string"; }
      function isSpace(node) {
        return node.name === "mspace" || (node.name === "mtext" && /^\s*$/.test(textOf(node)));
      }
      function textOf(node) {
        if (isText(node)) return node;
        var text = "";
        for (var at = 0; at < node.children.length; at++) text += textOf(node.children[at]);
        return text;
      }
      var tokens = { mi: 1, mn: 1, mo: 1, mtext: 1, ms: 1 };
      var rows = { mrow: 1, mtd: 1, mstyle: 1, msqrt: 1, mphantom: 1, mpadded: 1, math: 1 };
      var scripts = {
        msub: 1, msup: 1, msubsup: 1, munder: 1, mover: 1, munderover: 1
      };

      // How many children an element has, each at its place.
      var places = {
        mfrac: 2, mroot: 2, msub: 2, msup: 2, munder: 2, mover: 2, msubsup: 3, munderover: 3
      };

      // The operator that decides the spacing of an element, or null.
      function core(node) {
        if (node.name === "mo") return node;
        if (owns(scripts, node.name)) return core(node.children[0]);
        if (node.name === "mrow" || node.name === "mstyle") {
          var found = null;
          for (var at = 0; at < node.children.length; at++) {
            if (isSpace(node.children[at])) continue;
            if (found) return null;
            found = node.children[at];
          }
          return found && core(found);
        }
        return null;
      }
      function isApply(node) { return node.name === "mo" && textOf(node) === "\u2061"; }

      // Adds what a node of KaTeX's becomes to the list.
      function adopt(node, list) {
        if (typeof node.text === "string" && !node.type) {
          list.push(node.text);
        } else if (node.type === undefined && typeof node.width === "number") {
          list.push(element("mspace", { width: String(+node.width.toFixed(4)) + "em" }));
        } else {
          var children = [];
          for (var at = 0; node.children && at < node.children.length; at++) {
            if (owns(places, node.type || "")) {
              children.push(adoptOne(node.children[at]));
            } else {
              adopt(node.children[at], children);
            }
          }
          if (!node.type) {
            Array.prototype.push.apply(list, children);
          } else if (!isNumberCell(node)) {
            var attributes = {};
            for (var name in node.attributes) {
              if (owns(node.attributes, name)) attributes[name] = String(node.attributes[name]);
            }
            mend(element(node.type, attributes, children), list);
          }
        }
      }
      // What stands at one place of a fraction, root or script is one element: a function's name comes
      // with an invisible operator behind it, which means nothing where no argument follows.
      function adoptOne(node) {
        var list = [];
        adopt(node, list);
        if (list.length > 1 && isApply(list[list.length - 1])) list.pop();
        if (list.length === 1 && !isText(list[0])) return list[0];
        var row = element("mrow", {}, list.map(function (part) {
          return isText(part) ? element("mtext", {}, [part]) : part;
        }));
        mendRow(row);
        return row;
      }
      function isNumberCell(node) {
        var classes = node.classes || [];
        return classes.indexOf("mtr-glue") >= 0 || classes.indexOf("mml-eqn-num") >= 0;
      }

      function mend(node, list) {
        if (owns(tokens, node.name)) {
          if (mendToken(node, list)) return;
          mendVariant(node);
          if (node.name === "mo") mendFence(node);
        }
        if (node.name === "mspace" && node.attributes.linebreak) {
          throw new Complaint("\\\\ breaks a line only inside an environment such as aligned",
            "\\\\");
        }
        if (node.name === "mtable") mendTable(node);
        if (node.name === "menclose") mendEnclosure(node);
        if (node.name === "mpadded") mendPadding(node);
        if (node.name === "mover") mendAccent(node);
        if (owns(rows, node.name)) mendRow(node);
        if (node.name === "mrow") mendBars(node);
        if (node.name === "mo" && node.isBar && node.attributes.minsize) {
          list.push(bigBar(node));
          return;
        }

        // The invisible operator belongs behind the indices of its function.
        if (owns(scripts, node.name)) {
          var base = node.children[0];
          if (base && base.name === "mrow" && base.children.length === 2 &&
              isApply(base.children[1])) {
            node.children[0] = base.children[0];
            list.push(node, base.children[1]);
            return;
          }
          if (base && base.name === "mrow" && base.children.length === 1) {
            node.children[0] = base.children[0];
          }
        }
        list.push(node);
      }

      // A token may hold nothing but text. True when the list has what it became.
      function mendToken(node, list) {
        var inner = [];
        for (var at = 0; at < node.children.length; at++) {
          if (!isText(node.children[at])) inner.push(node.children[at]);
        }
        if (inner.length === 0) return false;
        if (inner.length !== node.children.length) {
          node.children = [textOf(node)];
          return false;
        }
        var only = inner.length === 1 ? inner[0] : null;
        if (node.name === "mo" && isPlain(node)) {
          // A word made an operator, as in \bmod, or a symbol made one, as in \coloneqq.
          if (!only || only.name === "mrow" || !/^[A-Za-z\u0370-\u03FF]$/.test(textOf(node))) {
            node.children = [textOf(node)];
            return false;
          }
        }
        if (inner.length === 2 && isApply(inner[1])) {
          list.push(element("mrow", {}, inner));
          return true;
        }
        var before = node.attributes.lspace, after = node.attributes.rspace;
        if (only && core(only)) {
          var operator = core(only);
          if (before) operator.attributes.lspace = before;
          if (after) operator.attributes.rspace = after;
          list.push(only);
          return true;
        }
        if (before && parseFloat(before)) inner.unshift(element("mspace", { width: before }));
        if (after && parseFloat(after)) inner.push(element("mspace", { width: after }));
        var row = only && inner.length === 1 ? only : element("mrow", {}, inner);
        if (row.name === "mrow") mendRow(row);
        list.push(row);
        return true;
      }
      // Whether it holds tokens in their ordinary letters only.
      function isPlain(node) {
        for (var at = 0; at < node.children.length; at++) {
          var child = node.children[at];
          if (isText(child)) continue;
          if (child.name !== "mrow" && !owns(tokens, child.name)) return false;
          if (isApply(child) || child.marks.length || !isPlain(child)) return false;
        }
        return true;
      }

      // The bars of KaTeX are relations, which neither stretch nor stand close.
      function mendFence(node) {
        var attributes = node.attributes;
        if (attributes.fence === undefined) return;
        var text = textOf(node);
        if (/^[|\u2223]$/.test(text)) node.children = ["|"];
        else if (/^[\u2225\u2016]$/.test(text)) node.children = ["\u2016"];
        else return;
        node.isBar = true;
        attributes.stretchy = "true";
        if (attributes.lspace === undefined) attributes.lspace = "0em";
        if (attributes.rspace === undefined) attributes.rspace = "0em";
      }

      // Only \widehat and its like say that they stretch; \hat stays as it is.
      function mendAccent(node) {
        var accent = node.children[1];
        if (node.attributes.accent !== "true" || !accent || accent.name !== "mo") return;
        if (textOf(accent) === "\u20D7") {
          accent.children = ["\u2192"];
          accent.attributes.mathsize = "70%";
        }
        if (textOf(accent) === "^") accent.children = ["\u02C6"];
        if (textOf(accent) === "~") accent.children = ["\u02DC"];
        if (accent.attributes.stretchy === undefined) accent.attributes.stretchy = "false";
      }

      function mendPadding(node) {
        var attributes = node.attributes;
        if (attributes.lspace === "-1width" || attributes.lspace === "-0.5width") {
          node.children = [element("mrow", {}, node.children)];
          node.children[0].marks.push(attributes.lspace === "-1width" ? "tex-llap" : "tex-clap");
          delete attributes.lspace;
        } else if (/^\+/.test(attributes.width || "")) {
          if (/em$/.test(attributes.width)) {
            // The label of an arrow: a space before, and the same after.
            node.name = "mrow";
            node.children.unshift(element("mspace", { width: attributes.lspace || "0em" }));
            node.children.push(element("mspace", { width: attributes.lspace || "0em" }));
            delete attributes.lspace;
          } else {
            node.name = "mrow";
            node.marks.push("tex-padded");
            delete attributes.lspace;
            delete attributes.voffset;
            delete attributes.height;
          }
          delete attributes.width;
        } else if (node.children.length === 1 && node.children[0].name === "mspace" &&
            node.children[0].attributes.mathbackground) {
          // A rule has the height that it says, from where it is moved to.
          delete attributes.height;
          delete attributes.depth;
        }
      }

      function mendEnclosure(node) {
        var notations = (node.attributes.notation || "").split(" ");
        var table = node.children.length === 1 && node.children[0].name === "mtable";
        delete node.attributes.notation;
        // KaTeX takes the outer lines of a table for each other: its top is the left one.
        var sides = { top: "left", bottom: "right", left: "top", right: "bottom" };
        node.name = "mrow";
        for (var at = 0; at < notations.length; at++) {
          var notation = notations[at];
          if (!notation) continue;
          if (table && owns(sides, notation)) {
            node.children[0].marks.push("tex-" + sides[notation]);
          } else {
            node.marks.push("tex-" + notation);
          }
        }
      }
    """#
}
