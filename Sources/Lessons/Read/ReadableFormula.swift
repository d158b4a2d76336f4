extension Formula {
  /// The formula where only text fits (titles, contents, the index): `dL/dw`, `x²`, `θ₁`. What has no
  /// sign in Unicode is said by its name.
  package var readableText: String {
    var reader = ReadableFormula(Array(tex.unicodeScalars))
    return reader.text(until: nil).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Reads TeX from left to right; total for any text.
private struct ReadableFormula {
  private let source: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  init(_ source: [Unicode.Scalar]) { self.source = source }

  mutating func text(until end: Unicode.Scalar?) -> String {
    var result = ""
    while position < source.count {
      let scalar = source[position]
      if scalar == end {
        position += 1
        break
      }
      switch scalar {
      case "}": position += 1
      case "^", "_":
        position += 1
        result += script(scalar == "^" ? Self.superscripts : Self.subscripts, mark: scalar)
      case "&", "~":
        position += 1
        result += " "
      default: result += argument()
      }
    }
    return result
  }

  /// One sign, one command with what it takes, or one group.
  private mutating func argument() -> String {
    while position < source.count, source[position] == " " { position += 1 }
    guard position < source.count else { return "" }
    let scalar = source[position]
    position += 1
    if scalar == "\\" { return command() }
    guard scalar == "{" else {
      let operators: [Unicode.Scalar: String] = [
        "-": "−", "=": " = ", "<": " < ", ">": " > ", "'": "′"
      ]
      return operators[scalar] ?? String(Character(scalar))
    }
    // Nested deeper than anybody reads, the rest is left as it is.
    guard depth < 100 else { return "" }
    depth += 1
    defer { depth -= 1 }
    return text(until: "}")
  }

  private mutating func command() -> String {
    var name = ""
    while position < source.count, source[position].properties.isAlphabetic,
      source[position].isASCII
    {
      name.unicodeScalars.append(source[position])
      position += 1
    }
    if name.isEmpty {
      guard position < source.count else { return "" }
      position += 1
      let sign = source[position - 1]
      return ",;:! \\".unicodeScalars.contains(sign) ? " " : String(Character(sign))
    }
    guard depth < 100 else { return "" }
    depth += 1
    defer { depth -= 1 }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let (above, below) = (argument(), argument())
      return "\(Self.whole(above))/\(Self.whole(below))"
    case "sqrt": return "√" + Self.whole(argument())
    case "left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "limits":
      return ""
    case "begin", "end":
      _ = argument()
      return " "
    case "quad", "qquad": return " "
    case "mathbb":
      let letter = argument()
      return ["R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"][letter] ?? letter
    default:
      if let sign = Self.signs[name] { return sign }
      if Self.fonts.contains(name) { return argument() }
      return name
    }
  }

  private static func whole(_ text: String) -> String {
    text.unicodeScalars.contains { " +−/=".unicodeScalars.contains($0) } ? "(\(text))" : text
  }

  private mutating func script(_ table: [Unicode.Scalar: Unicode.Scalar], mark: Unicode.Scalar)
    -> String
  {
    let text = argument()
    let small = text.unicodeScalars.compactMap { table[$0] }
    if small.count == text.unicodeScalars.count { return String(String.UnicodeScalarView(small)) }
    if text == "′" || text == "∗" { return text }
    return String(Character(mark)) + Self.whole(text)
  }

  private static func table(_ from: String, _ to: String) -> [Unicode.Scalar: Unicode.Scalar] {
    Dictionary(zip(from.unicodeScalars, to.unicodeScalars)) { one, _ in one }
  }
  private static let superscripts = table("0123456789+−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
  private static let subscripts = table("0123456789+−=()aeijnortx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₙₒᵣₜₓ")

  private static let fonts: Set<String> = [
    "mathbf", "mathrm", "mathit", "mathsf", "mathtt", "mathcal", "mathfrak", "boldsymbol", "text",
    "textbf", "textit", "operatorname", "hat", "bar", "vec", "tilde", "overline", "underline",
    "widehat", "dot", "ddot"
  ]

  private static let signs: [String: String] = {
    let names = [
      "alpha α", "beta β", "gamma γ", "delta δ", "epsilon ϵ", "varepsilon ε", "zeta ζ", "eta η",
      "theta θ", "iota ι", "kappa κ", "lambda λ", "mu μ", "nu ν", "xi ξ", "pi π", "rho ρ",
      "sigma σ",
      "tau τ", "upsilon υ", "phi ϕ", "varphi φ", "chi χ", "psi ψ", "omega ω", "Gamma Γ", "Delta Δ",
      "Theta Θ", "Lambda Λ", "Xi Ξ", "Pi Π", "Sigma Σ", "Phi Φ", "Psi Ψ", "Omega Ω", "partial ∂",
      "nabla ∇", "infty ∞", "sum ∑", "prod ∏", "int ∫", "cdot ·", "times ×", "pm ±", "circ ∘",
      "ldots …", "dots …", "cdots …", "to →", "rightarrow →", "leftarrow ←", "mapsto ↦", "in ∈",
      "subset ⊂", "cup ∪", "cap ∩", "forall ∀", "exists ∃", "prime ′", "ell ℓ", "odot ⊙", "oplus ⊕",
      "otimes ⊗", "mid |", "vert |", "Vert ‖", "langle ⟨", "rangle ⟩", "star ⋆", "ast ∗"
    ].map { $0.split(separator: " ").map(String.init) }
    var table = Dictionary(names.map { ($0[0], $0[1]) }) { one, _ in one }
    for (name, sign) in [
      "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "approx": "≈",
      "sim": "∼",
      "equiv": "≡", "propto": "∝", "gets": "←", "coloneqq": "≔"
    ] { table[name] = " \(sign) " }
    return table
  }()
}
