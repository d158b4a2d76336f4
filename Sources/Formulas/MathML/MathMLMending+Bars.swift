import Text

extension MathMLMending {
  /// Bars that stretch.
  ///
  /// STIX makes a tall bar of two parts that may overlap wholly, of which Chromium makes none: the bar
  /// stays as high as a letter. So a border is drawn, as high as what it encloses, and the sign itself
  /// stays, unseen, for those who listen and for the room that it takes.
  static let bars = #"""
      function side(bar, which) {
        return "tex-" + (textOf(bar) === "\u2016" ? "double-" : "single-") + which;
      }
      function hideBar(bar) {
        bar.isBar = false;
        bar.marks.push("tex-unseen");
        bar.attributes.stretchy = "false";
        delete bar.attributes.minsize;
        delete bar.attributes.maxsize;
      }

      // \left| … \middle| … \right|: KaTeX puts each such pair into a row of its own.
      function mendBars(row) {
        var list = row.children, last = list.length - 1;
        for (var at = last - 1; at > 0; at--) {
          if (list[at].isBar && !list[at].attributes.minsize) {
            // As high as the whole row: what stands behind the bar lends its height.
            var behind = element("mphantom", {}, list.slice(at + 1));
            var inner = element("mrow", {},
              list.slice(0, at).concat(element("mpadded", { width: "0em" }, [behind]), list[at]));
            inner.marks.push(side(list[at], "right"));
            hideBar(list[at]);
            list.splice(0, at + 1, inner);
            // The opening bar, if any, stands in the inner row now.
            mendBars(inner);
            break;
          }
        }
        last = list.length - 1;
        if (last > 0 && list[last].isBar) {
          row.marks.push(side(list[last], "right"));
          hideBar(list[last]);
        }
        if (last > 0 && list[0].isBar) {
          row.marks.push(side(list[0], "left"));
          hideBar(list[0]);
        }
      }

      // \bigl| and its like say how high they are; half of it stands above the axis.
      function bigBar(bar) {
        var size = parseFloat(bar.attributes.minsize);
        var box = element("mpadded", {
          height: String(+(size / 2 + 0.25).toFixed(3)) + "em",
          depth: String(+(size / 2 - 0.25).toFixed(3)) + "em"
        }, [bar]);
        box.marks.push(side(bar, "right"));
        hideBar(bar);
        return box;
      }
    """#
}
