import Text

extension MathMLMending {
  /// The letters that Unicode has for fonts of mathematics.
  static let letters = #"""
      // First capital, small letter, digit; first capital and small letter of Greek.
      var alphabets = {
        "bold": [0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2],
        "italic": [0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC],
        "bold-italic": [0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736],
        "script": [0x1D49C, 0x1D4B6],
        "bold-script": [0x1D4D0, 0x1D4EA],
        "fraktur": [0x1D504, 0x1D51E],
        "double-struck": [0x1D538, 0x1D552, 0x1D7D8],
        "bold-fraktur": [0x1D56C, 0x1D586],
        "sans-serif": [0x1D5A0, 0x1D5BA, 0x1D7E2],
        "bold-sans-serif": [0x1D5D4, 0x1D5EE, 0x1D7EC, 0x1D756, 0x1D770],
        "sans-serif-italic": [0x1D608, 0x1D622],
        "sans-serif-bold-italic": [0x1D63C, 0x1D656, 0x1D7EC, 0x1D790, 0x1D7AA],
        "monospace": [0x1D670, 0x1D68A, 0x1D7F6]
      };
      // Letters that Unicode had before it had the alphabets.
      var older = {
        "italic": { h: 0x210E },
        "script": {
          B: 0x212C, E: 0x2130, F: 0x2131, H: 0x210B, I: 0x2110, L: 0x2112, M: 0x2133,
          R: 0x211B, e: 0x212F, g: 0x210A, o: 0x2134
        },
        "fraktur": { C: 0x212D, H: 0x210C, I: 0x2111, R: 0x211C, Z: 0x2128 },
        "double-struck": {
          C: 0x2102, H: 0x210D, N: 0x2115, P: 0x2119, Q: 0x211A, R: 0x211D, Z: 0x2124
        }
      };
      // Where forms of Greek letters stand after the small alpha of an alphabet.
      var greek = {
        "\u2202": 25, "\u03F5": 26, "\u03D1": 27, "\u03F0": 28, "\u03D5": 29, "\u03F1": 30,
        "\u03D6": 31
      };

      function character(code) {
        if (code < 0x10000) return String.fromCharCode(code);
        code -= 0x10000;
        return String.fromCharCode(0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF));
      }
      // The letter in that alphabet, or null.
      function letter(text, variant) {
        var alphabet = alphabets[variant];
        if (owns(older, variant) && owns(older[variant], text)) {
          return character(older[variant][text]);
        }
        if (/^[A-Z]$/.test(text)) return character(alphabet[0] + text.charCodeAt(0) - 0x41);
        if (/^[a-z]$/.test(text)) return character(alphabet[1] + text.charCodeAt(0) - 0x61);
        if (/^[0-9]$/.test(text)) {
          return alphabet[2] ? character(alphabet[2] + text.charCodeAt(0) - 0x30) : null;
        }
        if (!alphabet[3]) return null;
        if (/^[\u0391-\u03A1\u03A3-\u03A9]$/.test(text)) {
          return character(alphabet[3] + text.charCodeAt(0) - 0x391);
        }
        if (text === "\u03F4") return character(alphabet[3] + 17);
        if (text === "\u2207") return character(alphabet[3] + 25);
        if (/^[\u03B1-\u03C9]$/.test(text)) {
          return character(alphabet[4] + text.charCodeAt(0) - 0x3B1);
        }
        return owns(greek, text) ? character(alphabet[4] + greek[text]) : null;
      }

      function mendVariant(node) {
        var variant = node.attributes.mathvariant;
        if (variant === undefined) return;
        var text = textOf(node);
        if (variant === "normal" && node.name === "mi" && text.length === 1) return;
        delete node.attributes.mathvariant;
        if (!owns(alphabets, variant) || !owns(tokens, node.name)) return;
        if (node.name === "mi" || node.name === "mn") {
          // One letter is italic by itself.
          if (variant === "italic" && node.name === "mi" && /^.$/.test(text)) return;
          var result = "", all = true;
          for (var at = 0; at < text.length; at++) {
            var mapped = letter(text.charAt(at), variant);
            if (mapped === null) all = false;
            result += mapped === null ? text.charAt(at) : mapped;
          }
          node.children = [result];
          if (all) return;
        }
        // Words, and what has no letter of that kind, are left to the style sheet.
        if (/bold/.test(variant)) node.marks.push("tex-bold");
        if (/italic/.test(variant)) node.marks.push("tex-italic");
        if (/sans/.test(variant)) node.marks.push("tex-sans");
        if (/mono/.test(variant)) node.marks.push("tex-mono");
      }
    """#
}
