import Formulas
package import Foundation
import Lessons
import Processes
package import Programs
package import Text

/// The files of a site, by their paths below its folder.
package struct Site: Sendable {
  package var files: [String: Data] = [:]
  /// Files that no list names and no check compares.
  package var unlisted: [String: Data] = [:]

  /// The file that lists what nabla wrote, so that the next build knows what it may remove.
  static let manifestName = ".nabla-site"

  /// Names that no other file may have, whether this site has the file or not.
  static let reserved: Set<String> = [
    manifestName, MathematicsFont.fileName, "index.html", "search.html", "404.html",
    "search-index.js", "knobs.js", "engine.js", "sitemap.xml", "feed.xml"
  ]

  /// The list of files, below the versions that made them.
  static func manifest(_ files: some Sequence<String>, versions: String) -> String {
    "nabla site\n\(versions)\n" + files.sorted().map { $0 + "\n" }.joined()
  }
}

/// The versions on which a site's bytes depend.
package struct Versions: Sendable, Equatable {
  var nabla = nablaVersion
  package var swift: String
  var katex: String
  var cmark: String
  /// Only where a graph was laid out.
  package var graphviz: String?

  package var line: String {
    "nabla \(nabla), swift \(swift), katex \(katex), cmark \(cmark)"
      + (graphviz.map { ", graphviz \($0)" } ?? "")
  }
}

extension Versions {
  /// The versions that are here.
  package init(_ toolchain: Toolchain, _ environment: Environment) {
    self.init(
      swift: toolchain.version, katex: (try? KaTeXFile.find(environment))?.version ?? "none",
      cmark: Cmark.version)
  }
}
