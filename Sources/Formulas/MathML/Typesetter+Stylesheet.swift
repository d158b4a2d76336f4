import Text

extension Typesetter {
  /// The rules for the classes that `mathML(_:)` writes.
  ///
  /// A page with formulas needs them, after the rules of its own that set the font of `math`.
  /// They leave fonts, sizes and the overflow of wide formulas to the page.
  package static let stylesheet = """
    math mtable { --tex-row: 0em; }
    math .tex-jot { --tex-row: 0.3em; }
    math .tex-cases { --tex-row: 0.2em; }
    math mtd { padding: 0.5ex 0 0.5ex 1em; }
    math mtd:first-child { padding-left: 0; }
    math mtr + mtr > mtd { padding-top: calc(0.5ex + var(--tex-row)); }
    math .tex-l { text-align: left; text-align: -webkit-left; }
    math .tex-r { text-align: right; text-align: -webkit-right; }
    math .tex-join { padding-left: 0; }
    math .tex-near { padding-left: 0.2778em; }
    math .tex-small > mtr > mtd { padding-top: 0.2ex; padding-bottom: 0.2ex; }
    math .tex-bar, math .tex-dash { padding-left: 0.5em; }
    math mtd:has(+ .tex-bar), math mtd:has(+ .tex-dash) { padding-right: 0.5em; }
    math .tex-bar { border-left: 0.06em solid; }
    math .tex-dash { border-left: 0.06em dashed; }
    math .tex-rule > mtd { border-top: 0.06em solid; }
    math .tex-dashes > mtd { border-top: 0.06em dashed; }
    math .tex-left { border-left: 0.06em solid; }
    math .tex-right { border-right: 0.06em solid; }
    math .tex-top { border-top: 0.06em solid; }
    math .tex-bottom { border-bottom: 0.06em solid; }
    math .tex-left > mtr > mtd:first-child { padding-left: 0.5em; }
    math .tex-right > mtr > mtd:last-child { padding-right: 0.5em; }
    math .tex-tagged { width: 100%; }
    math .tex-tagged > mtr > mtd { padding-left: 0; }
    math .tex-tagged > mtr > mtd:nth-child(odd) { width: 50%; }
    math .tex-box { border: 0.06em solid; padding: 0.3em; }
    math .tex-padded { padding: 0.3em; }
    math .tex-actuarial { border-top: 0.06em solid; border-right: 0.06em solid; padding: 0.1em; }
    math .tex-phasorangle { border-left: 0.06em solid; border-bottom: 0.06em solid; \
    padding: 0.1em 0.2em; }
    math .tex-updiagonalstrike, math .tex-downdiagonalstrike, math .tex-horizontalstrike {
      background: linear-gradient(currentcolor, currentcolor) center / 0 0 no-repeat;
    }
    math .tex-updiagonalstrike {
      background: linear-gradient(to bottom right, transparent calc(50% - 0.04em), \
    currentcolor calc(50% - 0.03em) calc(50% + 0.03em), transparent calc(50% + 0.04em));
    }
    math .tex-downdiagonalstrike {
      background: linear-gradient(to bottom left, transparent calc(50% - 0.04em), \
    currentcolor calc(50% - 0.03em) calc(50% + 0.03em), transparent calc(50% + 0.04em));
    }
    math .tex-updiagonalstrike.tex-downdiagonalstrike {
      background: linear-gradient(to bottom right, transparent calc(50% - 0.04em), \
    currentcolor calc(50% - 0.03em) calc(50% + 0.03em), transparent calc(50% + 0.04em)), \
    linear-gradient(to bottom left, transparent calc(50% - 0.04em), \
    currentcolor calc(50% - 0.03em) calc(50% + 0.03em), transparent calc(50% + 0.04em));
    }
    math .tex-horizontalstrike {
      background: linear-gradient(currentcolor, currentcolor) center / 100% 0.06em no-repeat;
    }
    math .tex-single-left { border-left: 0.06em solid; }
    math .tex-single-right { border-right: 0.06em solid; }
    math .tex-double-left { border-left: 0.2em double; }
    math .tex-double-right { border-right: 0.2em double; }
    math .tex-unseen { color: transparent; width: 0.18em; overflow: hidden; }
    math .tex-llap { transform: translateX(-100%); }
    math .tex-clap { transform: translateX(-50%); }
    math .tex-bold { font-weight: bold; }
    math .tex-italic { font-style: italic; }
    math .tex-sans { font-family: sans-serif; }
    math .tex-mono { font-family: monospace; }

    """
}
