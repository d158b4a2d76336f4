import Text

extension MathMLMending {
  /// Colours that can be read by night.
  static let colours = #"""
      // A colour of the author's is lighter on dark paper; where light and dark are not known, the
      // attribute speaks. On a box of its own colour, letters that say none are black or white, as
      // can be read there, and those that do keep theirs.
      function mendColours(node, onBox) {
        if (isText(node)) return;
        var ink = node.attributes.mathcolor, box = node.attributes.mathbackground;
        var style = node.attributes.style ? [node.attributes.style] : [];
        if (ink && !onBox && !box) {
          style.push("color:light-dark(" + ink + ",oklch(from " + ink + " max(l,.72) c h))");
        } else if (box && !ink && box !== "transparent") {
          style.push("color:oklch(from " + box + " clamp(0,(.65 - l)*1000,1) 0 0)");
        }
        var border = /^(border: [^;]* )([#A-Za-z0-9]+)$/.exec(node.attributes.style || "");
        if (border && !onBox) {
          style[0] = node.attributes.style + ";border-color:light-dark(" + border[2] +
            ",oklch(from " + border[2] + " max(l,.72) c h))";
        }
        if (style.length) node.attributes.style = style.join(";");
        for (var at = 0; at < node.children.length; at++) {
          mendColours(node.children[at], onBox || Boolean(box));
        }
      }
    """#
}
