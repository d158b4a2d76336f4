import Text

extension MathMLMending {
  /// What is checked of every formula before it is written: MathML Core's content models.
  static let validity = #"""
      var known = {
        math: 1, mrow: 1, mstyle: 1, mphantom: 1, mpadded: 1, msqrt: 1, mtable: 1, mtr: 1, mtd: 1,
        mspace: 1
      };

      // Throws where an element has not the children that it wants: browsers would show something
      // else than was written.
      function check(node, parent) {
        if (isText(node)) {
          if (!parent || !owns(tokens, parent.name)) wrong(parent, "text");
          return;
        }
        var count = node.children.length, name = node.name;
        if (!owns(known, name) && !owns(tokens, name) && !owns(places, name)) {
          wrong(parent, "<" + name + ">");
        }
        if (owns(places, name) && count !== places[name]) {
          throw new Complaint("This cannot be written as MathML: <" + name + "> has " + count +
            " children and wants " + places[name]);
        }
        if (name === "mspace" && count) wrong(node, "content");
        if ((name === "mtr") !== (parent !== null && parent.name === "mtable")) wrong(parent, name);
        if ((name === "mtd") !== (parent !== null && parent.name === "mtr")) wrong(parent, name);
        if (parent !== null && owns(tokens, parent.name)) wrong(parent, "<" + name + ">");
        for (var at = 0; at < count; at++) check(node.children[at], node);
      }
      function wrong(parent, what) {
        throw new Complaint("This cannot be written as MathML: " + what + " in " +
          (parent ? "<" + parent.name + ">" : "nothing"));
      }
    """#
}
