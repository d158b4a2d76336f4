import Text

extension MathMLMending {
  /// Colours that can be read by night.
  static let colours = #"""
      // The names of colours in CSS, each between blanks.
      var colourNames = " " +
        "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond " +
        "blue blueviolet brown burlywood cadetblue chartreuse chocolate coral " +
        "cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray " +
        "darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid " +
        "darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey " +
        "darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue " +
        "firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod " +
        "gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki " +
        "lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan " +
        "lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon " +
        "lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue " +
        "lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue " +
        "mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen " +
        "mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin " +
        "navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod " +
        "palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum " +
        "powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon " +
        "sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey " +
        "snow springgreen steelblue tan teal thistle tomato transparent turquoise violet " +
        "wheat white whitesmoke yellow yellowgreen ";

      // Throws where a colour is one that no browser knows: it would show another, and say nothing.
      function checkColour(colour) {
        if (!colour || colour.charAt(0) === "#") return;
        if (colourNames.indexOf(" " + colour.toLowerCase() + " ") >= 0) return;
        throw new Complaint("'" + colour + "' is no colour: write a name of CSS such as teal, or " +
          "#0a7", "{" + colour + "}");
      }

      // A colour of the author's is lighter on dark paper; where light and dark are not known, the
      // attribute speaks. On a box of its own colour, letters that say none are black or white, as
      // can be read there, and those that do keep theirs.
      function mendColours(node, onBox) {
        if (isText(node)) return;
        var ink = node.attributes.mathcolor, box = node.attributes.mathbackground;
        checkColour(ink);
        checkColour(box);
        var style = node.attributes.style ? [node.attributes.style] : [];
        if (ink && !onBox && !box) {
          style.push("color:light-dark(" + ink + ",oklch(from " + ink + " max(l,.72) c h))");
        } else if (box && !ink && box !== "transparent") {
          style.push("color:oklch(from " + box + " clamp(0,(.65 - l)*1000,1) 0 0)");
        }
        var border = /^(border: [^;]* )([#A-Za-z0-9]+)$/.exec(node.attributes.style || "");
        if (border) checkColour(border[2]);
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
