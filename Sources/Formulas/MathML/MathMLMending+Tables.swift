import Text

extension MathMLMending {
  /// Tables, whose geometry is that of the style sheet.
  static let tables = #"""
      function mendTable(table) {
        var attributes = table.attributes;
        var words = function (name) {
          return attributes[name] ? attributes[name].split(" ") : [];
        };
        var at = function (list, index) {
          return list.length ? list[Math.min(index, list.length - 1)] : "";
        };
        var aligns = words("columnalign"), gaps = words("columnspacing");
        var bars = words("columnlines"), rules = words("rowlines");
        var tagged = attributes.width === "100%";
        if (tagged) table.marks.push("tex-tagged");

        var stretch = Math.round((parseFloat(attributes.rowspacing || "0.16") - 0.16) * 1e4) / 1e4;
        if (stretch === 0.09) table.marks.push("tex-jot");
        else if (stretch === 0.2) table.marks.push("tex-cases");
        else if (stretch < 0) table.marks.push("tex-small");
        else if (stretch > 0) attributes.style = "--tex-row:" + stretch + "em";

        // An empty last row comes from a \\ at the end.
        var lines = table.children;
        if (lines.length > 1 && lines[lines.length - 1].children.length === 0) lines.pop();
        for (var row = 0; row < lines.length; row++) {
          if (row > 0 && at(rules, row - 1) === "solid") lines[row].marks.push("tex-rule");
          if (row > 0 && at(rules, row - 1) === "dashed") lines[row].marks.push("tex-dashes");
          var cells = lines[row].children;
          for (var column = 0; column < cells.length; column++) {
            var cell = cells[column];
            delete cell.attributes.width;
            var side = at(aligns, column);
            if (side === "left") cell.marks.push("tex-l");
            if (side === "right") cell.marks.push("tex-r");
            if (column === 0 || tagged) continue;
            var gap = parseFloat(at(gaps, column - 1) || "1em");
            if (gap === 0) cell.marks.push("tex-join");
            else if (gap < 1) cell.marks.push("tex-near");
            var bar = at(bars, column - 1);
            if (bar === "solid") cell.marks.push("tex-bar");
            if (bar === "dashed") cell.marks.push("tex-dash");
          }
        }
        delete attributes.columnalign;
        delete attributes.columnspacing;
        delete attributes.columnlines;
        delete attributes.rowspacing;
        delete attributes.rowlines;
        delete attributes.width;
      }
    """#
}
