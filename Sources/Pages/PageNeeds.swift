package import Markup
import Text

/// What a page asks of a browser beside its text, found in its tree: what its policy must not forbid.
package struct PageNeeds: Sendable, Equatable {
  /// The values of its `style` attributes.
  package var styles: Set<String> = []
  /// Where its pictures come from, beside the site's own files: sources as a policy writes them.
  package var pictures: Set<String> = []
  /// Whether it has knobs, and with them the engine.
  package var hasKnobs = false
  /// Whether an author's HTML has more than text, pictures and links: what it needs is not known.
  package var isOpen = false
  /// Whether an author's HTML embeds something that is no page, or says what addresses belong to.
  package var embeds = false

  package init() {}

  /// The needs of a page that holds all of these trees.
  package init(_ trees: [Node]...) {
    for nodes in trees { add(nodes) }
  }

  /// What this page and another need together.
  package func union(_ other: PageNeeds) -> PageNeeds {
    var all = self
    all.styles.formUnion(other.styles)
    all.pictures.formUnion(other.pictures)
    all.hasKnobs = hasKnobs || other.hasKnobs
    all.isOpen = isOpen || other.isOpen
    all.embeds = embeds || other.embeds
    return all
  }

  private mutating func add(_ nodes: [Node]) {
    for node in nodes {
      switch node {
      case .text, .code: break
      case .element(let element):
        if let style = element.attributes["style"] { styles.insert(style) }
        if element.attributes["class"] == "drawing knobs" { hasKnobs = true }
        if element.name == "img", let source = element.attributes["src"] {
          addPicture(from: source)
        }
        add(element.children)
      case .written:
        for case .start(let tag) in [node].pieces { add(tag) }
      }
    }
  }

  /// A tag that an author wrote.
  private mutating func add(_ tag: Tag) {
    let name = tag.name.lowercased()
    if !Self.plain.contains(name) { isOpen = true }
    if Self.embedding.contains(name) { embeds = true }
    for attribute in tag.attributes {
      let value = HTML.plain(attribute: attribute.value)
      switch attribute.name.lowercased() {
      case "style": styles.insert(value)
      case "src": addPicture(from: value)
      case "srcset": isOpen = true
      case let name where name.hasPrefix("on"): isOpen = true
      default: break
      }
    }
  }

  /// Notes where a picture comes from that is no file of the site.
  private mutating func addPicture(from source: String) {
    if let match = source.prefixMatch(
      of: /(?i)(https?:\/\/|\/\/)([A-Za-z0-9.\-]+(?::[0-9]+)?)(?=[\/?#]|$)/)
    {
      pictures.insert(match.1 == "//" ? String(match.2) : "\(match.1)\(match.2)".lowercased())
    } else if let scheme = LinkScheme.scheme(of: source) {
      pictures.insert("\(scheme):")
    }
  }

  /// Elements that show text, pictures and links, and ask for nothing else.
  private static let plain: Set<String> = Set(
    """
    a abbr address article aside b bdi bdo big blockquote br caption center circle cite clippath code \
    col colgroup data dd defs del desc details dfn div dl dt ellipse em figcaption figure font footer \
    g h1 h2 h3 h4 h5 h6 header hr i img ins kbd li line lineargradient main mark marker math nav nobr \
    ol p path polygon polyline pre q radialgradient rect rp rt ruby s samp section small span stop \
    strike strong sub summary sup svg symbol table tbody td text textpath tfoot th thead time title \
    tr tspan tt u ul var wbr
    """.split(separator: " ").map(String.init))

  private static let embedding: Set<String> = ["applet", "base", "embed", "frame", "object"]
}
