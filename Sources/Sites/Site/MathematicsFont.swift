import Formulas
package import Foundation
import Text

/// The font of formulas: a file of the system's font package, copied beside the pages.
///
/// It is asked for by the names that such fonts have where they are installed, and loaded only
/// where none is. The stylesheet is the same whether the file could be copied or not: without it,
/// formulas are set in whatever mathematical font the reader has.
package enum MathematicsFont {
  /// The file's name in the site. It is listed nowhere and compared by no check.
  package static let fileName = "mathematics.otf"

  /// The family that the stylesheet asks for.
  static let stylesheet = """
    @font-face {
      font-family: "Nabla Mathematics";
      src: local("STIX Two Math"), local("STIXTwoMath-Regular"), local("STIX Math"),
        local("STIXMath-Regular"), url("\(fileName)") format("opentype");
      font-display: swap;
    }
    """

  /// Where Debian's packages put it.
  private static let places = [
    "/usr/share/fonts/opentype/stix-word/STIXMath-Regular.otf",
    "/usr/share/fonts/opentype/stix/STIXMath-Regular.otf"
  ]

  /// The font's bytes; `nil` where no package has brought it.
  package static func find() -> Data? {
    places.lazy.compactMap { FileManager.default.contents(atPath: $0) }.first
  }

  /// What is said where there is none.
  package static let missing =
    "no font for formulas is copied: Debian's package fonts-stix is not installed"
}
