import Text

extension MathMLMending {
  /// What is said of a formula that can't be set, and where.
  static let complaints = #"""
      // `command`: what to look for in the formula.
      function Complaint(message, command) {
        this.message = message;
        this.command = command;
      }

      // The only place where the command stands, or nothing.
      function locate(command, tex) {
        if (!command) return "";
        var found = "";
        for (var at = tex.indexOf(command); at >= 0; at = tex.indexOf(command, at + 1)) {
          if (/[A-Za-z]$/.test(command) && /[A-Za-z]/.test(tex.charAt(at + command.length))) {
            continue;
          }
          if (found !== "") return "";
          found = at;
        }
        return found;
      }

      // KaTeX's message without its prefix, and without the excerpt of the formula at its end.
      function explain(error, tex) {
        var message = String(error.message).replace(/^KaTeX parse error: /, "");
        var at = error.position;
        if (typeof at === "number") {
          var mark = " at position " + (at + 1) + ": ";
          var end = message.indexOf(mark);
          if (end < 0) {
            mark = " at end of input: ";
            end = message.indexOf(mark);
          }
          if (end >= 0) {
            // A position inside a macro's text is no position in the formula.
            var before = (at > 15 ? "\u2026" : "") + tex.slice(Math.max(0, at - 15), at);
            if (message.slice(end + mark.length).indexOf(before) !== 0) at = "";
            if (at > tex.length) at = "";
            message = message.slice(0, end);
          }
        } else {
          at = "";
        }
        message = message
          .replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, "")
          .replace(/ \[[A-Za-z]+\]$/, "")
          .replace(/'EOF'/g, "the end of the formula")
          .trim()
          .replace(/:$/, "");
        message = message.replace(/\.$/, "");
        if (/^Unexpected end of input in a macro argument/.test(message)) {
          message = "The formula ends where an argument is missing or not closed";
        }
        if (/^Too many expansions/.test(message)) {
          message = "Too many expansions: a macro that expands to itself?";
        }
        if (/used in math mode$/.test(message)) message += ", which wants \\text{\u2026} around it";
        if (at === "") {
          // Complaints about a whole environment or command come without a place.
          var culprit = /^(?:\{([A-Za-z]+\*?)\}|(\\[A-Za-z]+)) /.exec(message);
          if (culprit) at = locate(culprit[2] || "\\begin{" + culprit[1] + "}", tex);
        }
        return "!" + at + "\n" + message;
      }
    """#
}
