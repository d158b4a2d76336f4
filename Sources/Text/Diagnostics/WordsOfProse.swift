/// The words for Markdown that would be printed as it stands, though its author meant something.
extension Reason {
  // MARK: Links and footnotes

  package static var emptyLink: Reason {
    .proseNotRead("this link leads nowhere", help: "write its address between the parentheses")
  }
  package static func unknownLink(_ name: String) -> Reason {
    .proseNotRead(
      "no link is called '\(name)'",
      help: "give the address here, as in [text](address), or on a line of its own: "
        + "[name]: address")
  }
  package static var blankInAddress: Reason {
    .proseNotRead(
      "this is no link: its address holds blanks",
      help: "put the address between < and >, or write its blanks as %20")
  }
  package static func footnoteTwice(_ name: String, first: Int) -> Reason {
    .proseNotRead(
      "the footnote '^\(name)' stands here twice", help: "the first stands at line \(first)")
  }
  package static func footnoteUnused(_ name: String) -> Reason {
    .proseNotRead(
      "nothing leads to the footnote '^\(name)'",
      help: "write [^\(name)] where its number belongs")
  }
  package static func unknownFootnote(_ name: String) -> Reason {
    .proseNotRead(
      "no footnote is called '^\(name)'",
      help: "write its text on a line of its own: [^\(name)]: The text.")
  }
  package static var footnoteInPlace: Reason {
    .proseNotRead(
      "a footnote is not written like this here",
      help: "write [^1] here, and its text on a line of its own: [^1]: The text.")
  }

  // MARK: Formulas

  /// - Parameter opener: the bracket behind the backslash.
  package static func backslashFormula(_ opener: Unicode.Scalar) -> Reason {
    .proseNotRead(
      "'\\\(opener)' is not read as a formula here",
      help: opener == "("
        ? "write a formula as $…$, and parentheses without backslashes"
        : "write a formula as $$…$$, and [brackets] with one backslash before the first")
  }
  package static var formulaInText: Reason {
    .proseNotRead(
      "TeX stands outside of a formula",
      help: "put it between $ and $, between $$ and $$, or into a ```math block")
  }

  // MARK: Tables

  package static func raggedRow(cells: Int, heading: Int) -> Reason {
    .proseNotRead(
      "this row has \(cells) \(cells == 1 ? "cell" : "cells"), the line below the heading \(heading)",
      help: "write '\\|' for a bar in a cell; emphasis and links end in their cell")
  }
  package static var tableNotRead: Reason {
    .proseNotRead(
      "this table cannot be read",
      help: "emphasis, links and formulas end in the cell in which they begin")
  }

  // MARK: Other marks

  package static var backtickInFence: Reason {
    .proseNotRead(
      "a backtick cannot stand in the words of a fence that backticks open",
      help: "open and close the fence with ~~~ instead")
  }
  package static var nothingBold: Reason {
    .proseNotRead(
      "this '**' makes nothing bold",
      help: "put it right beside the bold words, and close it in the same paragraph")
  }
  package static var underscoresInWord: Reason {
    .proseNotRead(
      "these underscores emphasize nothing: they stand within a word",
      help: "write **bold** and *emphasis* with asterisks")
  }
  package static var colonBlock: Reason {
    .proseNotRead(
      "this is not read as a block here", help: "a callout is a quote that begins with > [!NOTE]")
  }
  package static var headingAnchor: Reason {
    .proseNotRead(
      "a heading is not given an anchor like this",
      help: "its anchor is made of its words; leave this out")
  }
}
